import { query } from '@fulcrum/columnar'
import type { BoardState } from '../board/board-state.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { JsonObject } from '../json.ts'
import type { LinkPrincipal } from '../principal.ts'
import { viewKind } from '../view/kinds/all.ts'
import { layOutView } from '../view/lay-out-view.ts'
import type { BoardViewSpec } from '../view/spec.ts'
import type { FilterDay } from '../view/day-of.ts'
import { toViewSpec } from '../view/to-view-spec.ts'
import { farColumns } from '../derived/far.ts'
import { boardResource } from './board-resource.ts'
import { boardSight } from './visible.ts'
import type { BoardSight } from './visible.ts'
import { can } from './can.ts'
import { hiddenColumns } from './readable.ts'

/** What a link shows: a view as it is saved, or the whole board as a table. */
export interface SharedView {
  readonly kind: string
  readonly spec: BoardViewSpec
}

/** What a link's filter depends on beside its own words. */
export interface SharedDay extends FilterDay {
  readonly timeZone: string
}

/** What whoever has a link sees of a board: the columns of the principal, and these items. */
export interface SharedSight extends BoardSight {
  /** By row, in ascending order. */
  readonly rows: readonly number[]
  /** The filter cannot be followed for whoever has the link: nothing passes, whatever it says. */
  readonly isClosed: boolean
}

/**
 * The columns that a view shows, or by which it parts, places or counts its items. What its filter or its order reads stays on the
 * server. Items of other boards are not the board's to show, so neither are columns that name them.
 */
export function columnsOfView(board: BoardState, { kind, spec }: SharedView): readonly number[] {
  const view = layOutView(board, spec, { me: null, today: 0, timeZone: 'UTC', weekStart: 0 }, null)
  const drawn = view.columns.flatMap(({ field, hidden }) => (hidden || !field.source ? [] : [field.source]))
  const used = board.columns().filter((column) => uses(kind, spec, column.number))
  const all = new Map([...drawn, ...used].map((column) => [column.number, column]))
  return [...all.values()].filter(isShowable).map(({ number }) => number)
}

/** The columns that a link to a view could show by what they are, whoever may read them. */
export function isShowable({ kind, fields }: BoardColumn): boolean {
  return fields['deletedAt'] === undefined && kind.references?.to !== 'item'
}

function uses(kindId: string, { groupBy, settings = {} }: BoardViewSpec, column: number): boolean {
  if (groupBy === column) return true
  // A kind says what its settings name by what becomes of them when a column is another one.
  const told = toldSettings(settings)
  const renamed = viewKind(kindId)?.withColumn?.(told, column, -column)
  return renamed !== undefined && JSON.stringify(renamed) !== JSON.stringify(told)
}

/** A kind's settings without what it keeps beside them of items, and without the rules of its colours: those ask as filters do. */
function toldSettings(all: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'kept' && name !== 'colours'))
}

/**
 * What whoever has a link sees of a board; null where it is not to be seen at all. Archived and deleted items are not, nor what
 * the view's filter leaves out; sub-items are where their item is. A filter that asks for "me" finds nobody. One that reads a
 * column which only some may read, or cells of other boards, lets nothing through: editors write filters, and who passes tells
 * what the column says.
 */
export function sharedSight(
  link: LinkPrincipal,
  board: BoardState,
  { spec }: SharedView,
  { today, timeZone, weekStart }: SharedDay,
): SharedSight | null {
  const sight = boardSight(link, board)
  if (sight === null) return null
  const filter = spec.filter ?? null
  const reading = { me: null, today, timeZone, weekStart, hiddenColumns: closedColumns(link, board) }
  const view = toViewSpec(board, { filter }, reading)
  // What the board cannot follow any more would show more than was meant.
  if (view.leftOut.some(({ part }) => part === 'filter')) return { ...sight, rows: [], isClosed: true }
  const { rows, groups } = query(board.items, view.spec)
  const found = new Set<number>()
  for (const { key } of groups) for (const row of rows(key)) addWithSubItems(board, row, found)
  return { ...sight, rows: [...found].sort((left, right) => left - right), isClosed: false }
}

/** The columns by which nobody outside may tell items apart. */
function closedColumns(link: LinkPrincipal, board: BoardState): ReadonlySet<number> {
  const toAll = { ...link, columns: board.columns().map(({ number }) => number) }
  return new Set([...hiddenColumns(toAll, board, boardResource(board, board.boardId)), ...farColumns(board)])
}

function addWithSubItems(board: BoardState, row: number, found: Set<number>): void {
  if (found.has(row)) return
  found.add(row)
  for (const child of board.children(row)) if (board.isLive(child)) addWithSubItems(board, child, found)
}

/** The view as whoever has a link may know of it: without its filter, and without what it says of columns that they do not see. */
export function sharedSpec({ kind, spec }: SharedView, hidden: ReadonlySet<number>): BoardViewSpec {
  const { sort, groupBy, columns, aggregates, settings } = spec
  const isSeen = ({ column }: { readonly column: unknown }): boolean =>
    typeof column !== 'number' || !hidden.has(column)
  return {
    ...(sort && { sort: sort.filter(isSeen) }),
    ...(groupBy !== undefined && isSeen({ column: groupBy }) && { groupBy }),
    ...(columns && { columns: columns.filter(isSeen) }),
    ...(aggregates && { aggregates: aggregates.filter(isSeen) }),
    ...(settings && { settings: seenSettings(kind, settings, hidden) }),
  }
}

/** What a link is told of a kind's settings, with no column that is hidden. */
function seenSettings(kindId: string, all: JsonObject, hidden: ReadonlySet<number>): JsonObject {
  const settings = toldSettings(all)
  const kind = viewKind(kindId)
  if (kind?.withColumn === undefined) return settings
  // @NOTE what a schema of settings gives is JSON. No column has this number.
  return [...hidden].reduce((seen, column) => (kind.withColumn?.(seen, column, 0) ?? seen) as JsonObject, settings)
}

/** Of these columns those that a principal who shares could be asked to give away: none that only some may read. */
export function linkColumns(board: BoardState, numbers: readonly number[]): readonly number[] {
  const link: LinkPrincipal = { kind: 'link', memberId: null, board: board.boardId, columns: numbers }
  const resource = boardResource(board, board.boardId)
  return numbers.filter((number) => {
    const column = board.column(number)
    return column !== undefined && can(link, 'column.read', { ...resource, column: column.fields })
  })
}
