import { startOfWeek, type WorkloadStep } from '@fulcrum/domain'
import type { CellScale } from '@fulcrum/domain/workload'
import type { DaySpan } from '@fulcrum/domain/schedule'
import { dayFormat } from '@fulcrum/ui/date-picker'
import { rangeWords } from '../calendar/pages.ts'

const widths: Readonly<Record<WorkloadStep, Omit<CellScale, 'from'>>> = {
  day: { width: 1, count: 28 },
  week: { width: 7, count: 12 },
}

/** The cells of the page on which a day stands first: whole weeks. */
export function pageAt(step: WorkloadStep, day: number, weekStart: number): CellScale {
  return { from: startOfWeek(day, weekStart), ...widths[step] }
}

/** The days of one cell. */
export function cellDays({ from, width }: CellScale, cell: number): DaySpan {
  return { start: from + cell * width, end: from + (cell + 1) * width - 1 }
}

/** All days of a page. */
export function pageDays({ from, width, count }: CellScale): DaySpan {
  return { start: from, end: from + width * count - 1 }
}

/** What a cell stands for, in full: `Tuesday, 24 November`, `23 – 29 Nov 2026`. */
export function cellTitle(scale: CellScale, cell: number, locale: string): string {
  const days = cellDays(scale, cell)
  return scale.width === 1
    ? dayFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })(days.start)
    : rangeWords(days, locale)
}
