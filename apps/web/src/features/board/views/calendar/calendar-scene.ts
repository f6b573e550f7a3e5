import { must } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { createContext, use, type KeyboardEvent, type PointerEvent } from 'react'
import type { Spans } from './spans.ts'
import type { DayOff } from './use-days-off.ts'
import type { DaySpan } from './week-lanes.ts'

/** Which part of a bar was taken hold of. */
export type Hold = 'whole' | 'start' | 'end'

/** What all parts of a calendar share. */
export interface CalendarWorld {
  readonly spans: Spans
  readonly colour: BoardColumn | undefined
  readonly today: number
  readonly dayOff: DayOff
  /** The day on which the keyboard is. */
  readonly cursor: number
  /** Items can be put on other days. */
  readonly moves: boolean
  /** And take more or fewer of them. */
  readonly resizes: boolean
  readonly onCursor: (day: number) => void
  readonly onAdd: (day: number, anchor: HTMLElement) => void
  /** Shows all items of a day. */
  readonly onDay: (day: number, anchor: HTMLElement) => void
  readonly onItemMenu: (row: number, anchor: HTMLElement | { readonly x: number; readonly y: number }) => void
  /** A press on an item, from which a drag may come; `span` is null where it stands on no day. */
  readonly onHold: (event: PointerEvent<HTMLElement>, row: number, span: DaySpan | null, hold: Hold) => void
  readonly onItemKey: (event: KeyboardEvent<HTMLElement>, row: number, span: DaySpan | null) => void
  readonly onDayKey: (event: KeyboardEvent<HTMLElement>, day: number) => void
}

const CalendarContext = createContext<CalendarWorld | null>(null)

export const CalendarScene = CalendarContext.Provider

/** What the calendar above shares. */
export function useCalendar(): CalendarWorld {
  return must(use(CalendarContext), 'a calendar above')
}
