import { Avatar, cx, Icon } from '@fulcrum/ui'
import type { Session } from '@fulcrum/domain'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { personOf } from '../shared/people.web.ts'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { useSeconds } from '../shared/use-now.web.ts'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'
import { clockText, durationText, timeMs } from './times.ts'
import './cell.css'
import { t } from '@fulcrum/ui/messages'

type Settings = Record<string, never>
type Sessions = readonly Session[]

function Cell({ value, context, host }: CellProps<Settings, Sessions>) {
  const running = value?.filter(({ end }) => end === null) ?? []
  const mine = running.some(({ person }) => person === context.me)
  const others = running.filter(({ person }) => person !== context.me)
  const act = mine ? t('Stop my timer') : t('Start my timer')
  return (
    <span className="fc-row fc-time-cell" data-running={running.length > 0 || undefined}>
      {host !== undefined && context.me !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={cx('fc-timer', mine && 'fc-timer-on')}
          aria-label={act}
          title={act}
          onClick={() => host.run(mine ? 'session.stop' : 'session.start', { column: host.column, item: host.item })}
        >
          <Icon name={mine ? 'stop' : 'play'} size={12} />
        </button>
      )}
      {value !== null && (
        <span className="fc-num fu-truncate">
          {running.length > 0 ? <Ticking sessions={value} /> : durationText(timeMs(value, 0))}
        </span>
      )}
      {others.slice(0, 2).map(({ person }) => (
        <span key={person} title={t('Runs for {name}', { name: personOf(person, context).name })}>
          <Avatar person={personOf(person, context)} size="small" />
        </span>
      ))}
    </span>
  )
}

/** The time with what runs in it: only the screen knows it, no cell holds it. */
export function Ticking({ sessions }: { readonly sessions: Sessions }) {
  return <>{clockText(timeMs(sessions, useSeconds()))}</>
}

const { Editor, preload } = lazyEditor<Settings, Sessions>(() =>
  import('./editor.web.tsx').then((part) => part.TimeTrackingEditor),
)

function Summary(props: SummaryProps<Settings>) {
  const { aggregate, result } = props
  const word = words[aggregate]
  if (word === undefined || typeof result !== 'number') return <PlainSummary {...props} />
  return <Figure aggregate={aggregate} text={`${word}${durationText(result * 60_000)}`} />
}

const words: Readonly<Record<string, string>> = { sum: '', mean: '⌀ ', median: '~ ', max: '≤ ' }

/** How tracked time looks: the total, a button for the reader's own timer, and who else works on it now. */
export const timeTrackingView = defineColumnView({
  id: 'time-tracking',
  icon: 'clock',
  width: 132,
  editor: 'popover',
  live: 'always',
  Cell,
  Editor,
  preload,
  Summary,
})
