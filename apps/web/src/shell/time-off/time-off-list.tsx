import './time-off.css'
import { Button, Checkbox, IconButton, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useViewContext } from '../view-context.tsx'
import { problemOf, readDay, timeOffWords } from './time-off-words.ts'
import { useOwnTimesOff } from './use-own-times-off.ts'

/** What is typed before it is said. */
const nothing = { from: '', to: '', half: false }

/** When one is away, and the way to say so. Nobody asks why. */
export function TimeOffList() {
  const { locale } = useViewContext()
  const { off, add, remove } = useOwnTimesOff()
  const [draft, setDraft] = useState(nothing)
  const { from, to, half } = draft
  const first = readDay(from)
  const last = readDay(to) ?? first
  const problem = first === null || last === null ? null : problemOf(first, last)
  const say = (): void => {
    if (first === null || last === null || problem !== null) return
    setDraft(nothing)
    void add({ from: first, to: last, ...(half && { half }) }).then((ok) => {
      // What was refused stands there again, unless something else is being typed by then.
      if (!ok) setDraft((now) => (now === nothing ? draft : now))
    })
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
                onClick={() => remove(each)}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          say()
        }}
      >
        <div className="time-off-days">
          <TextField
            label={t('First day')}
            type="date"
            value={from}
            data-autofocus=""
            onChange={({ target }) => setDraft({ ...draft, from: target.value })}
          />
          <TextField
            label={t('Last day')}
            type="date"
            value={to}
            {...(problem !== null && { error: problem })}
            onChange={({ target }) => setDraft({ ...draft, to: target.value })}
          />
        </div>
        <Checkbox
          label={t('Half of each day')}
          checked={half}
          onChange={(next) => setDraft({ ...draft, half: next })}
        />
        <Button type="submit" variant="primary" disabled={first === null || problem !== null}>
          {t('Add time off')}
        </Button>
      </form>
    </div>
  )
}
