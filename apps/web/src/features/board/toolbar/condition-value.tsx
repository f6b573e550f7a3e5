import { me } from '@fulcrum/domain'
import type { Json, KindOperator, ViewField } from '@fulcrum/domain'
import { Button, OptionList, TextField } from '@fulcrum/ui'
import { DatePicker, RangePicker } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import type { ComponentType } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { KindEditor } from '../../../shell/kind-editor.tsx'
import { fieldTitle } from '../model/field-title.ts'
import { dayWords, filterOptions } from '../model/filter-words.ts'
import { useScene } from '../scene.tsx'

interface ConditionValueProps {
  readonly operator: KindOperator
  readonly field: ViewField
  readonly value: Json
  readonly onChange: (value: Json) => void
  readonly onDone: () => void
  /** Takes the focus as it comes. */
  readonly takesFocus?: boolean
}

/** The editor of what an operator takes. Every change shows at once. */
export function ConditionValue(props: ConditionValueProps) {
  const ValueEditor = valueEditors[props.operator.takes]
  return <ValueEditor {...props} />
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function toggled(list: readonly Json[], entry: Json): Json {
  return list.includes(entry) ? list.filter((other) => other !== entry) : [...list, entry]
}

function OptionsValue({ field, value, onChange }: ConditionValueProps) {
  const { records } = useScene()
  const chosen = listOf(value)
  return (
    <OptionList
      label={fieldTitle(field)}
      multiple
      options={filterOptions(field, records.groups)}
      selected={chosen.map(String)}
      onPick={(id) => onChange(toggled(chosen, Number(id)))}
    />
  )
}

function PeopleValue({ field, value, onChange }: ConditionValueProps) {
  const { context } = useScene()
  const chosen = listOf(value)
  return (
    <OptionList
      label={fieldTitle(field)}
      multiple
      searchable
      options={[
        { id: me, title: t('Me'), icon: 'me', hint: t('whoever looks') },
        ...context.people.map(({ id, name, email }) => ({
          id,
          title: name,
          ...(email !== undefined && { keywords: email }),
        })),
      ]}
      selected={chosen.map(String)}
      onPick={(id) => onChange(toggled(chosen, id))}
    />
  )
}

const relativeDays = [0, 1, -1, 7, -7, 14, 30, -30] as const

function DayValue({ field, value, onChange, onDone }: ConditionValueProps) {
  const { context } = useScene()
  const relative = typeof value === 'object' && value !== null && 'today' in value ? Number(value.today) : null
  return (
    <div className="fb-days">
      <div className="fb-day-words" role="group" aria-label={t('From today')}>
        {relativeDays.map((days) => (
          <Button
            key={days}
            size="small"
            variant="plain"
            pressed={relative === days}
            onClick={() => {
              onChange({ today: days })
              onDone()
            }}
          >
            {dayWords({ today: days }, context)}
          </Button>
        ))}
      </div>
      <DatePicker
        label={fieldTitle(field)}
        value={typeof value === 'number' ? value : undefined}
        today={context.today}
        locale={context.locale}
        weekStart={context.weekStart}
        onChange={(day) => {
          onChange(day)
          onDone()
        }}
      />
    </div>
  )
}

function DaysValue({ field, value, onChange }: ConditionValueProps) {
  const { context } = useScene()
  const [start, end] = listOf(value)
  return (
    <RangePicker
      label={fieldTitle(field)}
      value={typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined}
      today={context.today}
      locale={context.locale}
      weekStart={context.weekStart}
      onChange={(range) => onChange([range.start, range.end])}
    />
  )
}

function NumbersValue({ value, onChange }: ConditionValueProps) {
  const [low, high] = listOf(value)
  const set = (next: readonly [Json | undefined, Json | undefined]): void => {
    if (typeof next[0] === 'number' && typeof next[1] === 'number') onChange([next[0], next[1]])
  }
  return (
    <div className="fb-pair">
      <NumberField label={t('From')} value={low} onChange={(number) => set([number, high ?? number])} />
      <NumberField label={t('To')} value={high} onChange={(number) => set([low ?? number, number])} />
    </div>
  )
}

function NumberField(props: {
  readonly label: string
  readonly value: Json | undefined
  readonly onChange: (value: number) => void
}) {
  const { label, value, onChange } = props
  return (
    <TextField
      label={label}
      size="small"
      inputMode="decimal"
      defaultValue={typeof value === 'number' ? String(value) : ''}
      onChange={(event) => {
        const number = Number(event.target.value.replace(',', '.'))
        if (event.target.value.trim() !== '' && Number.isFinite(number)) onChange(number)
      }}
    />
  )
}

function TextValue({ operator, field, value, onChange, onDone, takesFocus }: ConditionValueProps) {
  const numeric = operator.takes === 'number'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
      }}
    >
      <TextField
        label={fieldTitle(field)}
        hideLabel
        size="small"
        {...(takesFocus === true && { 'data-autofocus': '' })}
        inputMode={numeric ? 'decimal' : 'text'}
        placeholder={numeric ? t('A number') : t('A text')}
        defaultValue={value === null ? '' : String(value)}
        onChange={(event) => {
          const text = event.target.value
          const number = Number(text.replace(',', '.'))
          if (!numeric) onChange(text)
          else if (text.trim() === '') onChange(null)
          else if (Number.isFinite(number)) onChange(number)
        }}
      />
    </form>
  )
}

/** The kind's own editor gives the value. */
function KindValue({ field, value, onChange, onDone }: ConditionValueProps) {
  const { columnViews } = useKinds()
  const { context } = useScene()
  const column = field.source
  const Editor = column === undefined ? undefined : columnViews.get(column.kind.id)?.Editor
  if (column === undefined || Editor === undefined) return null
  return (
    <div className="fb-kind-value">
      <KindEditor
        Editor={Editor}
        kind={column.kind}
        value={value}
        settings={column.settings}
        context={context}
        label={fieldTitle(field)}
        onCommit={(next) => {
          onChange(next)
          onDone()
        }}
        onCancel={onDone}
      />
    </div>
  )
}

/** By what an operator takes. */
const valueEditors: Readonly<Record<KindOperator['takes'], ComponentType<ConditionValueProps>>> = {
  nothing: () => null,
  options: OptionsValue,
  people: PeopleValue,
  day: DayValue,
  days: DaysValue,
  numbers: NumbersValue,
  value: KindValue,
  text: TextValue,
  number: TextValue,
}
