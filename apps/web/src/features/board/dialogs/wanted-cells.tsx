import { allowedRules, rulesOf } from '@fulcrum/domain'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { Button, Select, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useScene } from '../scene.tsx'

/** A cell of an item that is about to be made. */
export interface WantedCell {
  readonly column: number
  readonly value: Json
}

interface WantedCellsProps {
  readonly title: string
  /** The columns that a new item has to have values in. */
  readonly columns: readonly BoardColumn[]
  readonly onDone: (cells: readonly WantedCell[]) => void
  readonly onClose: () => void
}

/** Asks for the cells that a new item cannot be without, before it is made. */
export function WantedCells({ title, columns, onDone, onClose }: WantedCellsProps) {
  const [values, setValues] = useState<ReadonlyMap<number, Json>>(() => new Map())
  const isWhole = columns.every(({ number }) => (values.get(number) ?? null) !== null)
  const done = (): void => {
    if (isWhole) onDone(columns.map(({ number }) => ({ column: number, value: values.get(number) ?? null })))
  }
  return (
    <Dialog
      open
      title={t('Add “{title}”', { title })}
      onClose={onClose}
      keepOnOutsideClick
      onSubmit={done}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!isWhole}>
            {t('Add')}
          </Button>
        </>
      }
    >
      <div className="fb-form">
        <p className="fb-quiet">
          {t('New items of this board need {count, plural, one {a value} other {values}} here.', {
            count: columns.length,
          })}
        </p>
        {columns.map((column) => (
          <Wanted
            key={column.id}
            column={column}
            onValue={(value) => setValues((now) => new Map(now).set(column.number, value))}
          />
        ))}
      </div>
    </Dialog>
  )
}

function Wanted({ column, onValue }: { readonly column: BoardColumn; readonly onValue: (value: Json) => void }) {
  const { context } = useScene()
  const { kind, settings, title } = column
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string>()
  const type = (next: string): void => {
    setText(next)
    const read = kind.parse(next, settings, context)
    setWrong(read.ok ? undefined : told(read.message))
    onValue(read.ok ? read.value : null)
  }
  const choices = choicesOf(column, context.people)
  const { message } = rulesOf(column)
  if (choices !== null) {
    const { value, options } = choices
    return (
      <Select
        label={title}
        options={options}
        value={text === '' ? undefined : text}
        placeholder={t('Choose')}
        searchPlaceholder={t('Find')}
        onChange={(id) => {
          setText(id)
          onValue(value(id))
        }}
      />
    )
  }
  const isDay = allowedRules(kind, settings).type === 'day'
  return (
    <TextField
      label={title}
      value={text}
      error={wrong}
      hint={message}
      {...(isDay && { type: 'date' })}
      onChange={({ target }) => type(target.value)}
    />
  )
}

interface Choices {
  readonly options: readonly { readonly id: string; readonly title: string }[]
  readonly value: (id: string) => Json
}

/** What can be chosen where a cell takes labels or people; null where it is typed. */
function choicesOf(
  { kind, settings }: BoardColumn,
  people: readonly { readonly id: string; readonly name: string }[],
): Choices | null {
  const { defaultLane, references } = kind
  if (references?.to === 'member') {
    return {
      options: people.map(({ id, name }) => ({ id, title: name })),
      value: (id) => kind.fromLanes((lane) => (lane === references.lane ? [id] : null), settings),
    }
  }
  if (kind.names === undefined) return null
  const isSet = kind.storage(settings)[defaultLane] === 'optionSet'
  const names = kind.names(settings).filter((name) => !('retired' in name) || name.retired !== true)
  return {
    options: names.map(({ number, name }) => ({ id: String(number), title: name })),
    value: (id) =>
      kind.fromLanes((lane) => (lane === defaultLane ? (isSet ? [Number(id)] : Number(id)) : null), settings),
  }
}
