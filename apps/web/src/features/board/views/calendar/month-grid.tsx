import { dayFormat } from '@fulcrum/ui/date-picker'
import { useLayoutEffect, useRef, useState } from 'react'
import { useScene } from '../../scene.tsx'
import type { CalendarPage } from './pages.ts'
import { WeekRow } from './week-row.tsx'
import type { RowSpan } from './week-lanes.ts'

/** What a lane and what stands above the lanes take of a week; the same in the styles. */
const LANE_PX = 21
const DATE_PX = 27
/** Lanes of a single week, which scrolls. */
const WEEK_LANES = 200

interface MonthGridProps {
  readonly page: CalendarPage
  readonly rows: readonly RowSpan[]
  readonly onWeek: (day: number) => void
}

/** Weeks below each other, as high as there is room; a single one is as high as its items. */
export function MonthGrid({ page, rows, onWeek }: MonthGridProps) {
  const { context } = useScene()
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = (): void => setHeight(element.clientHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const one = page.weeks.length === 1
  const limit = one ? WEEK_LANES : Math.max(2, Math.floor((height / page.weeks.length - DATE_PX - 1) / LANE_PX))
  const weekday = dayFormat(context.locale, { weekday: 'short' })
  return (
    <div className="fq-grid" data-weeks={page.weeks.length}>
      <div className="fq-weekdays" aria-hidden="true">
        {page.weeks[0]?.map((day) => (
          <span key={day}>{weekday(day)}</span>
        ))}
      </div>
      <div className="fq-weeks" ref={box}>
        {height > 0 &&
          page.weeks.map((days) => (
            <WeekRow key={days[0]} days={days} about={page.about} rows={rows} limit={limit} onWeek={onWeek} />
          ))}
      </div>
    </div>
  )
}
