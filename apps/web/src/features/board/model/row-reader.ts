import type { LaneValue } from '@fulcrum/columnar'
import type { BoardColumn, BoardState, Json } from '@fulcrum/domain'
import type { Viewport } from '@fulcrum/protocol'
import { lanesOf } from '../../../shell/lateness.ts'
import type { BoardModel } from './board-model.ts'

/** What cells are drawn from: the items, or the first rows that the server sent before these were here. */
export interface RowReader {
  readonly lane: (row: number, key: string) => LaneValue
  readonly subCount: (row: number) => number
  /** The item has no key yet. */
  readonly isWaiting: (row: number) => boolean
  /** What is drawn of the item is what this client works on: it can be edited. */
  readonly isHere: (row: number) => boolean
}

/** Reads the board's own items. */
export function stateReader(state: BoardState, model: BoardModel): RowReader {
  return {
    ...lanesOf(state),
    subCount: (row) => model.subCount(row),
    isWaiting: (row) => model.ids.isWaiting(row),
    isHere: () => true,
  }
}

/**
 * Reads the first rows: those that came with the board from the board, where edits of theirs stand at once, others as the
 * server answered them.
 */
export function viewportReader(shown: Viewport, came: Viewport | null, state: BoardState): RowReader {
  const laneAt = new Map(shown.lanes.map((key, index) => [key, index]))
  const rows = new Map(shown.values)
  const here = new Set(came?.values.map(([row]) => row))
  return {
    lane: (row, key) => {
      if (here.has(row)) return state.items.hasLane(key) ? state.items.get(key, row) : null
      const at = laneAt.get(key)
      return at === undefined ? null : (rows.get(row)?.[at] ?? null)
    },
    subCount: () => 0,
    isWaiting: () => false,
    isHere: (row) => here.has(row),
  }
}

/** The value of a cell; null where it is empty. */
export function cellValue(reader: RowReader, row: number, { kind, settings, lanes }: BoardColumn): Json {
  return kind.fromLanes((name) => {
    const lane = lanes.find((candidate) => candidate.name === name)
    return lane === undefined ? null : reader.lane(row, lane.key)
  }, settings)
}
