import type { RefObject } from 'react'
import { useScene } from '../../scene.tsx'
import { cellOf, daysOf, focus, focusDay, focusItem, placeBeside } from './calendar-focus.ts'
import type { CalendarWorld } from './calendar-scene.ts'
import { shifted } from './day-menu.ts'
import { isWithin, type CalendarPage } from './pages.ts'
import { hasEnds, type Spans } from './spans.ts'
import type { DaySpan } from './week-lanes.ts'

interface KeyWorld extends Pick<CalendarWorld, 'onItemMenu' | 'onDay'> {
  readonly spans: Spans
  readonly page: CalendarPage
  readonly cursor: number
  readonly goTo: (day: number) => void
  readonly move: (row: number, to: DaySpan | null) => void
  readonly onTurn: (by: 1 | -1) => void
}

/** What keys do on a day and on an item: arrows go on, with Shift they take the item along, with Alt too its end. */
export function useCalendarKeys(
  box: RefObject<HTMLElement | null>,
  world: KeyWorld,
): Pick<CalendarWorld, 'onDayKey' | 'onItemKey'> {
  const { onOpenRow, rights } = useScene()
  const { spans, page, cursor, goTo, move, onItemMenu, onDay, onTurn } = world
  const editable = [spans.date, ...(spans.end === undefined ? [] : [spans.end])]
  const mayMove = rights.edit && editable.every((column) => rights.editColumn(column))

  const go = (from: HTMLElement, day: number, days: number): void => {
    if (box.current === null) return
    const there = placeBeside(box.current, from, day, days)
    if (there instanceof HTMLElement) {
      focus(there)
      return
    }
    goTo(there)
    focusDay(box.current, there)
  }
  const take = (row: number, span: DaySpan, days: number, endOnly: boolean): void => {
    const to = endOnly ? { start: span.start, end: Math.max(span.start, span.end + days) } : shifted(span, days)
    move(row, to)
    const day = endOnly ? to.end : Math.min(Math.max(cursor + days, to.start), to.end)
    goTo(day)
    focusItem(box.current, row, day)
  }
  return {
    onDayKey: (event, day) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const turns = { PageUp: -1, PageDown: 1 } as const
      const days = daysOf(event)
      if (days !== 0 && !event.shiftKey) go(event.currentTarget, day, days)
      else if (event.key === 'Enter') onDay(day, event.currentTarget)
      else if (event.key === 'PageUp' || event.key === 'PageDown') onTurn(turns[event.key])
      else if (event.key === 'Home' || event.key === 'End') {
        const week = page.weeks.find((each) => each.includes(day)) ?? [day]
        focus(cellOf(box.current, (event.key === 'Home' ? week[0] : week.at(-1)) ?? day))
      } else return
      event.preventDefault()
    },
    onItemKey: (event, row, span) => {
      if (event.ctrlKey || event.metaKey) return
      const days = daysOf(event)
      if (event.key === 'Enter' || event.key === ' ') onOpenRow(row)
      else if ((event.shiftKey && event.key === 'F10') || event.key === 'ContextMenu') {
        onItemMenu(row, event.currentTarget)
      } else if (days !== 0 && event.shiftKey) {
        if (!mayMove || span === null || (event.altKey && (!hasEnds(spans) || Math.abs(days) !== 1))) return
        take(row, span, days, event.altKey)
      } else if (days !== 0 && !event.altKey) {
        if (span === null) focusSibling(event.currentTarget, Math.sign(days))
        else go(event.currentTarget, isWithin(cursor, span) ? cursor : span.start, days)
      } else if (event.key === 'Escape') focus(cellOf(box.current, cursor))
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

function focusSibling(line: HTMLElement, by: number): void {
  const beside = by > 0 ? line.nextElementSibling : line.previousElementSibling
  if (beside instanceof HTMLElement) focus(beside)
}
