import { calendarSpans, type CalendarSpan } from '@fulcrum/domain'
import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { useRowsWithoutDay } from './use-span-rows.ts'

interface CalendarHeadProps {
  readonly title: string
  readonly span: CalendarSpan
  readonly onSpan: (span: CalendarSpan) => void
  /** Null where the page is always a list. */
  readonly choosesSpan: boolean
  readonly onTurn: (by: 1 | -1) => void
  readonly onToday: () => void
  readonly tray: boolean
  readonly onTray: () => void
}

const spanWords: { readonly [S in CalendarSpan]: string } = { month: t('Month'), week: t('Week'), list: t('List') }

/** What is shown, and how one goes on from there. */
export function CalendarHead(props: CalendarHeadProps) {
  const { title, span, onSpan, choosesSpan, onTurn, onToday, tray, onTray } = props
  const { context } = useScene()
  const { spans } = useCalendar()
  const { count } = useRowsWithoutDay(spans, 0)
  const page = span === 'week' ? 'week' : 'month'
  return (
    <header className="fq-head">
      <span data-turn="back">
        <IconButton
          icon="chevron-left"
          label={t('Previous {page}', { page })}
          shortcut="K"
          onClick={() => onTurn(-1)}
        />
      </span>
      <Button size="small" onClick={onToday}>
        {t('Today')}
      </Button>
      <span data-turn="next">
        <IconButton icon="chevron-right" label={t('Next {page}', { page })} shortcut="J" onClick={() => onTurn(1)} />
      </span>
      <h2 className="fq-title fu-truncate" aria-live="polite">
        {title}
      </h2>
      {choosesSpan && (
        <div className="fq-spans" role="group" aria-label={t('Show by')}>
          {calendarSpans.map((each) => (
            <button key={each} type="button" aria-pressed={each === span} onClick={() => onSpan(each)}>
              {spanWords[each]}
            </button>
          ))}
        </div>
      )}
      <Button size="small" variant="plain" icon="inbox" pressed={tray} onClick={onTray}>
        <span className="fq-tray-words">{t('Without a date')}</span>
        <span className="fq-count">{count.toLocaleString(context.locale)}</span>
      </Button>
    </header>
  )
}
