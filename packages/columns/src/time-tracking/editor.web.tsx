import type { Session } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import { readerOf } from '../shared/kind-texts.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import { useNow } from '../shared/use-now.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { timeTrackingColumn } from './column.ts'
import { Ticking } from './column.web.tsx'
import { readSpan } from './durations.ts'
import { SessionList } from './session-list.web.tsx'
import { durationText, timeMs } from './times.ts'
import './editor.css'
import { t } from '@fulcrum/ui/messages'

type Sessions = readonly Session[]

/** The reader's timer, a line that takes `1h 30m` or `9:00–10:30`, and the sessions of everybody. */
export function TimeTrackingEditor(props: EditorProps<Record<string, never>, Sessions>) {
  const { value, settings, context, label, initialText, onCommit, onCancel, host } = props
  const now = useNow()
  const [text, setText] = useState(initialText ?? '')
  const [note, setNote] = useState('')
  const [error, setError] = useState<string | null>(null)
  const sessions = value ?? []
  const running = sessions.some(({ end }) => end === null)
  const mine = sessions.some(({ person, end }) => person === context.me && end === null)
  const span = readSpan(text, now, context.timeZone)

  /** A time is added to what stands there; the texts of whole sessions are read as everywhere. */
  const write = (): Sessions | 'wrong' | 'nothing' => {
    if (text.trim() === '') return 'nothing'
    const typed = readSpan(text, Date.now(), context.timeZone)
    if (typed !== null && context.me !== undefined) {
      return [{ person: context.me, ...typed, ...(note.trim() !== '' && { note: note.trim() }) }]
    }
    const read = readerOf<Sessions>(timeTrackingColumn, settings, context)(text)
    if (read.ok && read.value !== null) return read.value
    setError(t('Write it like 45m, 1h 30m or 9:00–10:30.'))
    return 'wrong'
  }

  return (
    <EditorBox
      className="fc-tracking"
      commit={(then) => {
        const written = write()
        if (written === 'nothing') onCommit(value, then)
        else if (written !== 'wrong') onCommit(written, then)
      }}
      cancel={onCancel}
    >
      <div onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="plus"
          text={text}
          placeholder={t('45m, 1h 30m, 9:00–10:30')}
          error={error}
          hint={
            span === null
              ? t('Add time by hand')
              : t('{durationText}, ended {end}', {
                  durationText: durationText(span.end - span.start),
                  end: endWords(span.end, now),
                })
          }
          marked={initialText === undefined}
          onText={(next) => {
            setText(next)
            setError(null)
          }}
        />
        {text.trim() !== '' && (
          <div className="fc-tracking-note">
            <input
              aria-label={t('Note')}
              placeholder={t('What was done (optional)')}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        )}
        <div className="fc-tracking-total">
          <span className="fc-num">
            <b>{running ? <Ticking sessions={sessions} /> : durationText(timeMs(sessions, 0))}</b>
            <span className="fc-quiet"> {t('in all')}</span>
          </span>
          <span className="fu-grow" />
          {host !== undefined && context.me !== undefined && (
            <Button
              size="small"
              variant={mine ? 'default' : 'primary'}
              icon={mine ? 'stop' : 'play'}
              onClick={() =>
                host.run(mine ? 'session.stop' : 'session.start', { column: host.column, item: host.item })
              }
            >
              {mine ? t('Stop') : t('Start')}
            </Button>
          )}
        </div>
        <SessionList sessions={sessions} context={context} host={host} />
      </div>
    </EditorBox>
  )
}

function endWords(end: number, now: number): string {
  return Math.abs(end - now) < 60_000 ? 'now' : t('at {time}', { time: new Date(end).toTimeString().slice(0, 5) })
}
