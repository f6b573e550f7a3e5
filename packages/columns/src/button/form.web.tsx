import type { BoardColumn, Json } from '@fulcrum/domain'
import { Select, TextField } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { columnChoices } from '../shared/column-choices.web.ts'
import { hasLabels, liveLabels } from '../shared/labels.ts'
import type { SettingsBoard, SettingsProps, ViewContext } from '../view-contract.web.ts'
import type { ButtonSettings } from './column.ts'
import { dayValue, namesMembers } from './press.ts'

type Does = NonNullable<ButtonSettings['does']>

const acts: readonly { readonly id: Does['what']; readonly title: string }[] = [
  { id: 'set', title: t('Sets a column') },
  { id: 'today', title: t('Sets a date to today') },
  { id: 'me', title: t('Assigns who presses it') },
  { id: 'archive', title: t('Archives the item') },
]

/** What stands on the button, what a press does, and what is asked first. */
export function ButtonForm({ settings, context, board, onChange }: SettingsProps<ButtonSettings>) {
  const [text, setText] = useState(settings.text)
  const [confirm, setConfirm] = useState(settings.confirm ?? '')
  const { does } = settings
  const choices = (what: Does['what']) => columnChoices(board, suits[what])
  return (
    <div className="fc-form">
      <TextField
        label={t('Text')}
        value={text}
        maxLength={40}
        onChange={(event) => {
          setText(event.target.value)
          if (event.target.value.trim() !== '') onChange({ ...settings, text: event.target.value })
        }}
      />
      <ColourPalette
        label={t('Colour')}
        value={settings.colour}
        onChange={(colour) => onChange({ ...settings, colour })}
      />
      <Select
        label={t('A press')}
        options={acts.map(({ id, title }) => ({
          id,
          title,
          disabled: id !== 'archive' && choices(id).length === 0,
        }))}
        value={does?.what}
        placeholder={t('Choose what it does')}
        onChange={(picked) => {
          const what = acts.find(({ id }) => id === picked)?.id
          const first = what === undefined ? undefined : choices(what)[0]
          if (what === 'archive') onChange({ ...settings, does: { what } })
          else if (what !== undefined && first !== undefined) {
            onChange({ ...settings, does: made(what, Number(first.id)) })
          }
        }}
      />
      {does !== null && does.what !== 'archive' && (
        <Select
          label={t('Column')}
          options={choices(does.what)}
          value={String(does.column)}
          placeholder={t('The column is gone: choose another')}
          onChange={(column) => onChange({ ...settings, does: made(does.what, Number(column)) })}
        />
      )}
      {does?.what === 'set' && (
        <ValueField
          key={does.column}
          column={board?.schema.column(does.column)}
          value={does.value}
          context={context}
          onChange={(value) => onChange({ ...settings, does: { ...does, value } })}
        />
      )}
      <TextField
        label={t('Ask first')}
        value={confirm}
        maxLength={200}
        placeholder={t('Nothing: a press does it at once')}
        onChange={(event) => {
          setConfirm(event.target.value)
          const { confirm: _, ...rest } = settings
          const asked = event.target.value.trim()
          onChange(asked === '' ? rest : { ...rest, confirm: asked })
        }}
      />
    </div>
  )
}

const suits: Readonly<Record<Does['what'], (column: BoardColumn) => boolean>> = {
  set: ({ kind, lanes }) => lanes.some(({ own }) => own) && !kind.connections && kind.tracksTime === undefined,
  // Any day that the kind takes says that it takes days.
  today: (column) => dayValue(column, 0) !== null,
  me: namesMembers,
  archive: () => false,
}

function made(what: Exclude<Does['what'], 'archive'>, column: number): Does {
  return what === 'set' ? { what, column, value: null } : { what, column }
}

interface ValueFieldProps {
  readonly column: NonNullable<ReturnType<SettingsBoard['schema']['column']>> | undefined
  readonly value: Json
  readonly context: ViewContext
  readonly onChange: (value: Json) => void
}

/** What the column is set to: one of its labels, or a text that its kind reads. */
function ValueField({ column, value, context, onChange }: ValueFieldProps) {
  const shown = column === undefined || value === null ? '' : column.kind.format(value, column.settings, context)
  const [text, setText] = useState(shown)
  if (column === undefined) return null
  const { kind, settings } = column
  const read = (given: string) => kind.parse(given, settings, context)
  if (hasLabels(settings)) {
    return (
      <Select
        label={t('To')}
        options={[
          { id: '', title: t('Empty') },
          ...liveLabels(settings).map(({ name, colour }) => ({ id: name, title: name, colour })),
        ]}
        value={shown}
        onChange={(name) => {
          const result = read(name)
          if (result.ok) onChange(result.value)
        }}
      />
    )
  }
  const result = read(text)
  return (
    <>
      <TextField
        label={t('To')}
        value={text}
        placeholder={t('Empty')}
        onChange={(event) => {
          setText(event.target.value)
          const next = read(event.target.value)
          if (next.ok) onChange(next.value)
        }}
      />
      {!result.ok && (
        <p className="fc-wrong" role="alert">
          {told(result.message)}
        </p>
      )}
    </>
  )
}
