import { Select, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { columnChoices } from '../shared/column-choices.web.ts'
import type { SettingsProps } from '../view-contract.web.ts'
import type { ProgressSettings } from './column.ts'

/** Of what the share is: of the stages of a status column, or the mean of a number column. */
export function ProgressForm({ settings, board, onChange }: SettingsProps<ProgressSettings>) {
  const statuses = columnChoices(board, ({ kind }) => kind.stageOf !== undefined)
  const numbers = columnChoices(board, ({ kind, lanes }) =>
    lanes.some(({ name, type }) => name === kind.defaultLane && type === 'number'),
  )
  return (
    <div className="fc-form">
      <Select
        label={t('Comes from')}
        options={[
          { id: 'stages', title: t('Stages of the sub-items') },
          { id: 'numbers', title: t('Numbers of the sub-items') },
        ]}
        value={settings.from}
        onChange={(from) =>
          onChange(
            from === 'numbers'
              ? { from, column: numberOf(numbers[0]?.id), full: 100 }
              : { from: 'stages', column: numberOf(statuses[0]?.id) },
          )
        }
      />
      {settings.from === 'stages' ? (
        <>
          <Select
            label={t('Status column')}
            options={statuses}
            value={settings.column === null ? '' : String(settings.column)}
            onChange={(column) => onChange({ ...settings, column: numberOf(column) })}
          />
          <p className="fc-quiet fc-note">
            {t('The share of an item’s sub-items, at any depth, that are in the stages done or canceled.')}
          </p>
        </>
      ) : (
        <Numbers settings={settings} choices={numbers} onChange={onChange} />
      )}
    </div>
  )
}

type OfNumbers = Extract<ProgressSettings, { from: 'numbers' }>

function Numbers({
  settings,
  choices,
  onChange,
}: {
  readonly settings: OfNumbers
  readonly choices: readonly { readonly id: string; readonly title: string }[]
  readonly onChange: (settings: ProgressSettings) => void
}) {
  const [full, setFull] = useState(String(settings.full))
  return (
    <>
      <Select
        label={t('Number column')}
        options={choices}
        value={settings.column === null ? '' : String(settings.column)}
        onChange={(column) => onChange({ ...settings, column: numberOf(column) })}
      />
      <div className="fc-form-pair">
        <TextField
          label={t('100 % is')}
          value={full}
          inputMode="decimal"
          onChange={(event) => {
            setFull(event.target.value)
            const number = Number(event.target.value)
            if (number > 0 && Number.isFinite(number)) onChange({ ...settings, full: number })
          }}
        />
        <Select
          label={t('Weighted by')}
          options={[{ id: '', title: t('Nothing') }, ...choices]}
          value={settings.weight === undefined ? '' : String(settings.weight)}
          onChange={(picked) => {
            const { weight: _, ...rest } = settings
            onChange(picked === '' ? rest : { ...rest, weight: Number(picked) })
          }}
        />
      </div>
      <p className="fc-quiet fc-note">
        {t('The mean of the sub-items’ numbers, at any depth. What has no number, or no weight, does not count.')}
      </p>
    </>
  )
}

function numberOf(id: string | undefined): number | null {
  return id === undefined || id === '' ? null : Number(id)
}
