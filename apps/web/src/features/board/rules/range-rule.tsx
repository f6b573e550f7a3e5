import { allowedRules, endText } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useScene } from '../scene.tsx'
import type { RulePart } from './rule-part.ts'

/** The least and the greatest value, both written as the column's own values are. */
export function RangeRule(props: RulePart) {
  const { error } = props
  return (
    <div className="fb-rules-part">
      <div className="fb-rules-pair">
        <End {...props} end="min" label={t('At least')} />
        <End {...props} end="max" label={t('At most')} />
      </div>
      {error !== undefined && (
        <span role="alert" className="fb-rules-wrong">
          {error}
        </span>
      )}
    </div>
  )
}

function End({ column, rules, onChange, onRead, end, label }: RulePart & { end: 'min' | 'max'; label: string }) {
  const { context } = useScene()
  const { kind, settings } = column
  const now = rules.range?.[end]
  const [text, setText] = useState(() => (now === undefined ? '' : endText(kind, settings, now)))
  const [wrong, setWrong] = useState<string>()
  const isDay = allowedRules(kind, settings).type === 'day'
  const type = (next: string): void => {
    setText(next)
    const read = readEnd(column, next, context)
    setWrong(read.ok ? undefined : told(read.message))
    onRead(end, read.ok)
    if (!read.ok) return
    const { [end]: _, ...other } = rules.range ?? {}
    onChange({ ...rules, range: { ...other, ...(read.value !== null && { [end]: read.value }) } })
  }
  return (
    <TextField
      label={label}
      value={text}
      error={wrong}
      {...(isDay && { type: 'date' })}
      onChange={({ target }) => type(target.value)}
    />
  )
}

type ReadEnd = { readonly ok: true; readonly value: number | null } | { readonly ok: false; readonly message: string }

/** The end of a range behind a text, as the kind of the column reads it. */
function readEnd({ kind, settings }: BoardColumn, text: string, context: Parameters<typeof kind.parse>[2]): ReadEnd {
  const { lane: name, type } = allowedRules(kind, settings)
  // The browser's own field of days gives a whole day or nothing.
  if (type === 'day') return { ok: true, value: text === '' ? null : Date.parse(`${text}T00:00Z`) / 86_400_000 }
  const read = kind.parse(text, settings, context)
  if (!read.ok) return read
  const lane = read.value === null ? null : kind.toLanes(read.value, settings)[name]
  return { ok: true, value: typeof lane === 'number' ? lane : null }
}
