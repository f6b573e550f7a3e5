import type { AggregateKind, AggregateSpec, Filter, GroupKey, SortKey, ViewSpec } from '@fulcrum/columnar'
import type { ViewColumn, BoardViewSpec } from './spec.ts'
import { boardGroups, viewField, viewFields } from './fields.ts'
import type { ViewBoard, ViewField } from './fields.ts'
import type { LeftOut, toFilter, ViewContext } from './to-filter.ts'

/** What a view depends on beside its own words. */
export interface ViewReading extends ViewContext {
  /** Text that somebody types into the search box; it is not part of a saved view. */
  readonly search?: string
  /** Columns that the reader may not read: as if they were not there. */
  readonly hiddenColumns?: ReadonlySet<number>
  /**
   * `roots` (the default): the rows are items without a parent; filter, groups, counts and totals speak of them alone, and
   * whoever draws the view puts `board.children(row)` below each. `all`: every item is a row of its own, as a search over
   * the whole board wants it.
   */
  readonly rows?: 'roots' | 'all'
}

/** A column of a view in its place. */
export interface PlacedColumn {
  readonly field: ViewField
  readonly width?: number
  readonly hidden: boolean
}

/** A saved view of a board, ready for the engine. */
export interface BoardView {
  readonly spec: ViewSpec
  /** What `spec.aggregates` are of, in the same order. */
  readonly aggregates: readonly { readonly column: number; readonly kind: AggregateKind }[]
  /** By what the rows are grouped. */
  readonly groupBy: ViewField
  /** The groups that are known before a row is looked at, in order; others follow in the order of their values. */
  readonly groupOrder: readonly GroupKey[]
  /** True where groups without a row are shown too: the board's own groups, which one can add items to. */
  readonly keepsEmptyGroups: boolean
  /** All columns that the reader may see, the view's own first, the title among them. */
  readonly columns: readonly PlacedColumn[]
  /** What the view says and the board cannot follow any more, for telling people. */
  readonly leftOut: readonly LeftOut[]
}

/** The kind of an aggregate that says: show none here, also where the column's kind has a default. */
export const noAggregate = 'none'

/**
 * The same as `toViewSpec`, with what reads the filter given to it: what only shows rows that another one chose needs none,
 * and its spec has no filter of the view in it then.
 */
export function layOutView(
  board: ViewBoard,
  spec: BoardViewSpec,
  options: ViewReading,
  readFilter: typeof toFilter | null,
): BoardView {
  const leftOut: LeftOut[] = []
  const find = (column: ViewColumn) => viewField(board, column, options.hiddenColumns)
  const columns = placedColumns(board, spec, options)
  const groupBy = groupField(board, spec, find, leftOut)
  const aggregates = chosenAggregates(columns, spec, leftOut)
  const groupOrder = groupBy.group?.order ?? []
  return {
    spec: {
      filter: wholeFilter(board, spec, find, options, leftOut, readFilter),
      search: null,
      sort: sortKeys(spec, find, leftOut),
      group: {
        lane: groupBy.group?.lane ?? 'group',
        // The group without a value is last by itself, behind those that nobody could list.
        order: groupOrder.filter((key) => key !== null),
        ...(groupBy.reason !== undefined && { reason: groupBy.reason }),
      },
      aggregates: aggregates.map(({ field, kind }): AggregateSpec => ({ lane: field.aggregateLane(kind), kind })),
    },
    aggregates: aggregates.map(({ field, kind }) => ({ column: Number(field.column), kind })),
    groupBy,
    groupOrder,
    keepsEmptyGroups: groupBy.column === 'group',
    columns,
    leftOut,
  }
}

/** The groups of a view in the order in which they are shown, the empty ones among them where the view keeps those. */
export function shownGroups(
  view: Pick<BoardView, 'groupOrder' | 'keepsEmptyGroups'>,
  occurring: readonly { readonly key: GroupKey }[],
): GroupKey[] {
  const keys = occurring.map(({ key }) => key)
  if (!view.keepsEmptyGroups) return keys
  const shown = new Set([...view.groupOrder, ...keys])
  return shown.delete(null) ? [...shown, null] : [...shown]
}

