import { Button } from '@fulcrum/ui'
import { dayFormat } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { useNearestDays } from './use-span-rows.ts'
import type { DaySpan } from './week-lanes.ts'

interface NothingHereProps {
  readonly shown: DaySpan
  readonly onDay: (day: number) => void
  /** Absent where they are shown already. */
  readonly onTray?: () => void
}

/** A page without items: where the nearest ones are, or that none has a date. */
export function NothingHere({ shown, onDay, onTray }: NothingHereProps) {
  const { context, narrowed, find, setFind, spec, setSpec } = useScene()
  const { spans, moves } = useCalendar()
  const { before, after } = useNearestDays(spans, shown)
  const words = dayFormat(context.locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const none = before === null && after === null
  return (
    <div className="fq-note" role="status">
      <span>
        {none
          ? narrowed
            ? t('No item that is shown has a date.')
            : moves
              ? t('No item here has a date yet: drag one from those without, or press C on a day.')
              : t('No item here has a date yet.')
          : t('Nothing on these days.')}
      </span>
      {before !== null && (
        <Button size="small" icon="arrow-left" onClick={() => onDay(before)}>
          {words(before)}
        </Button>
      )}
      {after !== null && (
        <Button size="small" icon="arrow-right" onClick={() => onDay(after)}>
          {words(after)}
        </Button>
      )}
      {none && narrowed && (
        <Button size="small" icon="x" onClick={() => (find === '' ? setSpec({ ...spec, filter: null }) : setFind(''))}>
          {find === '' ? t('Clear the filter') : t('Clear the search')}
        </Button>
      )}
      {none && onTray !== undefined && (
        <Button size="small" icon="inbox" onClick={onTray}>
          {t('Show those without')}
        </Button>
      )}
    </div>
  )
}
