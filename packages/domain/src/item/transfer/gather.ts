import type { BoardReader } from '../../board/board-reader.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { defaultOf } from '../../column/rules/defaults.ts'
import { isFor } from '../../column/rules/rules.ts'
import type { CommandEnv } from '../../command.ts'
import type { Json } from '../../json.ts'
import type { SystemCell } from '../../patch.ts'
import { ownColumns } from './match-columns.ts'
import { transferCell } from './transfer-cell.ts'
import type { Transfer } from './transfer-cell.ts'

/** Cells of one column of the target, by the position of their items in the family. */
interface ColumnCells {
  readonly column: number
  readonly at: number[]
  readonly values: Json[]
}

/** What a family brings to its target, and what of it has no place there. */
export interface Gathered {
  readonly cells: readonly ColumnCells[]
  /** For each item, the titles of columns and the texts that it leaves. */
  readonly left: readonly (readonly (readonly [title: string, text: string])[])[]
  /** The columns that leave any. */
  readonly leftBy: ReadonlySet<BoardColumn>
}

/** Reads the cells of items as the target takes them. */
export function gatherCells(transfer: Transfer, rows: readonly number[]): Gathered {
  const left = rows.map((): (readonly [string, string])[] => [])
  const leftBy = new Set<BoardColumn>()
  const cells = new Map<number, ColumnCells>()
  for (const match of transfer.matches) {
    rows.forEach((row, position) => {
      const value = transfer.source.cell(row, match.from.number)
      if (value === null) return
      const cell = transferCell(transfer, match, value)
      if (cell.left !== null) {
        left[position]?.push([match.from.title, cell.left])
        leftBy.add(match.from)
      }
      if (cell.value === null || match.to === null) return
      const list = cells.get(match.to.number) ?? { column: match.to.number, at: [], values: [] }
      cells.set(match.to.number, list)
      list.at.push(position)
      list.values.push(cell.value)
    })
  }
  return { cells: [...cells.values()], left, leftBy }
}

/**
 * The cells with what items begin with where they come to, in columns to which nothing of theirs goes. A cell that was blank in a
 * column which goes along stays blank.
 */
export function withDefaults(
  { source, target, matches }: Transfer,
  rows: readonly number[],
  cells: readonly ColumnCells[],
  env: CommandEnv,
): ColumnCells[] {
  const filled = new Map(cells.map((each) => [each.column, each]))
  const taken = new Set(matches.flatMap(({ to }) => to?.number ?? []))
  const going = new Set(rows)
  const isSub = (row: number) => going.has(Number(source.system(row, 'parent') ?? -1))
  for (const column of ownColumns(target)) {
    const value = defaultOf(column, env)
    if (value === null) continue
    const { at, values } = filled.get(column.number) ?? { at: [], values: [] }
    const there = new Set(at)
    const blank = rows.flatMap((row, position) => (there.has(position) || !isFor(column, isSub(row)) ? [] : [position]))
    filled.set(column.number, {
      column: column.number,
      at: [...at, ...blank],
      values: [...values, ...blank.map(() => (taken.has(column.number) ? null : value))],
    })
  }
  return [...filled.values()]
}

/** System cells of the rows as they are, each that any of them has. */
export function systemOf(
  board: BoardReader,
  rows: readonly number[],
  cells: readonly SystemCell[],
): (readonly [SystemCell, readonly Json[]])[] {
  return cells
    .map((cell) => [cell, rows.map((row) => board.system(row, cell))] as const)
    .filter(([, values]) => values.some((value) => value !== null))
}

/** The rows of the parents among the new rows of a family; null for its roots. */
export function parentsAmong(
  board: BoardReader,
  rows: readonly number[],
  newRows: readonly number[],
): (number | null)[] {
  const placeOf = new Map(rows.map((row, position) => [row, position]))
  return rows.map((row) => {
    const parent = board.system(row, 'parent')
    const position = typeof parent === 'number' ? placeOf.get(parent) : undefined
    return position === undefined ? null : (newRows[position] ?? null)
  })
}
