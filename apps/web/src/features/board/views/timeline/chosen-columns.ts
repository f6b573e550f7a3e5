import { connectionsOf, dayColumns, stageColumn } from '@fulcrum/domain'
import type { BoardColumn, BoardState, TimelineSettings } from '@fulcrum/domain'
import { spansOf, type Spans } from '../calendar/spans.ts'

/** The columns that a timeline reads; undefined for what the board does not have, or nobody wants. */
export interface TimelineColumns {
  readonly spans: Spans | undefined
  readonly dependency: BoardColumn | undefined
  /** Boxes whose ticked items are milestones. */
  readonly milestone: BoardColumn | undefined
  /** Items of a single day are milestones. */
  readonly singleDays: boolean
  readonly progress: BoardColumn | undefined
  /** How far items are follows from their sub-items. */
  readonly ofSubItems: boolean
  readonly status: BoardColumn | undefined
}

/** The columns that were chosen, as far as they are there; without a choice those that are meant most likely. */
export function timelineColumns(state: BoardState, settings: TimelineSettings): TimelineColumns {
  const columns = liveColumns(state)
  const chosen = (number: number | null | undefined, able: (column: BoardColumn) => boolean) =>
    columns.find((column) => column.number === number && able(column))
  const days = dayColumns(columns, settings)
  return {
    spans: days && spansOf(days),
    dependency: settings.dependency === undefined ? columns.find(waits) : chosen(settings.dependency, waits),
    milestone: chosen(settings.milestone, isBox),
    singleDays: settings.milestone === undefined,
    progress: chosen(settings.progress, isNumber),
    ofSubItems: settings.progress === undefined,
    status: stageColumn(state),
  }
}

/** Columns that are not deleted. */
export function liveColumns(state: BoardState): BoardColumn[] {
  return state.columns().filter(({ fields }) => fields['deletedAt'] === undefined)
}

/** Whether items wait for others by this column. */
export function waits(column: BoardColumn): boolean {
  return column.kind.connections?.waits !== undefined && connectionsOf(column)?.acyclic === true
}

/** Whether cells are boxes to tick. */
export function isBox(column: BoardColumn): boolean {
  return defaultLane(column)?.type === 'boolean'
}

/** Whether cells are numbers. */
export function isNumber(column: BoardColumn): boolean {
  return defaultLane(column)?.type === 'number'
}

/** The lane that says most of a column. */
export function defaultLane({ kind, lanes }: BoardColumn) {
  return lanes.find(({ name }) => name === kind.defaultLane)
}
