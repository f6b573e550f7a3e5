import { limitOf, withLimit } from '@fulcrum/domain'
import type { Limit } from '@fulcrum/domain'
import { Select, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { overOptions, readLimit } from './limit-texts.ts'
import type { RulePart } from './rule-part.ts'

/** How many items each choice takes. */
export function LimitsRule(props: RulePart) {
  const { column, rules, error } = props
  const names = (column.kind.names?.(column.settings) ?? []).filter(
    (name) => !('retired' in name) || name.retired !== true || limitOf(rules, name.number) !== undefined,
  )
  return (
    <details className="fb-rules-stages" open={rules.limits !== undefined}>
      <summary>{t('How many items may stand there at once')}</summary>
      <p className="fb-quiet">
        {t(
          'Items of this board count, without sub-items and without those of the trash and the archive. Imports are let in.',
        )}
      </p>
      <div className="fb-rules-limits">
        {names.map(({ number, name }) => (
          <LimitOf key={number} {...props} choice={number} name={name} />
        ))}
      </div>
      {error !== undefined && (
        <span role="alert" className="fb-rules-wrong">
          {error}
        </span>
      )}
    </details>
  )
}

function LimitOf({
  rules,
  onChange,
  onRead,
  choice,
  name,
}: RulePart & { readonly choice: number; readonly name: string }) {
  const limit = limitOf(rules, choice)
  const [text, setText] = useState(limit === undefined ? '' : String(limit.most))
  const most = readLimit(text)
  const set = (next: string, over: Limit['over']): void => {
    const read = readLimit(next)
    onRead(`limit-${choice}`, read !== undefined)
    if (read !== undefined) onChange(withLimit(rules, choice, read === null ? null : { most: read, over }))
  }
  return (
    <div className="fb-rules-pair">
      <TextField
        label={name}
        placeholder={t('No limit')}
        inputMode="numeric"
        value={text}
        error={most === undefined ? t('A whole number from 1 to 9,999') : undefined}
        onChange={({ target }) => {
          setText(target.value)
          set(target.value, limit?.over ?? 'refuse')
        }}
      />
      {limit !== undefined && (
        <Select
          label={t('Above the limit of {name}', { name })}
          options={overOptions}
          value={limit.over}
          onChange={(id) => set(text, id === 'warn' ? 'warn' : 'refuse')}
        />
      )}
    </div>
  )
}
