import { allowedRules } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { Select, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
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
    setWrong(read.ok ? undefined : told(read.message))
    onRead('default', read.ok)
    if (read.ok) set(read.value)
  }
  const set = (value: Json): void =>
    onChange(value === null ? without(rules, 'default') : { ...rules, default: { value } })
  const options = [
    { id: 'nothing', title: t('Nothing') },
    { id: 'value', title: t('A value') },
    ...(allowed.today ? [{ id: 'today', title: t('The day on which they are added') }] : []),
    ...(allowed.me ? [{ id: 'me', title: t('Whoever adds them') }] : []),
  ]
  const value = isTyped ? 'value' : start !== undefined && 'take' in start ? start.take : 'nothing'
  return (
    <div className="fb-rules-part">
      <Select label={t('New items begin with')} options={options} value={value} onChange={choose} />
      {isTyped && (
        <TextField
          label={t('Value of new items')}
          placeholder={t('As you would type it into a cell')}
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
