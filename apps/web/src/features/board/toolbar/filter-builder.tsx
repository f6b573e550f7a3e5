import './filter-builder.css'
import { viewField } from '@fulcrum/domain'
import type { FilterCondition, FilterSpec, ViewColumn } from '@fulcrum/domain'
import { Button, focusFirst } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useRef, useState } from 'react'
import { changeNode, fits, readFilter, writeFilter, type FilterGroup, type GroupMode } from '../model/filter-tree.ts'
import { filterWords } from '../model/filter-words.ts'
import { useScene } from '../scene.tsx'
import { BuilderProvider, type Builder } from './builder-context.tsx'
import { AddParts, GroupParts, ModeSelect } from './filter-group.tsx'
import { nodeKeys } from './node-menu.tsx'

interface FilterBuilderProps {
  /** The part whose first control gets the focus: its place among the parts of the root. */
  readonly focusPart?: number | undefined
  /** What stands above the conditions, and what while there is none. */
  readonly title: string
  readonly none: string
  /** The filter as it is when this opens, and what is told of each change. */
  readonly filter: FilterSpec | null
  readonly onChange: (filter: FilterSpec | null) => void
}

/** The filter of the view. */
export function ViewFilter({ focusPart }: Pick<FilterBuilderProps, 'focusPart'>) {
  const { spec, setSpec } = useScene()
  return (
    <FilterBuilder
      focusPart={focusPart}
      title={t('Show items where')}
      none={t('Nothing is left out yet.')}
      filter={spec.filter ?? null}
      onChange={(filter) => setSpec({ ...spec, filter })}
    />
  )
}

/** A whole filter as groups of conditions, every part of which can be changed, moved, nested and taken away. */
export function FilterBuilder({ focusPart, title, none, filter, onChange }: FilterBuilderProps) {
  const scene = useScene()
  const { state } = scene
  const [root, setRoot] = useState(() => readFilter(filter))
  const [editing, setEditing] = useState<number>()
  const box = useRef<HTMLDivElement>(null)
  const focusNext = useRef<number | null>(null)
  const find = (column: ViewColumn) => viewField(state, column)

  useLayoutEffect(() => {
    if (box.current === null || focusPart === undefined) return
    focusNode(box.current, root.parts[focusPart]?.id ?? root.id)
    // Where it opens is asked once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useLayoutEffect(() => {
    if (focusNext.current === null || box.current === null) return
    focusNode(box.current, focusNext.current)
    focusNext.current = null
  })

  const builder: Builder = {
    root,
    find,
    editing,
    setEditing,
    mayBecome: (next) => next !== root && fits(next),
    change: (next, focus) => {
      if (next === root || !fits(next)) return
      setRoot(next)
      onChange(writeFilter(next))
      if (focus !== undefined) focusNext.current = focus
    },
    setCondition: (id: number, condition: FilterCondition) =>
      builder.change(changeNode<FilterGroup>(root, id, (node) => ({ ...node, condition }))),
  }
  const written = writeFilter(root)
  const words = written === null ? '' : filterWords(written, find, { ...scene.context, groups: scene.records.groups })
  const setMode = (mode: GroupMode): void => builder.change({ ...root, mode })
  return (
    <BuilderProvider value={builder}>
      <div ref={box} className="fb-builder" data-node={root.id} onKeyDownCapture={(event) => nodeKeys(builder, event)}>
        <header className="fb-builder-head">
          <span className="fb-builder-title">{title}</span>
          <ModeSelect mode={root.mode} onChange={setMode} label={t('How all of it is taken together')} />
          <span className="fu-grow" />
          {root.parts.length > 0 && (
            <Button
              variant="plain"
              size="small"
              onClick={() => builder.change({ ...root, mode: 'all', parts: [] }, root.id)}
            >
              {t('Clear all')}
            </Button>
          )}
        </header>
        {root.parts.length === 0 && <p className="fb-quiet fb-builder-empty">{none}</p>}
        <GroupParts group={root} depth={0} />
        <AddParts group={root} />
        <span className="fu-hidden" role="status">
          {words}
        </span>
      </div>
    </BuilderProvider>
  )
}

/** Focuses the first control of a part; of the whole the way to add. */
function focusNode(box: HTMLElement, id: number): void {
  if (box.dataset['node'] === String(id)) {
    box.querySelector<HTMLElement>(':scope > .fb-builder-add button')?.focus()
    return
  }
  const node = box.querySelector<HTMLElement>(`[data-node="${id}"]`)
  if (node !== null) focusFirst(node)
}
