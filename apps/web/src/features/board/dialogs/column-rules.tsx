import './column-rules.css'
import { allowedRules, rulesOf, rulesProblem, sameJson } from '@fulcrum/domain'
import type { BoardColumn, ColumnRules, Json } from '@fulcrum/domain'
import { Button, Icon, Switch, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useScene } from '../scene.tsx'
import { DefaultRule } from '../rules/default-rule.tsx'
import { LimitsRule } from '../rules/limits-rule.tsx'
import { PatternRule } from '../rules/pattern-rule.tsx'
import { RangeRule } from '../rules/range-rule.tsx'
import { RequiredRule } from '../rules/required-rule.tsx'
import { brokenWords, useBrokenCount } from '../rules/use-broken-count.ts'

interface ColumnRulesProps {
  readonly columnId: string
  readonly onClose: () => void
}

/** The form of what a column asks of its cells; says how many items break it before it is saved. */
export function ColumnRulesForm({ columnId, onClose }: ColumnRulesProps) {
  const column = useScene().records.columns.find(({ id }) => id === columnId)
  return column === undefined ? null : <RulesOf key={columnId} column={column} onClose={onClose} />
}

function RulesOf({ column, onClose }: { readonly column: BoardColumn; readonly onClose: () => void }) {
  const { state, structure } = useScene()
  const [rules, setRules] = useState<ColumnRules>(() => rulesOf(column))
  /** Fields that hold what is no value yet. */
  const [unread, setUnread] = useState<ReadonlySet<string>>(() => new Set())
  const allowed = allowedRules(column.kind, column.settings)
  const problem = rulesProblem(state, column, rules)
  const isSound = problem === null && unread.size === 0
  const count = useBrokenCount(state, column, rules, isSound)
  const change = (next: ColumnRules): void => setRules(cleaned(next))
  const tell = (field: string, isRead: boolean): void => {
    const others = new Set(unread)
    if (isRead) others.delete(field)
    else others.add(field)
    setUnread(others)
  }
  const wrong = (rule: keyof ColumnRules): string | undefined =>
    problem?.rule === rule ? told(problem.message) : undefined
  const save = (): void => {
    if (!isSound) return
    const asked = Object.keys(rules).length === 0 ? null : (rules as Json)
    if (!sameJson(asked, column.fields['rules'] ?? null)) structure.updateColumn(column.id, { rules: asked })
    onClose()
  }
  const parts = { column, rules, onChange: change, onRead: tell }
  return (
    <Dialog
      open
      title={t('Rules of {title}', { title: column.title })}
      onClose={onClose}
      keepOnOutsideClick
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!isSound}>
            {t('Save')}
          </Button>
        </>
      }
    >
      <div className="fb-form fb-rules">
        <p className="fb-quiet">
          {t('What cells of this column have to be like, whoever writes them: people, programs, undo and imports.')}
        </p>
        <RequiredRule {...parts} error={wrong('required')} />
        {allowed.rules.has('unique') && (
          <Switch
            label={t('No two items have the same value')}
            checked={rules.unique === true}
            onChange={(on) => change(on ? { ...rules, unique: true } : without(rules, 'unique'))}
          />
        )}
        {allowed.rules.has('range') && <RangeRule {...parts} error={wrong('range')} />}
        {allowed.rules.has('pattern') && <PatternRule {...parts} error={wrong('pattern')} />}
        {allowed.rules.has('limits') && <LimitsRule {...parts} error={wrong('limits')} />}
        {allowed.default.value && <DefaultRule {...parts} error={wrong('default')} />}
        <TextField
          label={t('What is said when a value is refused')}
          placeholder={t('A sentence of your own, if you want one')}
          maxLength={300}
          value={rules.message ?? ''}
          onChange={({ target }) => change({ ...rules, message: target.value })}
        />
        <p className="fb-rules-count" role="status" data-broken={count !== null && count.total > 0 ? '' : undefined}>
          <Icon name={count === null ? 'clock' : count.total > 0 ? 'warning' : 'check'} size={14} />
          <span>{isSound ? brokenWords(count) : t('Mend what is marked above first.')}</span>
        </p>
      </div>
    </Dialog>
  )
}

/** Rules without the parts that ask nothing. */
function cleaned({ message, range, limits, ...rest }: ColumnRules): ColumnRules {
  return {
    ...rest,
    ...(range !== undefined && (range.min !== undefined || range.max !== undefined) && { range }),
    ...(limits !== undefined && limits.length > 0 && { limits }),
    ...(message !== undefined && message !== '' && { message }),
  }
}

/** Rules with one of them taken out. */
export function without(rules: ColumnRules, rule: keyof ColumnRules): ColumnRules {
  const { [rule]: _, ...rest } = rules
  return rest
}
