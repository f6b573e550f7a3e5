import './time-off.css'
import { scopeOf } from '@fulcrum/domain'
import { timeOffOf, type TimeOff } from '@fulcrum/domain/workload'
import { Button, Checkbox, IconButton, TextField } from '@fulcrum/ui'
import { dayFormat } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useMe } from '../account-context.tsx'
import { useScope } from '../use-scope.ts'
import { useViewContext } from '../view-context.tsx'
import { useClient } from '../world.tsx'

const DAY_MS = 86_400_000

/** When one is away, and the way to say so. Nobody asks why. */
export function TimeOffList() {
  const client = useClient()
  const me = useMe()
  const { locale, today } = useViewContext()
  const fields = useScope(scopeOf('account', client.accountId))?.state?.record('member', me.id)
  const off = timeOffOf(fields ?? {}).filter(({ to }) => to >= today)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [half, setHalf] = useState(false)
  const first = readDay(from)
  const last = readDay(to) ?? first
  const problem =
    first !== null && last !== null && last < first ? t('The last day must not come before the first.') : null
  const add = (): void => {
    if (first === null || last === null || problem !== null) return
    client.run('member.addTimeOff', { id: me.id, away: client.newId(), from: first, to: last, ...(half && { half }) })
    setFrom('')
    setTo('')
    setHalf(false)
  }
  return (
    <div className="time-off">
      {off.length > 0 && (
        <ul aria-label={t('Times off')}>
          {off.map((each) => (
            <li key={each.id}>
              <span>{timeOffWords(each, locale)}</span>
              <IconButton
                icon="trash"
                label={t('Take away: {days}', { days: timeOffWords(each, locale) })}
                onClick={() => client.run('member.removeTimeOff', { id: me.id, away: each.id })}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <div className="time-off-days">
          <TextField
            label={t('First day')}
            type="date"
            value={from}
            data-autofocus=""
            onChange={({ target }) => setFrom(target.value)}
          />
          <TextField
            label={t('Last day')}
            type="date"
            value={to}
            {...(problem !== null && { error: problem })}
            onChange={({ target }) => setTo(target.value)}
          />
        </div>
        <Checkbox label={t('Half of each day')} checked={half} onChange={setHalf} />
        <Button type="submit" variant="primary" disabled={first === null || problem !== null}>
          {t('Add time off')}
        </Button>
      </form>
    </div>
  )
}

/** From when to when: `24 – 27 Nov 2026, half days`. */
function timeOffWords({ from, to, half }: TimeOff, locale: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const days =
    from === to
      ? dayFormat(locale, options)(from)
      : new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatRange(from * DAY_MS, to * DAY_MS)
  return half === true ? t('{days}, half days', { days }) : days
}

/** The day that a field gives, as days since 1970-01-01; null where it gives none. */
function readDay(text: string): number | null {
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) ? null : at / DAY_MS
}
