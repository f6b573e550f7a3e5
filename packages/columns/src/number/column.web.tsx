import { Checkbox, ProgressBar, Select, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { readerOf } from '../shared/kind-texts.web.ts'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { TextInput } from '../shared/text-input.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import { numberColumn } from './column.ts'
import type { NumberSettings } from './column.ts'
import { readNumber, shownNumber } from './numbers.ts'

function Cell({ value, settings, context }: CellProps<NumberSettings, number>) {
  if (value === null) return null
  const shown = shownNumber(value, settings, context.locale)
  const { bar, min = 0, max = 100 } = settings
  return (
    <>
      {bar === true && (
        <span className="fc-number-bar">
          <ProgressBar
            value={(value - min) / (max - min)}
            label={`${shown} of ${shownNumber(max, settings, context.locale)}`}
          />
        </span>
      )}
      <span className="fc-num fu-truncate" title={shown}>
        {shown}
      </span>
    </>
  )
}

function Editor(props: EditorProps<NumberSettings, number>) {
  const read = readerOf<number>(numberColumn, props.settings, props.context)
  return <TextInput {...props} text={props.value === null ? '' : String(props.value)} read={read} marked numeric />
}

function Summary(props: SummaryProps<NumberSettings>) {
  const { aggregate, result, settings, context } = props
  const word = words[aggregate]
  if (word === undefined || typeof result !== 'number') return <PlainSummary {...props} />
  const places = { ...settings, precision: settings.precision ?? (Number.isInteger(result) ? 0 : 1) }
  return <Figure aggregate={aggregate} text={`${word}${shownNumber(result, places, context.locale)}`} />
}

const words: Readonly<Record<string, string>> = { sum: '', mean: '⌀ ', median: '~ ', min: '≥ ', max: '≤ ' }

function Settings({ settings, onChange }: SettingsProps<NumberSettings>) {
  const [unit, setUnit] = useState(settings.unit)
  return (
    <div className="fc-form">
      <div className="fc-form-pair">
        <TextField
          label="Unit"
          value={unit}
          maxLength={20}
          placeholder="points, h, €"
          onChange={(event) => {
            setUnit(event.target.value)
            onChange({ ...settings, unit: event.target.value.trim() })
          }}
        />
        <Select
          label="Unit stands"
          options={[
            { id: 'after', title: 'After the number' },
            { id: 'before', title: 'Before the number' },
          ]}
          value={settings.unitPlace}
          onChange={(place) => onChange({ ...settings, unitPlace: place === 'before' ? 'before' : 'after' })}
        />
      </div>
      <Select
        label="Decimals"
        options={[{ id: 'any', title: 'As many as there are' }, ...decimals.map((id) => ({ id, title: id }))]}
        value={settings.precision === undefined ? 'any' : String(settings.precision)}
        onChange={(picked) => {
          const { precision: _, ...rest } = settings
          onChange(picked === 'any' ? rest : { ...rest, precision: Number(picked) })
        }}
      />
      <Checkbox
        label="Draw a bar beside the number"
        checked={settings.bar === true}
        onChange={(bar) => {
          const { bar: _, ...rest } = settings
          onChange(bar ? { ...rest, bar } : rest)
        }}
      />
      {settings.bar === true && <BarEnds settings={settings} onChange={onChange} />}
      <p className="fc-quiet fc-note">Looks like {shownNumber(1234.5, settings, 'en')}</p>
    </div>
  )
}

const decimals = ['0', '1', '2', '3', '4']

function BarEnds({ settings, onChange }: Omit<SettingsProps<NumberSettings>, 'context'>) {
  const [texts, setTexts] = useState({ min: String(settings.min ?? 0), max: String(settings.max ?? 100) })
  const min = readNumber(texts.min, settings.unit)
  const max = readNumber(texts.max, settings.unit)
  const wrong = !min.ok ? min.message : !max.ok ? max.message : min.value < max.value ? undefined : endsWrong
  const change = (next: typeof texts): void => {
    setTexts(next)
    const from = readNumber(next.min, settings.unit)
    const to = readNumber(next.max, settings.unit)
    if (from.ok && to.ok && from.value < to.value) onChange({ ...settings, min: from.value, max: to.value })
  }
  return (
    <>
      <div className="fc-form-pair">
        <TextField
          label="Empty at"
          inputMode="decimal"
          value={texts.min}
          onChange={(event) => change({ ...texts, min: event.target.value })}
        />
        <TextField
          label="Full at"
          inputMode="decimal"
          value={texts.max}
          onChange={(event) => change({ ...texts, max: event.target.value })}
        />
      </div>
      {wrong !== undefined && (
        <p className="fc-wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  )
}

const endsWrong = 'The bar is empty at a smaller number than it is full at.'

/** How a number looks. */
export const numberView = defineColumnView({
  id: 'number',
  icon: 'number',
  width: 96,
  align: 'end',
  editor: 'inline',
  Cell,
  Editor,
  Settings,
  Summary,
})
