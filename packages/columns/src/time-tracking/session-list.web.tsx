import type { Session } from '@fulcrum/domain'
import { Avatar, Button, IconButton, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { minuteToText, dayToIso, shownDay, shownMinute, zonedDay } from '../shared/days.ts'
import { personOf } from '../shared/people.web.ts'
import { readTypedDate } from '../shared/read-date.ts'
import type { CellHost, ViewContext } from '../view-contract.web.ts'
import { Ticking } from './column.web.tsx'
import { instantAt } from './durations.ts'
import { durationText } from './times.ts'

interface SessionListProps {
  readonly sessions: readonly Session[]
  readonly context: ViewContext
  readonly host: CellHost | undefined
}

const shownAtFirst = 8

/** The sessions of a cell, the latest first; each can be changed and removed by itself. */
export function SessionList({ sessions, context, host }: SessionListProps) {
  const [all, setAll] = useState(false)
  const [edited, setEdited] = useState<string | null>(null)
  const latest = sessions.toReversed()
  const shown = all ? latest : latest.slice(0, shownAtFirst)
  if (sessions.length === 0) return <p className="fc-quiet fc-note fc-tracking-none">{t('No time tracked yet')}</p>
  return (
    <ul className="fc-sessions">
      {shown.map((session) => {
        const key = `${session.person} ${session.start}`
        return edited === key && host !== undefined ? (
          <SessionForm key={key} session={session} context={context} host={host} onDone={() => setEdited(null)} />
        ) : (
          <SessionLine key={key} session={session} context={context} host={host} onEdit={() => setEdited(key)} />
        )
      })}
      {!all && latest.length > shownAtFirst && (
        <li>
          <Button size="small" variant="plain" onClick={() => setAll(true)}>
            {t('{count} more', { count: latest.length - shownAtFirst })}
          </Button>
        </li>
      )}
    </ul>
  )
}

interface LineProps {
  readonly session: Session
  readonly context: ViewContext
  readonly host: CellHost | undefined
  readonly onEdit: () => void
}

function SessionLine({ session, context, host, onEdit }: LineProps) {
  const { locale, timeZone, today, me } = context
  const person = personOf(session.person, context)
  const from = zonedDay(session.start, timeZone)
  const to = session.end === null ? 'now' : shownMinute(zonedDay(session.end, timeZone).minute, locale)
  const named = { session: { person: session.person, start: session.start } }
  const place = host === undefined ? undefined : { column: host.column, item: host.item }
  return (
    <li className="fc-session">
      <Avatar person={person} size="small" />
      <span className="fc-session-text">
        <span className="fu-truncate" title={person.name}>
          {session.note ?? person.name}
        </span>
        <span className="fc-quiet fc-num fu-truncate">
          {shownDay(from.day, locale, today)}, {shownMinute(from.minute, locale)}–{to}
        </span>
      </span>
      <span className="fc-num fc-session-length">
        {session.end === null ? <Ticking sessions={[session]} /> : durationText(session.end - session.start)}
      </span>
      {host !== undefined && place !== undefined && (
        <span className="fc-session-acts">
          {session.end === null ? (
            <IconButton
              icon="stop"
              size="small"
              label={session.person === me ? t('Stop') : t('Stop the timer of {name}', { name: person.name })}
              onClick={() => host.run('session.stop', { ...place, person: session.person })}
            />
          ) : (
            <IconButton icon="edit" size="small" label={t('Change this session')} onClick={onEdit} />
          )}
          <IconButton
            icon="trash"
            size="small"
            label={t('Remove this session')}
            onClick={() => host.run('session.remove', { ...place, ...named })}
          />
        </span>
      )}
    </li>
  )
}

interface FormProps {
  readonly session: Session
  readonly context: ViewContext
  readonly host: CellHost
  readonly onDone: () => void
}

function SessionForm({ session, context, host, onDone }: FormProps) {
  const [start, setStart] = useState(() => timeText(session.start, context))
  const [end, setEnd] = useState(() => timeText(session.end ?? session.start, context))
  const [note, setNote] = useState(session.note ?? '')
  const [from, to] = [readTime(start, context), readTime(end, context)]
  const wrong =
    from === null || to === null
      ? t('Write times like 24 Nov 9:30.')
      : to < from
        ? t('It ends before it starts.')
        : null
  const save = (): void => {
    if (from === null || to === null || wrong !== null) return
    // What was not retyped keeps its seconds.
    const moved = {
      ...(start !== timeText(session.start, context) && { start: from }),
      ...(end !== timeText(session.end ?? session.start, context) && { end: to }),
    }
    const named = { person: session.person, start: session.start }
    host.run('session.edit', { column: host.column, item: host.item, session: named, ...moved, note })
    onDone()
  }
  return (
    <li
      className="fc-session-form"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        if (event.key === 'Enter') save()
        else onDone()
      }}
    >
      <div className="fc-form-pair">
        <TextField label={t('Start')} value={start} onChange={(event) => setStart(event.target.value)} />
        <TextField label={t('End')} value={end} onChange={(event) => setEnd(event.target.value)} />
      </div>
      <TextField label={t('Note')} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      <div className="fc-row">
        <span className="fc-wrong fu-grow" role="status">
          {wrong}
        </span>
        <Button size="small" variant="plain" onClick={onDone}>
          {t('Cancel')}
        </Button>
        <Button size="small" variant="primary" disabled={wrong !== null} onClick={save}>
          {t('Save')}
        </Button>
      </div>
    </li>
  )
}

function timeText(instant: number, { timeZone }: ViewContext): string {
  const { day, minute } = zonedDay(instant, timeZone)
  return `${dayToIso(day)} ${minuteToText(minute)}`
}

function readTime(text: string, context: ViewContext): number | null {
  const read = readTypedDate(text, context, context.today)
  return read === null || read.minute === null ? null : instantAt(read.day, read.minute, context.timeZone)
}
