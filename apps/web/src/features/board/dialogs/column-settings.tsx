import { sameJson } from '@fulcrum/domain'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { Button, Select, Switch, TextArea, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { useScene } from '../scene.tsx'

const scopes = [
  { id: 'both', title: 'Items and sub-items' },
  { id: 'items', title: 'Items' },
  { id: 'subitems', title: 'Sub-items' },
]

/** Settings are tried on so many of the items that are shown. */
const triedRows = 5

interface ColumnSettingsProps {
  readonly columnId: string
  readonly onClose: () => void
}

/** The form of a column: name, description, what it is for, and what its kind has to be told. Shown once the column is there. */
export function ColumnSettings({ columnId, onClose }: ColumnSettingsProps) {
  const column = useScene().records.columns.find(({ id }) => id === columnId)
  return column === undefined ? null : <SettingsOf key={columnId} column={column} onClose={onClose} />
}

function SettingsOf({ column, onClose }: { readonly column: BoardColumn; readonly onClose: () => void }) {
  const { structure, context, state, model } = useScene()
  const { columnViews } = useKinds()
  const text = (field: string): string => {
    const value = column.fields[field]
    return typeof value === 'string' ? value : ''
  }
  const [title, setTitle] = useState(column.title)
  const [description, setDescription] = useState(text('description'))
  const [appliesTo, setAppliesTo] = useState(text('appliesTo') || 'both')
  const [settings, setSettings] = useState<Json>(column.settings)
  const rows = model?.firstRows(triedRows) ?? []
  const board = { self: column.number, schema: state.derived.schema, reader: state.derived.reader, rows }
  const Form = columnViews.get(column.kind.id)?.Settings
  const save = (): void => {
    const change: Record<string, Json> = {}
    if (title.trim() !== '' && title.trim() !== column.title) change['title'] = title.trim()
    if (description.trim() !== text('description')) change['description'] = description.trim() || null
    if (appliesTo !== (text('appliesTo') || 'both')) change['appliesTo'] = appliesTo
    if (!sameJson(settings, column.settings)) change['settings'] = settings
    if (Object.keys(change).length > 0) structure.updateColumn(column.id, change)
    onClose()
  }
  return (
    <Dialog
      open
      title={`${column.kind.label} column`}
      onClose={onClose}
      keepOnOutsideClick
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit">
            Save
          </Button>
        </>
      }
    >
      <div className="fb-form">
        <TextField label="Name" value={title} maxLength={255} onChange={(event) => setTitle(event.target.value)} />
        <TextArea
          label="What it is for"
          value={description}
          maxLength={2_000}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Select label="Is there for" options={scopes} value={appliesTo} onChange={setAppliesTo} />
        <SharedBoards column={column} />
        {Form !== undefined && settings !== null && (
          <Form settings={settings} context={context} board={board} onChange={setSettings} />
        )}
      </div>
    </Dialog>
  )
}

/** For a connection: on which of its boards it is shown, too. Changes at once, for it changes both boards. */
function SharedBoards({ column }: { readonly column: BoardColumn }) {
  const { context, runner, records, boardId } = useScene()
  const { kind, settings, id } = column
  if (kind.connections?.withPartner === undefined) return null
  const names = new Map(context.items?.boards.map((board) => [board.id, board.name]))
  const boards = kind.connections.of(settings).boards.filter(({ board }) => names.has(board))
  if (boards.length === 0) return null
  const share = (other: string, shown: boolean): void => {
    if (shown) void runner.run('column.pair', { id, other, partner: runner.newId(), title: records.name })
    else void runner.run('column.unpair', { id, other })
  }
  return (
    <>
      {boards.map(({ board, partner }) => (
        <Switch
          key={board}
          label={`Show it on ${board === boardId ? 'this board' : (names.get(board) ?? '')}, too`}
          checked={partner !== null}
          onChange={(shown) => share(board, shown)}
        />
      ))}
    </>
  )
}
