import { allowedRules } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { Select, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { without } from '../dialogs/column-rules.tsx'
import { useScene } from '../scene.tsx'
import type { RulePart } from './rule-part.ts'

/** What new items begin with. */
export function DefaultRule({ column, rules, onChange, onRead, error }: RulePart) {
  const { context } = useScene()
  const { kind, settings } = column
  const { default: allowed } = allowedRules(kind, settings)
  const start = rules.default
  const [isTyped, setTyped] = useState(start !== undefined && 'value' in start)
  const [text, setText] = useState(() =>
    start !== undefined && 'value' in start ? kind.format(start.value, settings, context) : '',
  )
  const [wrong, setWrong] = useState<string>()
  const choose = (id: string): void => {
    setTyped(id === 'value')
    setWrong(undefined)
    onRead('default', true)
    if (id === 'today' || id === 'me') onChange({ ...rules, default: { take: id } })
    else if (id === 'value') type(text)
    else onChange(without(rules, 'default'))
  }
  const type = (next: string): void => {
    setText(next)
    const read = kind.parse(next, settings, context)
    setWrong(read.ok ? undefined : read.message)
    onRead('default', read.ok)
    if (read.ok) set(read.value)
  }
  const set = (value: Json): void =>
    onChange(value === null ? without(rules, 'default') : { ...rules, default: { value } })
  const options = [
    { id: 'nothing', title: 'Nothing' },
    { id: 'value', title: 'A value' },
    ...(allowed.today ? [{ id: 'today', title: 'The day on which they are added' }] : []),
    ...(allowed.me ? [{ id: 'me', title: 'Whoever adds them' }] : []),
  ]
  const value = isTyped ? 'value' : start !== undefined && 'take' in start ? start.take : 'nothing'
  return (
    <div className="fb-rules-part">
      <Select label="New items begin with" options={options} value={value} onChange={choose} />
      {isTyped && (
        <TextField
          label="Value of new items"
          placeholder="As you would type it into a cell"
          value={text}
          error={wrong ?? error}
          onChange={({ target }) => type(target.value)}
        />
      )}
      {!isTyped && error !== undefined && (
        <span role="alert" className="fb-rules-wrong">
          {error}
        </span>
      )}
    </div>
  )
}
