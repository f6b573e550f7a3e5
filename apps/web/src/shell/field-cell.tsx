import './field-cell.css'
import type { EditorProps } from '@fulcrum/columns/web'
import { sameJson } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { HomeColumn } from '@fulcrum/protocol'
import { Popover } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Suspense, useRef, useState } from 'react'
import { KindEditor } from './kind-editor.tsx'
import { useViewContext } from './view-context.tsx'
import { useKinds } from './world.tsx'

interface FieldCellProps {
  readonly column: HomeColumn
  readonly value: Json
  readonly late: boolean
  /** By what a key of the page finds it. */
  readonly role: string
  readonly onWrite: (value: Json) => void
}

/** A cell of an item, edited where it stands by the editor of its kind. */
export function FieldCell({ column, value, late, role, onWrite }: FieldCellProps) {
  const { kinds, columnViews } = useKinds()
  const context = useViewContext()
  /** The cell while it is edited: the editor stands beside it. */
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const draft = useRef<{ readonly value: Json } | null>(null)
  const kind = kinds.get(column.kind)
  const view = columnViews.get(column.kind)
  if (kind === undefined || view === undefined) return null
  const { title, settings } = column
  const close = (): void => {
    const next = draft.current
    draft.current = null
    setAnchor(null)
    if (next !== null && !sameJson(next.value, value)) onWrite(next.value)
  }
  const props: EditorProps<Json, Json> = {
    kind,
    value,
    settings,
    context,
    label: title,
    onDraft: (next) => {
      draft.current = { value: next }
    },
    onCommit: (next) => {
      draft.current = { value: next }
      close()
    },
    onCancel: () => {
      draft.current = null
      close()
    },
  }
  const cell =
    value === null ? (
      <span className="field-empty">{column.mayEdit ? t('Add {title}', { title: title.toLowerCase() }) : '–'}</span>
    ) : (
      <view.Cell value={value} settings={settings} context={context} late={late} />
    )
  if (!column.mayEdit || view.Editor === undefined) return <span className="field-cell">{cell}</span>
  // An empty one is called by what stands in it.
  const words = value === null ? undefined : `${title}: ${(kind.display ?? kind.format)(value, settings, context)}`
  return (
    <>
      <button
        type="button"
        className="field-cell"
        data-field={role}
        aria-haspopup="dialog"
        aria-label={words}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {cell}
      </button>
      {anchor !== null && (
        <Popover
          open
          anchor={anchor}
          label={title}
          gapPx={2}
          matchWidth
          onClose={(reason) => (reason === 'escape' ? props.onCancel() : close())}
        >
          <Suspense fallback={<div className="field-waits" />}>
            <KindEditor Editor={view.Editor} {...props} />
          </Suspense>
        </Popover>
      )}
    </>
  )
}
