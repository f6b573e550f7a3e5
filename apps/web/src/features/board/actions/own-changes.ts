const REMEMBERED_MS = 2_000

/** Which rows were changed from here a moment ago: they do not flash. */
export interface OwnChanges {
  readonly rows: (rowIds: readonly string[]) => void
  /** Anything may change by what is done now. */
  readonly all: () => void
  readonly has: (rowId: string) => boolean
}

/** Starts remembering; `now` is a clock in milliseconds. */
export function createOwnChanges(now: () => number = () => performance.now()): OwnChanges {
  const until = new Map<string, number>()
  let allUntil = 0
  return {
    rows: (rowIds) => {
      if (until.size > 5_000) until.clear()
      for (const id of rowIds) until.set(id, now() + REMEMBERED_MS)
    },
    all: () => {
      allUntil = now() + REMEMBERED_MS
    },
    has: (rowId) => now() < Math.max(allUntil, until.get(rowId) ?? 0),
  }
}
