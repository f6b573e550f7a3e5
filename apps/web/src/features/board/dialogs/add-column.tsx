import type { ColumnKind } from '@fulcrum/domain'
import { Button, Icon, OptionList, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { deletedColumns } from '../model/records.ts'
import { useScene } from '../scene.tsx'

interface AddColumnProps {
  readonly onDone: () => void
  /** A column was made that says nothing until it is set up. */
  readonly onSetUp: (columnId: string) => void
}

/** Asks of which kind a new column is, then for its name; offers deleted ones back. */
export function AddColumn({ onDone, onSetUp }: AddColumnProps) {
  const { state, structure } = useScene()
  const { kinds, columnViews } = useKinds()
  const [kind, setKind] = useState<ColumnKind>()
  const [title, setTitle] = useState('')
  const deleted = deletedColumns(state).slice(0, 5)
  if (kind !== undefined) {
    return (
      <form
        className="fb-ask-form"
        onSubmit={(event) => {
          event.preventDefault()
          const id = structure.addColumn(kind, title.trim() || told(kind.label), kind.defaultSettings)
          onDone()
          if (columnViews.get(kind.id)?.setUpFirst === true) onSetUp(id)
        }}
      >
        <TextField
          label={t('Name of the {label} column', { label: told(kind.label).toLocaleLowerCase('en') })}
          data-autofocus=""
          autoFocus
          value={title}
          maxLength={255}
          placeholder={told(kind.label)}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button variant="primary" type="submit">
          {t('Add column')}
        </Button>
      </form>
    )
  }
  const all = kinds.all()
  return (
    <OptionList
      label={t('Kind of column')}
      placeholder={t('Find a kind')}
      searchable
      selected={[]}
      options={[
        ...all.map(({ id, label, description }) => ({ id, title: told(label), keywords: told(description) })),
        ...deleted.map((column) => ({ id: `back:${column.id}`, title: column.title, keywords: t('restore deleted') })),
      ]}
      renderOption={({ id, title: name }) => {
        const found = all.find((candidate) => candidate.id === id)
        return (
          <>
            <Icon name={found === undefined ? 'history' : (columnViews.get(found.id)?.icon ?? 'text')} />
            <span className="fb-kind">
              <span>{found === undefined ? t('Bring back “{name}”', { name }) : name}</span>
              <span className="fb-quiet">
                {found === undefined ? t('A column that was deleted') : told(found.description)}
              </span>
            </span>
          </>
        )
      }}
      onPick={(id) => {
        if (id.startsWith('back:')) {
          structure.restoreColumn(id.slice('back:'.length))
          onDone()
        } else setKind(all.find((candidate) => candidate.id === id))
      }}
    />
  )
}
