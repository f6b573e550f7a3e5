import type { AggregateKind, GroupKey, LaneType, SortKey } from '@fulcrum/columnar'
import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { KindOperator } from '../column/kind.ts'
import type { ViewColumn } from './spec.ts'

/** What views look at of a board: of some reader, or of a whole board. */
export type ViewBoard = Pick<BoardReader, 'board' | 'column' | 'columns' | 'records'>

/** A lane of the engine, with its type. */
export interface FieldLane {
  readonly key: string
  readonly type: LaneType
}

/**
 * What a view may name, in the engine's terms: a column, or what every item has. Filters, menus and search are written once
 * against it.
 */
export interface ViewField {
  readonly column: ViewColumn
  readonly title: string
  /** The ways to filter by it, in the order in which they are offered. */
  readonly operators: readonly KindOperator[]
  /** The lane of an operator or aggregate. */
  readonly lane: (name: string) => FieldLane | undefined
  /** How rows are ordered by it: cells without a value come last, those that say why they have none before the others. */
  readonly sort: Omit<SortKey, 'direction'>
  /** The lane that says why a cell has no value, where the kind has one. */
  readonly reason?: string
  /** Set where rows can be grouped by it. */
  readonly group?: { readonly lane: string; readonly order?: readonly GroupKey[] }
  /** The lanes that a text search looks at. */
  readonly searchLanes: readonly string[]
  readonly aggregates: readonly AggregateKind[]
  readonly defaultAggregate: AggregateKind | null
  readonly aggregateLane: (kind: AggregateKind) => string
  /** The column behind it; undefined for what every item has. */
  readonly source?: BoardColumn
}

const textOperators: readonly KindOperator[] = [
  { id: 'contains', label: 'contains', lane: 'title', op: 'contains', takes: 'text' },
  { id: 'not-contains', label: 'does not contain', lane: 'title', op: 'notContains', takes: 'text' },
  { id: 'is', label: 'is', lane: 'title', op: 'is', takes: 'text' },
  { id: 'is-not', label: 'is not', lane: 'title', op: 'isNot', takes: 'text' },
  { id: 'starts-with', label: 'starts with', lane: 'title', op: 'startsWith', takes: 'text' },
  { id: 'ends-with', label: 'ends with', lane: 'title', op: 'endsWith', takes: 'text' },
]

const groupOperators: readonly KindOperator[] = [
  { id: 'is', label: 'is', lane: 'group', op: 'anyOf', takes: 'options' },
  { id: 'is-not', label: 'is not', lane: 'group', op: 'noneOf', takes: 'options' },
]

/**
 * The field that a view names by `column`, or undefined where the board has none of that number, it was deleted, or it is
 * among `hidden`.
 */
export function viewField(
  board: ViewBoard,
  column: ViewColumn,
  hidden: ReadonlySet<number> = new Set(),
): ViewField | undefined {
  if (typeof column !== 'number') return systemFields[column](board)
  const found = board.column(column)
  if (!found || found.fields['deletedAt'] !== undefined || hidden.has(column)) return undefined
  return columnField(found)
}

/** The title, then all columns that are there and may be seen, in the board's order. */
export function viewFields(board: ViewBoard, hidden: ReadonlySet<number> = new Set()): ViewField[] {
  const columns = board
    .columns()
    .filter(({ fields, number }) => fields['deletedAt'] === undefined && !hidden.has(number))
    .map(columnField)
  return [systemFields.title(board), ...columns]
}

/** The board's own groups as a field: what rows are grouped by where a view says nothing else. */
export function boardGroups(board: ViewBoard): ViewField {
  return systemFields.group(board)
}

/** The numbers of the groups that are there, in their order. */
function liveGroups(board: ViewBoard): number[] {
  return [...board.records('group')]
    .filter(([, fields]) => fields['deletedAt'] === undefined)
    .map(([, fields]) => ({ number: Number(fields['number']), rank: String(fields['rank'] ?? '') }))
    .sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : left.number - right.number))
    .map(({ number }) => number)
}

function columnField(column: BoardColumn): ViewField {
  const { kind, settings, number, title } = column
  const lane = (name: string) => column.lanes.find((candidate) => candidate.name === name)
  const key = (name: string) => lane(name)?.key ?? ''
  const order = kind.group?.order?.(settings)
  const rank = kind.sort.rank?.(settings)
  const reason = problemLane(column)
  return {
    column: number,
    title,
    operators: kind.operators,
    lane,
    sort: {
      lane: key(kind.sort.lane),
      ...(lane(kind.sort.lane)?.type === 'text' && { collation: 'locale' as const }),
      ...(rank && { rank }),
    },
    ...(reason !== undefined && { reason }),
    ...(kind.group && { group: { lane: key(kind.group.lane), ...(order && { order }) } }),
    searchLanes: kind.searchLanes.map(key),
    aggregates: kind.aggregates,
    defaultAggregate: kind.defaultAggregate,
    aggregateLane: (aggregate) => key(kind.aggregateLanes?.[aggregate] ?? kind.defaultLane),
    source: column,
  }
}

/** Computed cells may have no value for a reason, which stands in their lane `problem`. */
function problemLane({ kind, lanes }: BoardColumn): string | undefined {
  return kind.derive && lanes.find(({ name }) => name === 'problem')?.key
}

/** What every item has beside its columns. */
const systemFields: { readonly [C in Exclude<ViewColumn, number>]: (board: ViewBoard) => ViewField } = {
  title: () => ({
    ...plainField('title', 'Item', { key: 'title', type: 'text' }),
    operators: textOperators,
    sort: { lane: 'title', collation: 'locale' },
    searchLanes: ['title'],
  }),
  group: (board) => {
    const order = liveGroups(board)
    const rank: number[] = []
    for (const [position, number] of order.entries()) rank[number] = position
    return {
      ...plainField('group', 'Group', { key: 'group', type: 'option' }),
      operators: groupOperators,
      sort: { lane: 'group', rank: Array.from(rank, (position) => position ?? Number.NaN) },
      group: { lane: 'group', order },
    }
  },
  key: () => plainField('key', 'Key', { key: 'row', type: 'number' }),
  createdAt: () => instantField('createdAt', 'Created', 'createdBy'),
  updatedAt: () => instantField('updatedAt', 'Updated', 'updatedBy'),
}

function plainField(column: ViewColumn, title: string, lane: FieldLane): ViewField {
  return {
    column,
    title,
    operators: [],
    lane: (name) => (name === lane.key ? lane : undefined),
    sort: { lane: lane.key },
    searchLanes: [],
    aggregates: [],
    defaultAggregate: null,
    aggregateLane: () => lane.key,
  }
}

/** When something was done to an item, and by whom. */
function instantField(column: 'createdAt' | 'updatedAt', title: string, by: string): ViewField {
  const operator = (
    id: string,
    label: string,
    op: KindOperator['op'],
    takes: KindOperator['takes'],
    lane: string = column,
  ): KindOperator => ({ id, label, lane, op, takes })
  const plain = plainField(column, title, { key: column, type: 'instant' })
  return {
    ...plain,
    lane: (name) => (name === by ? { key: by, type: 'refSet' } : plain.lane(name)),
    operators: [
      operator('on', 'is on', 'between', 'day'),
      operator('before', 'is before', 'lt', 'day'),
      operator('after', 'is after', 'gt', 'day'),
      operator('since', 'is since', 'gte', 'day'),
      operator('between', 'is between', 'between', 'days'),
      operator('by', 'is by', 'hasAny', 'people', by),
      operator('not-by', 'is not by', 'hasNone', 'people', by),
    ],
  }
}
