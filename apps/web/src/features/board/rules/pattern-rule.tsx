import { compilePattern, maxPatternLength } from '@fulcrum/domain'
import { TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { without } from '../dialogs/column-rules.tsx'
import type { RulePart } from './rule-part.ts'

/** What the whole text has to look like, with a place to try it. */
export function PatternRule({ rules, onChange, error }: RulePart) {
  const [sample, setSample] = useState('')
  const { pattern } = rules
  const read = pattern === undefined ? null : compilePattern(pattern)
  return (
    <div className="fb-rules-part fb-rules-pattern">
      <TextField
        label={t('Looks like (a pattern)')}
        placeholder={t("[A-Z]'{'2,5'}'-\\d+")}
        hint={t(
          "\\d is a digit, \\w a letter or digit, . anything; + once or more, * any number of times, '{'3'}' three times, | or.",
        )}
        maxLength={maxPatternLength}
        spellCheck={false}
        autoComplete="off"
        value={pattern ?? ''}
        error={error}
        onChange={({ target }) =>
          onChange(target.value === '' ? without(rules, 'pattern') : { ...rules, pattern: target.value })
        }
      />
      {read?.ok === true && (
        <TextField
          label={t('Try a text')}
          spellCheck={false}
          autoComplete="off"
          value={sample}
          hint={sample === '' ? undefined : read.value.matches(sample) === true ? t('Is taken.') : t('Is refused.')}
          onChange={({ target }) => setSample(target.value)}
        />
      )}
    </div>
  )
}
