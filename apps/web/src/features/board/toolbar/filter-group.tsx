import { viewField } from '@fulcrum/domain'
import { Button, Popover, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import {
  addNode,
  changeNode,
  freshId,
  isGroup,
  type FilterGroup,
  type FilterLeaf,
  type FilterNode,
  type GroupMode,
} from '../model/filter-tree.ts'
import { useScene } from '../scene.tsx'
import { useBuilder } from './builder-context.tsx'
import { ColumnList } from './column-list.tsx'
import { ConditionRow } from './condition-row.tsx'
import { NodeMenu } from './node-menu.tsx'

const modes: readonly { readonly id: GroupMode; readonly title: string }[] = [
  { id: 'all', title: t('all of these hold') },
  { id: 'any', title: t('any of these holds') },
  { id: 'none', title: t('none of these holds') },
  { id: 'not-all', title: t('not all of these hold') },
]

/** What stands between the parts of a group. */
const between: Readonly<Record<GroupMode, string>> = { all: 'and', any: 'or', none: 'or', 'not-all': 'and' }

interface ModeSelectProps {
  readonly mode: GroupMode
  readonly label: string
  readonly onChange: (mode: GroupMode) => void
}

/** Chooses how the parts of a group are taken together. */
export function ModeSelect({ mode, label, onChange }: ModeSelectProps) {
  return (
    <Select
      label={label}
      hideLabel
      size="small"
      options={modes}
      value={mode}
      onChange={(id) => {
        const chosen = modes.find((each) => each.id === id)
        if (chosen !== undefined) onChange(chosen.id)
      }}
    />
  )
}

/** The parts of a group, one below the other. */
export function GroupParts({ group, depth }: { readonly group: FilterGroup; readonly depth: number }) {
  return (
    <div className="fb-parts" role="list">
      {group.parts.map((node, index) => (
        <Part key={node.id} node={node} depth={depth} word={index === 0 ? 'where' : between[group.mode]} />
      ))}
    </div>
  )
}

function Part({ node, depth, word }: { readonly node: FilterNode; readonly depth: number; readonly word: string }) {
  return (
    <div className="fb-part" role="listitem" data-node={node.id} data-first={word === 'where' || undefined}>
      <span className="fb-part-word">{word}</span>
      {isGroup(node) ? <GroupBox group={node} depth={depth + 1} /> : <ConditionRow leaf={node} />}
    </div>
  )
}

function GroupBox({ group, depth }: { readonly group: FilterGroup; readonly depth: number }) {
  const { root, change } = useBuilder()
  return (
    <div className="fb-group" role="group" aria-label={t('Group')} data-odd={depth % 2 === 1 || undefined}>
      <div className="fb-group-head">
        <ModeSelect
          mode={group.mode}
          label={t('How this group is taken together')}
          onChange={(mode) => change(changeNode(root, group.id, () => ({ ...group, mode })))}
        />
        <span className="fu-grow" />
        <NodeMenu node={group} />
      </div>
      <GroupParts group={group} depth={depth} />
      <AddParts group={group} />
    </div>
  )
}

/** Adds a condition, or a group that begins with one. */
export function AddParts({ group }: { readonly group: FilterGroup }) {
  const { root, change, mayBecome, setEditing } = useBuilder()
  const { state } = useScene()
  const [asking, setAsking] = useState<{ readonly anchor: HTMLElement; readonly nested: boolean }>()
  const withPart = (leaf: FilterLeaf, nested: boolean): FilterGroup => {
    const mode = group.mode === 'all' || group.mode === 'not-all' ? 'any' : 'all'
    return addNode(root, group.id, nested ? { id: leaf.id + 1, mode, parts: [leaf] } : leaf)
  }
  const trial = { id: freshId(root), condition: { column: 'title', operator: '' } } as const
  return (
    <div className="fb-builder-add">
      {[false, true].map((nested) => (
        <Button
          key={String(nested)}
          variant="plain"
          size="small"
          icon="plus"
          aria-haspopup="dialog"
          disabled={!mayBecome(withPart(trial, nested))}
          onClick={(event) => setAsking({ anchor: event.currentTarget, nested })}
        >
          {nested ? t('Group') : t('Condition')}
        </Button>
      ))}
      {asking !== undefined && (
        <Popover open anchor={asking.anchor} label={t('Filter by')} onClose={() => setAsking(undefined)}>
          <ColumnList
            onPick={(column) => {
              const operator = viewField(state, column)?.operators[0]?.id ?? ''
              const leaf = { id: freshId(root), condition: { column, operator } }
              setAsking(undefined)
              setEditing(leaf.id)
              change(withPart(leaf, asking.nested), leaf.id)
            }}
          />
        </Popover>
      )}
    </div>
  )
}