function wholeFilter(
  board: ViewBoard,
  { filter }: BoardViewSpec,
  find: (column: ViewColumn) => ViewField | undefined,
  options: ViewReading,
  leftOut: LeftOut[],
  readFilter: typeof toFilter | null,
): Filter | null {
  const parts: Filter[] = []
  if (options.rows !== 'all') parts.push({ lane: 'parent', op: 'empty' })
  const asked = filter && readFilter ? readFilter(filter, find, options, (entry) => leftOut.push(entry)) : null
  if (asked) parts.push(asked)
  const search = options.search?.trim()
  if (search) parts.push(searchFilter(board, search, options.hiddenColumns))
  return parts.length === 0 ? null : parts.length === 1 ? (parts[0] ?? null) : { and: parts }
}

/** Items in which a text of the reader's columns contains the words, or whose key they are (`ENG-12`). */
function searchFilter(board: ViewBoard, search: string, hidden: ReadonlySet<number> | undefined): Filter {
  const lanes = viewFields(board, hidden).flatMap(({ searchLanes }) => searchLanes)
  const found: Filter[] = lanes.map((lane) => ({ lane, op: 'contains', value: search }))
  const key = /^([a-z][a-z0-9]*)-(\d{1,9})$/i.exec(search)
  if (key && key[1]?.toUpperCase() === String(board.board['prefix'] ?? '').toUpperCase()) {
    found.push({ lane: 'row', op: 'eq', value: Number(key[2]) - 1 })
  }
  return { or: found }
}

function sortKeys(
  { sort = [] }: BoardViewSpec,
  find: (column: ViewColumn) => ViewField | undefined,
  leftOut: LeftOut[],
): SortKey[] {
  const keys: SortKey[] = []
  for (const { column, direction } of sort) {
    const field = find(column)
    if (field) {
      keys.push({ ...field.sort, direction })
      if (field.reason !== undefined) keys.push({ lane: field.reason, direction: 'asc' })
    } else leftOut.push({ part: 'sort', column, reason: 'no-column' })
  }
  return [...keys, { lane: 'rank', direction: 'asc' }]
}

function groupField(
  board: ViewBoard,
  { groupBy }: BoardViewSpec,
  find: (column: ViewColumn) => ViewField | undefined,
  leftOut: LeftOut[],
): ViewField {
  if (groupBy !== undefined && groupBy !== null) {
    const field = find(groupBy)
    if (field?.group) return field
    leftOut.push({ part: 'group', column: groupBy, reason: field ? 'no-group' : 'no-column' })
  }
  return boardGroups(board)
}

function placedColumns(board: ViewBoard, spec: BoardViewSpec, options: ViewReading): PlacedColumn[] {
  const fields = new Map(viewFields(board, options.hiddenColumns).map((field) => [field.column, field]))
  const placed: PlacedColumn[] = []
  for (const { column, width, hidden = false } of spec.columns ?? []) {
    const field = fields.get(column)
    if (!field) continue
    fields.delete(column)
    // The title is how one knows an item: it can be moved and sized, not hidden.
    placed.push({ field, hidden: hidden && column !== 'title', ...(width !== undefined && { width }) })
  }
  const rest = [...fields.values()].map((field): PlacedColumn => ({ field, hidden: false }))
  // A view that does not place the title shows it first.
  const title = rest.filter(({ field }) => field.column === 'title')
  return [...title, ...placed, ...rest.filter(({ field }) => field.column !== 'title')]
}

/** What the foot of a group shows: what was chosen for a column, else what its kind shows by itself. */
function chosenAggregates(
  columns: readonly PlacedColumn[],
  { aggregates = [] }: BoardViewSpec,
  leftOut: LeftOut[],
): { readonly field: ViewField; readonly kind: AggregateKind }[] {
  const chosen = new Map(aggregates.map(({ column, kind }) => [column, kind]))
  const known = new Set(columns.map(({ field }) => field.column))
  for (const column of chosen.keys()) {
    if (!known.has(column)) leftOut.push({ part: 'aggregate', column, reason: 'no-column' })
  }
  return columns
    .filter(({ field, hidden }) => field.source !== undefined && !hidden)
    .flatMap(({ field }) => {
      const asked = chosen.get(Number(field.column))
      if (asked === noAggregate) return []
      const kind = field.aggregates.find((candidate) => candidate === asked)
      if (asked !== undefined && !kind) {
        leftOut.push({ part: 'aggregate', column: field.column, reason: 'no-aggregate' })
      }
      const shown = kind ?? field.defaultAggregate
      return shown ? [{ field, kind: shown }] : []
    })
}
