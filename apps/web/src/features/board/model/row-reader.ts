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
}

/** Reads the board's own items. */
export function stateReader(state: BoardState, model: BoardModel): RowReader {
  return {
    ...lanesOf(state),
    subCount: (row) => model.subCount(row),
    isWaiting: (row) => model.ids.isWaiting(row),
  }
}

/** Reads the first rows. */
export function viewportReader({ lanes, values }: Viewport): RowReader {
  const laneAt = new Map(lanes.map((key, index) => [key, index]))
  const rows = new Map(values)
  return {
    lane: (row, key) => {
      const at = laneAt.get(key)
      return at === undefined ? null : (rows.get(row)?.[at] ?? null)
    },
    subCount: () => 0,
    isWaiting: () => false,
  }
}

/** The value of a cell; null where it is empty. */
export function cellValue(reader: RowReader, row: number, { kind, settings, lanes }: BoardColumn): Json {
  return kind.fromLanes((name) => {
    const lane = lanes.find((candidate) => candidate.name === name)
    return lane === undefined ? null : reader.lane(row, lane.key)
  }, settings)
}
