import type { AccountDay } from '../account/day.ts'
import { BoardState } from '../board/board-state.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import type { Json } from '../json.ts'
import { systemCells } from '../patch.ts'
import type { CellColumn, Patch, SystemCell } from '../patch.ts'
import { seesRow } from './row-rule.ts'
import type { RowRule } from './row-rule.ts'

/** What a narrow board is made with: the kinds of columns, and the account's day. */
export interface NarrowWithin {
  readonly kinds: KindRegistry
  readonly day?: AccountDay
}

/** The rows of a board that somebody under a rule may know of, in ascending order. */
export function rowsSeen(board: BoardState, rule: RowRule): number[] {
  const rows: number[] = []
  for (let row = 0; row < board.rowCount; row++) if (seesRow(board, rule, row)) rows.push(row)
  return rows
}

/**
 * A board with these items and no others, at the same version: whoever reads it cannot find out more. Rows keep their numbers. An
 * item that is below one of which its reader may not know stands by itself.
 */
export function narrowBoard(board: BoardState, rows: readonly number[], { kinds, day }: NarrowWithin): BoardState {
  const narrow = new BoardState(board.scope, kinds)
  for (const table of board.tableNames()) {
    for (const [id, fields] of board.records(table)) narrow.load(table, id, fields)
  }
  if (day) narrow.derived.tellDay(day.today, day.timeZone, day.workDays)
  const seen = new Set(rows)
  narrow.loadCells(cellsOf(board, rows, seen))
  narrow.settle(0, narrow.rowCount)
  narrow.version = board.version
  while (narrow.derived.deriveSome());
  return narrow
}

/** Patches that make items known to whoever did not know of them. */
export function patchesOfRows(board: BoardState, rows: readonly number[], seen: ReadonlySet<number>): Patch[] {
  if (rows.length === 0) return []
  const patches: Patch[] = []
  for (const [column, at, values] of cellsOf(board, rows, seen)) {
    const filled = at.flatMap((_, index) => ((values[index] ?? null) === null ? [] : [index]))
    // Who touched an item last is said in any case: whoever takes the patches must not work it out anew.
    const isSaid = column === 'updatedAt' || column === 'updatedBy'
    const kept = isSaid ? at.map((_, index) => index) : filled
    if (kept.length === 0) continue
    patches.push({
      op: 'cells',
      column,
      rows: kept.map((index) => at[index] ?? 0),
      values: kept.map((index) => values[index] ?? null),
    })
  }
  return patches
}

/** What stands above an item, as far as it is known: nothing, where that may not be. */
export function parentSeen(parent: Json, seen: ReadonlySet<number>): Json {
  return typeof parent === 'number' && !seen.has(parent) ? null : parent
}

type Column = readonly [column: CellColumn, rows: readonly number[], values: readonly Json[]]

function* cellsOf(board: BoardState, rows: readonly number[], seen: ReadonlySet<number>): Iterable<Column> {
  const system = (row: number, cell: SystemCell): Json =>
    cell === 'parent' ? parentSeen(board.system(row, cell), seen) : board.system(row, cell)
  for (const cell of systemCells) yield [cell, rows, rows.map((row) => system(row, cell))]
  for (const { number, lanes } of board.columns()) {
    if (lanes.some(({ own }) => own)) yield [number, rows, rows.map((row) => board.cell(row, number))]
  }
}
