import { dayAt } from '@fulcrum/domain'
import type { BoardLife, BoardMoments } from '@fulcrum/protocol'
import { Button, Icon, IconButton, Popover } from '@fulcrum/ui'
import { DatePicker } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { useAccount, useActions, useClient } from '../../shell/client-context.tsx'
import { Density } from './density.tsx'
import { dayWords, momentOf, momentWords, timeField } from './words.ts'

interface TimeBarProps {
  readonly boardId: string
  readonly at: number
  readonly life: BoardLife | null
  /** Another moment is on its way. */
  readonly waits: boolean
  readonly comparing: boolean
  readonly onAt: (at: number | null) => void
  readonly onCompare: () => void
}

const dayMs = 86_400_000
/** A drag tells of a moment once it rests. */
const restMs = 140
const sliderSteps = 1_000

/** The board's life as a line, and where on it one is. */
export function TimeBar({ boardId, at, life, waits, comparing, onAt, onCompare }: TimeBarProps) {
  const client = useClient()
  const { locale, timeZone, weekStart } = useAccount()
  const [dragged, setDragged] = useState<number | null>(null)
  const [picking, setPicking] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const shown = dragged ?? at
  const end = client.now()
  const since = life === null ? Math.min(at, end) : Math.min(life.since, end)
  const span = Math.max(1, end - since)
  const go = (next: number): void => {
    clearTimeout(timer.current)
    setDragged(null)
    if (next >= client.now()) onAt(null)
    else onAt(Math.round(Math.max(next, since - dayMs)))
  }
  const step = async (by: 1 | -1): Promise<void> => {
    const moments = await client.query<BoardMoments>('board.moments', { board: boardId, at }).catch(() => null)
    if (moments === null) return
    const next = by === 1 ? moments.next : moments.previous
    if (next !== null) go(next.at)
    else if (by === 1) onAt(null)
  }
  useActions([
    {
      id: 'past.previous',
      title: t('The change before'),
      section: t('Board'),
      icon: 'arrow-left',
      shortcut: '[',
      run: () => void step(-1),
    },
    {
      id: 'past.next',
      title: t('The change after'),
      section: t('Board'),
      icon: 'arrow-right',
      shortcut: ']',
      run: () => void step(1),
    },
  ])
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      if (event.shiftKey) go(at + by * dayMs)
      else void step(by as 1 | -1)
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      go(at + (event.key === 'PageUp' ? 7 : -7) * dayMs)
    } else if (event.key === 'Home') {
      event.preventDefault()
      go(since)
    } else if (event.key === 'End') {
      event.preventDefault()
      onAt(null)
    }
  }
  const today = dayAt(end, timeZone)
  return (
    <section className="past-bar" aria-label={t('The board as it was')} aria-busy={waits || undefined}>
      <span className="past-bar-mark">
        <Icon name="history" />
        <span>{t('As of')}</span>
      </span>
      <Button
        aria-haspopup="dialog"
        aria-expanded={picking !== null}
        className="past-bar-when"
        onClick={(event) => setPicking(event.currentTarget)}
      >
        <time dateTime={new Date(shown).toISOString()}>{momentWords(shown, locale, timeZone)}</time>
      </Button>
      <span className="past-bar-steps">
        <IconButton icon="chevron-left" size="small" label={t('The change before')} onClick={() => void step(-1)} />
        <IconButton icon="chevron-right" size="small" label={t('The change after')} onClick={() => void step(1)} />
      </span>
      <div className="past-line">
        <Density density={life?.density ?? []} share={(shown - since) / span} life={life} end={end} />
        <input
          type="range"
          className="past-slider"
          aria-label={t('Moment')}
          aria-valuetext={momentWords(shown, locale, timeZone)}
          title={t('Left and right: the change before and after. With Shift: a day.')}
          min={0}
          max={sliderSteps}
          step={1}
          value={Math.round((Math.min(Math.max(shown, since), end) - since) / (span / sliderSteps))}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            const value = Number(event.target.value)
            const next = since + (value / sliderSteps) * span
            setDragged(next)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => go(value === sliderSteps ? Infinity : next), restMs)
          }}
        />
        <span className="past-line-ends" aria-hidden>
          <span>{dayWords(since, locale, timeZone)}</span>
          <span>{t('Now')}</span>
        </span>
      </div>
      <span className="past-bar-end">
        <Button icon="flow" aria-pressed={comparing} onClick={onCompare}>
          {t('Compare')}
        </Button>
        <Button variant="primary" onClick={() => onAt(null)}>
          {t('Back to now')}
        </Button>
      </span>
      <Popover open={picking !== null} anchor={picking} label={t('Date and time')} onClose={() => setPicking(null)}>
        <DatePicker
          label={t('Day')}
          today={today}
          locale={locale}
          weekStart={weekStart}
          max={today}
          value={dayAt(at, timeZone)}
          onChange={(day) => {
            setPicking(null)
            go(momentOf(day, timeField(at, timeZone), timeZone))
          }}
          footer={
            <label className="past-time">
              <span>{t('Time')}</span>
              <input
                type="time"
                key={at}
                defaultValue={timeField(at, timeZone)}
                onBlur={(event) => {
                  const time = event.target.value
                  if (time !== '' && time !== timeField(at, timeZone)) {
                    go(momentOf(dayAt(at, timeZone), time, timeZone))
                  }
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return
                  event.currentTarget.blur()
                  setPicking(null)
                }}
              />
            </label>
          }
        />
      </Popover>
    </section>
  )
}
