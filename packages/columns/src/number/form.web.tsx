import { Checkbox, Select, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import type { SettingsProps } from '../view-contract.web.ts'
import type { NumberSettings } from './column.ts'
import { shownNumber } from './numbers.ts'
import { readNumber } from './read-number.ts'

/** How numbers are written, and whether a bar is drawn beside them. */
export function NumberForm({ settings, onChange }: SettingsProps<NumberSettings>) {
  const [unit, setUnit] = useState(settings.unit)
  return (
    <div className="fc-form">
      <div className="fc-form-pair">
        <TextField
          label={t('Unit')}
          value={unit}
          maxLength={20}
          placeholder={t('points, h, €')}
          onChange={(event) => {
            setUnit(event.target.value)
            onChange({ ...settings, unit: event.target.value.trim() })
          }}
        />
        <Select
          label={t('Unit stands')}
          options={[
            { id: 'after', title: t('After the number') },
            { id: 'before', title: t('Before the number') },
          ]}
          value={settings.unitPlace}
          onChange={(place) => onChange({ ...settings, unitPlace: place === 'before' ? 'before' : 'after' })}
        />
      </div>
      <Select
        label={t('Decimals')}
        options={[{ id: 'any', title: t('As many as there are') }, ...decimals.map((id) => ({ id, title: id }))]}
        value={settings.precision === undefined ? 'any' : String(settings.precision)}
        onChange={(picked) => {
          const { precision: _, ...rest } = settings
          onChange(picked === 'any' ? rest : { ...rest, precision: Number(picked) })
        }}
      />
      <Checkbox
        label={t('Draw a bar beside the number')}
        checked={settings.bar === true}
        onChange={(bar) => {
          const { bar: _, ...rest } = settings
          onChange(bar ? { ...rest, bar } : rest)
        }}
      />
      {settings.bar === true && <BarEnds settings={settings} onChange={onChange} />}
      <p className="fc-quiet fc-note">
        {t('Looks like {shownNumber}', { shownNumber: shownNumber(1234.5, settings, 'en') })}
      </p>
    </div>
  )
}

const decimals = ['0', '1', '2', '3', '4']

function BarEnds({ settings, onChange }: Omit<SettingsProps<NumberSettings>, 'context'>) {
  const [texts, setTexts] = useState({ min: String(settings.min ?? 0), max: String(settings.max ?? 100) })
  const min = readNumber(texts.min, settings.unit)
  const max = readNumber(texts.max, settings.unit)
  const wrong = !min.ok
    ? told(min.message)
    : !max.ok
      ? told(max.message)
      : min.value < max.value
        ? undefined
        : endsWrong
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
          label={t('Empty at')}
          inputMode="decimal"
          value={texts.min}
          onChange={(event) => change({ ...texts, min: event.target.value })}
        />
        <TextField
          label={t('Full at')}
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

const endsWrong = t('The bar is empty at a smaller number than it is full at.')
