import { sameJson } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { Button, Select, TextArea, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { useScene } from '../scene.tsx'

const scopes = [
  { id: 'both', title: 'Items and sub-items' },
  { id: 'items', title: 'Items' },
  { id: 'subitems', title: 'Sub-items' },
]

/** The form of a column: name, description, what it is for, and what its kind has to be told. */
export function ColumnSettings({ columnId, onClose }: { readonly columnId: string; readonly onClose: () => void }) {
  const { records, structure, context } = useScene()
  const { columnViews } = useKinds()
  const column = records.columns.find(({ id }) => id === columnId)
  const text = (field: string): string => {
    const value = column?.fields[field]
    return typeof value === 'string' ? value : ''
  }
  const [title, setTitle] = useState(column?.title ?? '')
  const [description, setDescription] = useState(text('description'))
  const [appliesTo, setAppliesTo] = useState(text('appliesTo') || 'both')
  const [settings, setSettings] = useState<Json>(column?.settings ?? null)
  if (column === undefined) return null
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
        {Form !== undefined && settings !== null && (
          <Form settings={settings} context={context} onChange={setSettings} />
        )}
      </div>
    </Dialog>
  )
}
