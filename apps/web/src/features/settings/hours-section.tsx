import { Button, Checkbox, Switch, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { readMinute, sayMinute, type WorkHours } from '../../shell/work-hours.ts'
import { SettingsSection } from './settings-section.tsx'

interface HoursSectionProps {
  readonly hours: WorkHours | null
  readonly onHours: (hours: WorkHours | null) => void
}

const usual: WorkHours = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 }
const days = [t('Monday'), t('Tuesday'), t('Wednesday'), t('Thursday'), t('Friday'), t('Saturday'), t('Sunday')]

/** When one works, so that others know when to expect an answer. */
export function HoursSection({ hours, onHours }: HoursSectionProps) {
  const [draft, setDraft] = useState(hours ?? usual)
  const [from, setFrom] = useState(sayMinute(draft.from))
  const [to, setTo] = useState(sayMinute(draft.to))
  const read = { days: draft.days, from: readMinute(from), to: readMinute(to) }
  const problem =
    read.days.length === 0
      ? t('Choose at least one day.')
      : read.from === null || read.to === null || read.from >= read.to
        ? t('The end must come after the beginning.')
        : undefined
  const changed =
    hours === null || sameDays(hours.days, read.days) === false || hours.from !== read.from || hours.to !== read.to
  const save = (): void => {
    if (problem !== undefined || read.from === null || read.to === null) return
    onHours({ days: [...read.days].sort((left, right) => left - right), from: read.from, to: read.to })
  }
  return (
    <SettingsSection
      title={t('Working hours')}
      note={t('In your time zone. Others see them beside your name.')}
      action={
        <Switch
          label={t('Show working hours')}
          checked={hours !== null}
          onChange={(on) => (on ? onHours(usual) : onHours(null))}
        />
      }
    >
      {hours !== null && (
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <fieldset className="settings-days">
            <legend>{t('Days')}</legend>
            {days.map((title, index) => (
              <Checkbox
                key={title}
                label={title.slice(0, 3)}
                aria-label={title}
                checked={draft.days.includes(index + 1)}
                onChange={(on) =>
                  setDraft({
                    ...draft,
                    days: on ? [...draft.days, index + 1] : draft.days.filter((day) => day !== index + 1),
                  })
                }
              />
            ))}
          </fieldset>
          <div className="settings-times">
            <TextField label={t('From')} type="time" value={from} onChange={({ target }) => setFrom(target.value)} />
            <TextField label={t('To')} type="time" value={to} onChange={({ target }) => setTo(target.value)} />
          </div>
          <div role="alert">{problem !== undefined && <p className="settings-error">{problem}</p>}</div>
          <Button type="submit" variant="primary" disabled={!changed || problem !== undefined}>
            {t('Save hours')}
          </Button>
        </form>
      )}
    </SettingsSection>
  )
}

function sameDays(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((day) => right.includes(day))
}
