import { scopeOf, type Holiday, type JsonObject } from '@fulcrum/domain'
import { Button, Checkbox, TextArea } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccountPhase } from '../../shell/account-context.tsx'
import { useScope } from '../../shell/use-scope.ts'
import { useViewContext } from '../../shell/view-context.tsx'
import { useClient } from '../../shell/world.tsx'
import { namedHolidays, readHolidays, sayHolidays, type HolidayLines, type NamedHoliday } from './holiday-lines.ts'
import { SettingsSection } from './settings-section.tsx'

interface WorkDaysSectionProps {
  readonly may: boolean
  readonly onChange: (fields: JsonObject) => void
}

const EXAMPLE = t('2026-12-25 Christmas Day\n2026-12-28 – 2026-12-31 Office closed')

/** As many as the account keeps. */
const mostHolidays = 1_000

/** On which days the account works: what formulas count as working days. */
export function WorkDaysSection({ may, onChange }: WorkDaysSectionProps) {
  const client = useClient()
  const phase = useAccountPhase()
  const { locale } = useViewContext()
  const scope = useScope(scopeOf('account', client.accountId))
  const account = scope?.state?.record('account', client.accountId)
  // @NOTE the command that sets them checks them.
  const weekend = (account?.['weekend'] ?? [6, 7]) as readonly number[]
  const holidays = namedHolidays((account?.['holidays'] ?? []) as readonly Holiday[])
  const kept = sayHolidays(holidays)
  return (
    <SettingsSection
      title={t('Working days')}
      note={t('For formulas that count working days, as WORKDAYS does. Changes reach every board at once.')}
    >
      <fieldset className="settings-days" disabled={!may}>
        <legend>{t('Days of work')}</legend>
        {weekdayNames(locale).map(({ short, long }, index) => {
          const works = !weekend.includes(index + 1)
          return (
            <Checkbox
              key={long}
              label={short}
              aria-label={long}
              checked={works}
              // One day is left, or nothing could ever be planned.
              disabled={!may || (works && weekend.length === 6)}
              onChange={(on) =>
                onChange({
                  weekend: on ? weekend.filter((day) => day !== index + 1) : [...weekend, index + 1],
                })
              }
            />
          )
        })}
      </fieldset>
      {phase !== 'opening' && account && (
        <HolidayForm key={kept} kept={kept} may={may} onSave={(days) => onChange({ holidays: days.map(toKept) })} />
      )}
    </SettingsSection>
  )
}

interface HolidayFormProps {
  readonly kept: string
  readonly may: boolean
  readonly onSave: (holidays: readonly NamedHoliday[]) => void
}

function HolidayForm({ kept, may, onSave }: HolidayFormProps) {
  const { dayFirst, locale, today } = useViewContext()
  const [text, setText] = useState(kept)
  const read = readHolidays(text, dayFirst)
  const problem = problemOf(read)
  const changed = sayHolidays(read.holidays) !== kept
  return (
    <form
      className="settings-form settings-holidays"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && problem === undefined) onSave(read.holidays)
      }}
    >
      <TextArea
        label={t('Holidays')}
        rows={7}
        spellCheck={false}
        readOnly={!may}
        placeholder={may ? EXAMPLE : t('None are set.')}
        value={text}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby="settings-holidays-note"
        onChange={({ target }) => setText(target.value)}
      />
      <p id="settings-holidays-note" className="form-note">
        {may && <>{t('One a line, a name behind it if you like; a whole list can be pasted.')} </>}
        {sayNext(read.holidays, today, locale)}
      </p>
      <div role="alert">{problem !== undefined && <p className="settings-error">{problem}</p>}</div>
      {may && (
        <Button type="submit" variant="primary" disabled={!changed || problem !== undefined}>
          {t('Save holidays')}
        </Button>
      )}
    </form>
  )
}

function problemOf({ holidays, wrong }: HolidayLines): string | undefined {
  const [first] = wrong
  if (first !== undefined) {
    const text = first.text.slice(0, 60)
    const said = t('Line {line} cannot be read as a day: “{text}”.', { line: first.line, text })
    return wrong.length === 1 ? said : `${said} ${t('{count} more cannot either.', { count: wrong.length - 1 })}`
  }
  return holidays.length > mostHolidays
    ? t('At most {mostHolidays} holidays can be kept.', { mostHolidays })
    : undefined
}

function sayNext(holidays: readonly NamedHoliday[], today: number, locale: string): string {
  if (holidays.length === 0) return ''
  const count = t('{count, plural, one {# day} other {# days}}', { count: holidays.length })
  const next = holidays.find(({ day }) => day >= today)
  if (!next) return t('{count}, all of them past.', { count })
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const name = next.name === '' ? '' : `, ${next.name}`
  return t('{count}; the next is {day}{name}.', { count, day: format.format(next.day * 86_400_000), name })
}

function toKept({ day, name }: NamedHoliday) {
  return name === '' ? day : { day, name }
}

/** From Monday on. */
function weekdayNames(locale: string) {
  const names = (weekday: 'short' | 'long') => new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  // 5 January 1970 was a Monday.
  return [4, 5, 6, 7, 8, 9, 10].map((day) => ({
    short: names('short').format(day * 86_400_000),
    long: names('long').format(day * 86_400_000),
  }))
}
