import type { BoardState } from '../board/board-state.ts'
import type { BoardColumn } from '../board/columns.ts'
import { stageColumn } from '../connection/stage.ts'
import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'

/** What became of an item between two moments. */
export const differences = ['added', 'removed', 'done', 'moved', 'changed'] as const

export type Difference = (typeof differences)[number]

/** A cell that is another one at the second moment. */
export interface CellDifference {
  /** A column by its short number, or what every item has. */
  readonly column: number | 'title' | 'group' | 'parent'
  readonly from: Json
  readonly to: Json
}

/** An item that is not the same at both moments. */
export interface ItemDifference {
  readonly row: number
  /** Each that is true of it: an item may be moved, changed and done. */
  readonly kinds: readonly Difference[]
  /** For items that are there at both moments. */
  readonly cells: readonly CellDifference[]
}

const places: readonly CellDifference['column'][] = ['group', 'parent']

/**
 * Says of a row what became of its item between two moments of a board; null where nothing did. Only live items count: one that
 * was deleted or archived was removed. Columns that only one of the two has say nothing, and neither do hidden ones.
 */
export function boardComparer(
  from: BoardState,
  to: BoardState,
  hidden: ReadonlySet<number>,
): (row: number) => ItemDifference | null {
  const pairs = comparedColumns(from, to, hidden)
  const stages = [stageReader(from, hidden), stageReader(to, hidden)] as const
  return (row) => {
    const [before, after] = [from.isLive(row), to.isLive(row)]
    if ((!before && !after) || (before && after && isUntouched(from, to, row))) return null
    const cells = before && after ? changesOf(from, to, row, pairs) : []
    const kinds: Difference[] = []
    if (!before) kinds.push('added')
    if (!after) kinds.push('removed')
    if (after && stages[1](row) === 'done' && !(before && stages[0](row) === 'done')) kinds.push('done')
    if (cells.some(({ column }) => places.includes(column))) kinds.push('moved')
    if (cells.some(({ column }) => !places.includes(column))) kinds.push('changed')
    return kinds.length === 0 ? null : { row, kinds, cells }
  }
}

/** Each edit of an item says when it was and whose: where both are the same there was none. */
function isUntouched(from: BoardState, to: BoardState, row: number): boolean {
  const at = from.system(row, 'updatedAt')
  return (
    at !== null && at === to.system(row, 'updatedAt') && from.system(row, 'updatedBy') === to.system(row, 'updatedBy')
  )
}

type Pair = readonly [number: number, from: Reader, to: Reader]
type Reader = (row: number) => Json

/** The columns that both moments have, and that somebody may fill. */
function comparedColumns(from: BoardState, to: BoardState, hidden: ReadonlySet<number>): Pair[] {
  return to.columns().flatMap((column): Pair[] => {
    const { number } = column
    const before = from.column(number)
    if (!before || hidden.has(number) || !isCompared(column) || !isCompared(before)) return []
    return [[number, (row) => from.cell(row, number), (row) => to.cell(row, number)]]
  })
}

function isCompared({ kind, fields, lanes }: BoardColumn): boolean {
  return fields['deletedAt'] === undefined && !kind.derive && !kind.source && lanes.some(({ own }) => own)
}

function changesOf(from: BoardState, to: BoardState, row: number, pairs: readonly Pair[]): CellDifference[] {
  const found: CellDifference[] = []
  const note = (column: CellDifference['column'], before: Json, after: Json) => {
    if (!sameJson(before, after)) found.push({ column, from: before, to: after })
  }
  note('title', from.system(row, 'title'), to.system(row, 'title'))
  for (const cell of ['group', 'parent'] as const) note(cell, from.system(row, cell), to.system(row, cell))
  for (const [number, before, after] of pairs) note(number, before(row), after(row))
  return found
}

function stageReader(board: BoardState, hidden: ReadonlySet<number>): (row: number) => string | null {
  const column = stageColumn(board)
  if (!column || hidden.has(column.number)) return () => null
  const { kind, settings, number } = column
  return (row) => {
    const value = board.cell(row, number)
    return value === null ? null : (kind.stageOf?.(value, settings) ?? null)
  }
}
