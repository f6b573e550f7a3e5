import type { BoardReader } from '../../board/board-reader.ts'
import { DomainError } from '../../errors.ts'
import { selfAndAncestors } from '../lineage.ts'
import { hasMoved, isPurged } from '../purged.ts'
import { isPutAway } from '../set-aside.ts'

/**
 * One command takes at most this many items, their sub-items counted; more go in parts, under one batch. An item goes with all
 * below it in one change, so that no part of it is left on either board.
 */
export const maxItemsAtOnce = 10_000

/** Items that go together, every parent before its sub-items. */
export interface Family {
  /** Those of them that have no parent among them. */
  readonly roots: readonly number[]
  readonly rows: readonly number[]
}

/** The named items with all below them. An item whose parent goes too goes with it; what is gone for good stays. */
export function familyOf(board: BoardReader, named: readonly number[]): Family {
  const chosen = new Set(named)
  const roots = [...chosen].filter((row) => {
    for (const above of selfAndAncestors(board, row)) if (above !== row && chosen.has(above)) return false
    return true
  })
  const rows: number[] = []
  for (const root of roots) {
    let next = rows.length
    rows.push(root)
    for (; next < rows.length; next++) {
      const below = board.children(rows[next] ?? root)
      rows.push(...below.filter((row) => !isPurged(board, row) && !hasMoved(board, row)))
    }
  }
  return { roots, rows }
}

/** The named items with those below them that are neither in the trash nor set aside there. */
export function standingFamily(board: BoardReader, named: readonly number[]): Family {
  const { roots, rows } = familyOf(board, named)
  const kept = new Set(roots)
  // Every parent comes before its sub-items.
  for (const row of rows)
    if (!isPutAway(board, row) && kept.has(Number(board.system(row, 'parent') ?? -1))) kept.add(row)
  return { roots, rows: rows.filter((row) => kept.has(row)) }
}

/** Refuses more than one command takes. */
export function refuseLargeFamily({ rows }: Family): void {
  if (rows.length <= maxItemsAtOnce) return
  const message = `These are ${rows.length} items with their sub-items, and at most ${maxItemsAtOnce} go at once.`
  throw new DomainError('too-large', message, { limit: maxItemsAtOnce, items: rows.length })
}
