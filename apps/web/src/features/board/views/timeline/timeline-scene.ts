import { must } from '@fulcrum/domain'
import type { DaySpan } from '@fulcrum/domain/schedule'
import { createContext, use, type KeyboardEvent, type PointerEvent } from 'react'

/** By what a bar is held: the whole of it, an edge, or an end from which a line to another bar is drawn. */
export type Hold = 'whole' | 'start' | 'end' | 'link-start' | 'link-end'

/** What all rows of a timeline share. */
export interface TimelineWorld {
  /** Bars can be moved; and made longer and shorter. */
  readonly moves: boolean
  readonly resizes: boolean
  readonly connects: boolean
  readonly nameOf: (span: DaySpan) => string
  readonly hold: (event: PointerEvent<HTMLElement>, row: number, span: DaySpan, hold: Hold) => void
  /** A press on the empty track of a row without days. */
  readonly draw: (event: PointerEvent<HTMLElement>, row: number) => void
  readonly onKey: (event: KeyboardEvent<HTMLElement>, rowId: string, row: number) => void
  readonly menu: (anchor: HTMLElement | { readonly x: number; readonly y: number }, rowId: string) => void
  /** Scrolls to a day. */
  readonly show: (day: number) => void
  readonly open: (row: number) => void
  readonly onFocus: (rowId: string) => void
}

const TimelineContext = createContext<TimelineWorld | null>(null)

export const TimelineScene = TimelineContext.Provider

/** What the rows of the timeline above share. */
export function useTimeline(): TimelineWorld {
  return must(use(TimelineContext), 'a timeline above')
}
