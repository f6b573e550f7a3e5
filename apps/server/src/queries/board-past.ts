import { cellChanges } from '@fulcrum/domain'
import type { BoardState, CellChange, CellColumn } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { pastChanges } from '../storage/past-changes.ts'

/** What the log of a board says of some columns, up to a version. */
export interface BoardPast {
  readonly version: number
  readonly byRow: ReadonlyMap<number, readonly CellChange[]>
  /** When the items were recorded here, by row. */
  readonly madeAt: ReadonlyMap<number, number>
  /** The first moment that the log knows of, imported history included; null of an empty one. */
  readonly since: number | null
  /** Changes that were imported as history. */
  readonly historic: number
}

interface Growing {
  version: number
  readonly byRow: Map<number, CellChange[]>
  readonly madeAt: Map<number, number>
  since: number | null
  historic: number
}

interface Kept {
  readonly past: Growing
  /** The reading that goes on; the next one waits for it. */
  reading: Promise<unknown>
}

const changesAtOnce = 5_000
/** Sets of columns whose past is kept for a board. */
const maxKept = 4

const kept = new WeakMap<BoardState, Map<string, Kept>>()

/**
 * The past of some columns of a board, up to the version that it is at. It is kept beside the board while that is in memory:
 * the next who asks reads only what came since.
 */
export async function readPast(
  store: ScopeStore,
  board: BoardState,
  columns: readonly CellColumn[],
): Promise<BoardPast> {
  const known = kept.get(board) ?? new Map<string, Kept>()
  kept.set(board, known)
  const key = columns.join(' ')
  const entry = known.get(key) ?? {
    past: { version: 0, byRow: new Map(), madeAt: new Map(), since: null, historic: 0 },
    reading: Promise.resolve(),
  }
  // The order of a Map is that of insertion: what was used last stands last.
  known.delete(key)
  known.set(key, entry)
  for (const oldest of known.keys()) {
    if (known.size <= maxKept) break
    known.delete(oldest)
  }
  const reading = entry.reading.then(() => readOn(store, board, entry.past, columns))
  entry.reading = reading.catch(() => undefined)
  await reading
  return entry.past
}

async function readOn(
  { pool, accountId }: ScopeStore,
  board: BoardState,
  past: Growing,
  columns: readonly CellColumn[],
) {
  const wanted = new Set(columns)
  const until = board.version
  while (past.version < until) {
    const range = { after: past.version, until, limit: changesAtOnce }
    const { changes, last } = await withRetry(pool, () => pastChanges(pool, accountId, board.scope, range, columns))
    for (const change of changes) {
      const found = cellChanges(change, wanted)
      for (const row of found.made) past.madeAt.set(row, change.at)
      for (const each of found.changes) {
        const of = past.byRow.get(each.row)
        if (of) of.push(each)
        else past.byRow.set(each.row, [each])
      }
      if (change.historic) past.historic += 1
      past.since = Math.min(past.since ?? change.at, change.at)
    }
    past.version = changes.length < changesAtOnce ? until : last
  }
}
