import { gridCellKey } from '@fulcrum/ui'

const REMEMBERED_MS = 2_000

/** Which cells were changed from here a moment ago: they do not flash. */
export interface OwnChanges {
  readonly cells: (rowIds: readonly string[], columnIds: readonly string[]) => void
  /** Anything may change by what is done now. */
  readonly all: () => void
  readonly has: (rowId: string, columnId: string) => boolean
}

/** Starts remembering; `now` is a clock in milliseconds. */
export function createOwnChanges(now: () => number = () => performance.now()): OwnChanges {
  const until = new Map<string, number>()
  let allUntil = 0
  return {
    cells: (rowIds, columnIds) => {
      const at = now()
      if (until.size > 5_000) until.clear()
      for (const row of rowIds) for (const column of columnIds) until.set(gridCellKey(row, column), at + REMEMBERED_MS)
    },
    all: () => {
      allUntil = now() + REMEMBERED_MS
    },
    has: (rowId, columnId) => now() < Math.max(allUntil, until.get(gridCellKey(rowId, columnId)) ?? 0),
  }
}
