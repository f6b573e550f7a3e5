import type { TreeBoard } from '@fulcrum/protocol'
import { Checkbox, Switch, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { useGo } from '../../shell/router/router-context.tsx'
import { useSetCommands } from '../../shell/set-commands.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useClient } from '../../shell/world.tsx'

const most = 12

interface SaveTemplateDialogProps {
  readonly board: TreeBoard
  readonly onClose: () => void
}

/** Asks what a template is called, and which boards beside this one are a part of it. */
export function SaveTemplateDialog({ board, onClose }: SaveTemplateDialogProps) {
  const client = useClient()
  const go = useGo()
  const sets = useSetCommands()
  const { boards } = useTree()
  const beside = boards.filter(
    ({ id, workspaceId, archived, hidden }) =>
      id !== board.id && workspaceId === board.workspaceId && !archived && !hidden,
  )
  const [also, setAlso] = useState<readonly string[]>([])
  const [items, setItems] = useState(false)
  const [description, setDescription] = useState('')
  const toggle = (id: string, on: boolean): void =>
    setAlso(on ? [...also, id].slice(0, most - 1) : also.filter((other) => other !== id))
  return (
    <NameDialog
      title={t('Save as template')}
      initial={board.name}
      button={t('Save template')}
      onClose={onClose}
      onName={(name) => {
        const id = client.newId()
        const from = [board.id, ...beside.map((other) => other.id).filter((other) => also.includes(other))]
        const template = { id, name, ...(description.trim() !== '' && { description: description.trim() }) }
        const copies = from.map((each) => ({ from: each, to: client.newId() }))
        void sets
          .copy(
            { workspace: board.workspaceId, boards: copies, items, template },
            t('The template “{name}” is saved.', { name }),
          )
          .then((done) => done && go(`/templates/${id}`))
      }}
    >
      <TextField
        label={t('What it is good for')}
        value={description}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setDescription(event.target.value)}
      />
      {beside.length > 0 && (
        <fieldset className="tree-dialog-boards">
          <legend>{t('Together with')}</legend>
          {beside.map(({ id, name }) => (
            <Checkbox key={id} label={name} checked={also.includes(id)} onChange={(on) => toggle(id, on)} />
          ))}
        </fieldset>
      )}
      <Switch label={t('With items')} checked={items} onChange={setItems} />
      <p className="tree-dialog-note">
        {also.length === 0
          ? t('Who may read this board now may use the template.')
          : t('Who may read each of these boards now may use the template.')}
      </p>
    </NameDialog>
  )
}
