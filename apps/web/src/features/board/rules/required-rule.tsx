import { stageNames } from '@fulcrum/columns/web'
import { stages } from '@fulcrum/domain'
import type { BoardColumn, ColumnRules, Stage } from '@fulcrum/domain'
import { Checkbox, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { without } from '../dialogs/column-rules.tsx'
import { useScene } from '../scene.tsx'
import type { RulePart } from './rule-part.ts'

type Entering = Exclude<ColumnRules['required'], 'always' | undefined>

/** Whether a cell may be empty: always, never, or not in some statuses. */
export function RequiredRule({ column, rules, onChange, error }: RulePart) {
  const { records } = useScene()
  const others = records.columns.filter((other) => other.number !== column.number && isStatus(other))
  const { required } = rules
  const entering = typeof required === 'object' ? required : null
  const chosen = entering === null ? undefined : others.find(({ number }) => number === entering.column)
  const options = [
    { id: 'no', title: t('May be empty') },
    { id: 'always', title: t('Always needs a value') },
    ...(others.length === 0 && entering === null
      ? []
      : [{ id: 'entering', title: t('Needs a value in some statuses') }]),
  ]
  const choose = (id: string): void => {
    const [first] = others
    if (id === 'always') onChange({ ...rules, required: 'always' })
    else if (id === 'entering' && first) onChange({ ...rules, required: { column: first.number } })
    else onChange(without(rules, 'required'))
  }
  const set = (next: Entering): void => onChange({ ...rules, required: next })
  return (
    <div className="fb-rules-part">
      <Select
        label={t('A cell')}
        options={options}
        value={required === undefined ? 'no' : required === 'always' ? 'always' : 'entering'}
        onChange={choose}
      />
      {entering !== null && (
        <>
          <Select
            label={t('Statuses of')}
            options={others.map(({ number, title }) => ({ id: String(number), title }))}
            value={chosen === undefined ? undefined : String(chosen.number)}
            placeholder={t('That column is in the trash: choose another')}
            onChange={(id) => set({ column: Number(id) })}
          />
          {chosen !== undefined && <Choices column={chosen} entering={entering} onChange={set} />}
        </>
      )}
      {error !== undefined && (
        <span role="alert" className="fb-rules-wrong">
          {error}
        </span>
      )}
    </div>
  )
}

interface ChoicesProps {
  readonly column: BoardColumn
  readonly entering: Entering
  readonly onChange: (entering: Entering) => void
}

function Choices({ column, entering, onChange }: ChoicesProps) {
  const { kind, settings } = column
  const names = (kind.names?.(settings) ?? []).filter((name) => !('retired' in name) || name.retired !== true)
  const { choices = [], stages: chosenStages = [] } = entering
  const set = (next: readonly number[], nextStages: readonly Stage[]): void =>
    onChange({
      column: column.number,
      ...(next.length > 0 && { choices: [...next] }),
      ...(nextStages.length > 0 && { stages: [...nextStages] }),
    })
  return (
    <>
      {names.length > 0 && (
        <fieldset className="fb-rules-choices">
          <legend>{t('When an item comes to')}</legend>
          {names.map(({ number, name }) => (
            <Checkbox
              key={number}
              label={name}
              checked={choices.includes(number)}
              onChange={(on) => set(toggled(choices, number, on), chosenStages)}
            />
          ))}
        </fieldset>
      )}
      {kind.stageOf !== undefined && (
        <details className="fb-rules-stages" open={chosenStages.length > 0 || names.length === 0}>
          <summary>{t('By stage, which holds for statuses that are made later, too')}</summary>
          <fieldset className="fb-rules-choices" aria-label={t('Stages')}>
            {stages.map((stage) => (
              <Checkbox
                key={stage}
                label={stageNames[stage]}
                checked={chosenStages.includes(stage)}
                onChange={(on) => set(choices, toggled(chosenStages, stage, on))}
              />
            ))}
          </fieldset>
        </details>
      )}
    </>
  )
}

function toggled<T>(list: readonly T[], entry: T, on: boolean): T[] {
  return on ? [...list, entry] : list.filter((each) => each !== entry)
}

/** Whether people choose the cells of a column from a list. */
function isStatus({ kind }: BoardColumn): boolean {
  const isFilled = kind.derive === undefined && kind.source === undefined
  return isFilled && (kind.names !== undefined || kind.stageOf !== undefined)
}
