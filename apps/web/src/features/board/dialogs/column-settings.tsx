import { sameJson } from '@fulcrum/domain'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { Button, Select, TextArea, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { useScene } from '../scene.tsx'
import { SharedBoards, sharingOf, withPartnersOf } from './shared-boards.tsx'
import type { Shares } from './shared-boards.tsx'

const scopes = [
  { id: 'both', title: t('Items and sub-items') },
  { id: 'items', title: t('Items') },
  { id: 'subitems', title: t('Sub-items') },
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
  const { structure, context, state, model, runner, records } = useScene()
  const { columnViews } = useKinds()
  const text = (field: string): string => {
    const value = column.fields[field]
    return typeof value === 'string' ? value : ''
  }
  const [title, setTitle] = useState(column.title)
  const [description, setDescription] = useState(text('description'))
  const [appliesTo, setAppliesTo] = useState(text('appliesTo') || 'both')
  const [settings, setSettings] = useState<Json>(column.settings)
  const [shares, setShares] = useState<Shares>(new Map())
  const rows = model?.firstRows(triedRows) ?? []
  const board = { self: column.number, schema: state.derived.schema, reader: state.derived.reader, rows }
  const Form = columnViews.get(column.kind.id)?.Settings
  const save = async (): Promise<void> => {
    onClose()
    const { begin, end } = sharingOf(column, shares)
    const ended = end.map((other) => runner.run('column.unpair', { id: column.id, other }))
    await Promise.all(ended)
    const next = withPartnersOf(column, settings, end)
    const change: Record<string, Json> = {}
    if (title.trim() !== '' && title.trim() !== column.title) change['title'] = title.trim()
    if (description.trim() !== text('description')) change['description'] = description.trim() || null
    if (appliesTo !== (text('appliesTo') || 'both')) change['appliesTo'] = appliesTo
    if (!sameJson(next, withPartnersOf(column, column.settings, end))) change['settings'] = next
    if (Object.keys(change).length > 0) structure.updateColumn(column.id, change)
    for (const other of begin) {
      void runner.run('column.pair', { id: column.id, other, partner: runner.newId(), title: records.name })
    }
  }
  return (
    <Dialog
      open
      title={t('{label} column', { label: told(column.kind.label) })}
      onClose={onClose}
      keepOnOutsideClick
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('Save')}
          </Button>
        </>
      }
    >
      <div className="fb-form">
        <TextField label={t('Name')} value={title} maxLength={255} onChange={(event) => setTitle(event.target.value)} />
        <TextArea
          label={t('What it is for')}
          value={description}
          maxLength={2_000}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Select label={t('Is there for')} options={scopes} value={appliesTo} onChange={setAppliesTo} />
        {Form !== undefined && settings !== null && (
          <Form settings={settings} context={context} board={board} onChange={setSettings} />
        )}
        <SharedBoards column={column} settings={settings} shares={shares} onChange={setShares} />
      </div>
    </Dialog>
  )
}
