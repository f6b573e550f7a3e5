import type { AggregateSpec, Filter, GroupKey, JsonValue, LaneType, LaneValue, SortKey, ViewSpec } from '../index.ts'
import { reasonKey, reasonOf } from '../index.ts'

/** A table as plain objects. */
export interface PlainTable {
  readonly types: Map<string, LaneType>
  readonly cells: Map<number, Record<string, LaneValue>>
  readonly live: Set<number>
}

/** A view computed from plain objects, slowly and without the engine's help: what the engine must equal. */
export function plainView(
  table: PlainTable,
  spec: ViewSpec,
  collate: (a: string, b: string) => number,
): { key: GroupKey; rows: number[]; aggregates: unknown[] }[] {
  const value = (row: number, lane: string): LaneValue =>
    table.types.has(lane) ? (table.cells.get(row)?.[lane] ?? null) : null
  const groupable = (lane: string): boolean => table.types.has(lane) && table.types.get(lane) !== 'json'
  const reasonFor = (row: number): GroupKey => {
    const reason = spec.group?.reason
    if (reason === undefined || table.types.get(reason) !== 'text') return null
    const why = value(row, reason)
    return blank(why) ? null : reasonKey(String(why))
  }
  const rows = [...table.live]
    .filter((row) => !spec.filter || passes(spec.filter, (lane) => value(row, lane), table.types))
    .filter((row) => !spec.search?.text || found(spec.search, (lane) => value(row, lane), table.types))
    .sort((a, b) => {
      for (const key of spec.sort ?? []) {
        const type = table.types.get(key.lane)
        if (type === undefined || type === 'json') continue
        const ranked = type === 'option' || type === 'optionSet' ? (key.rank ?? []) : null
        const order = compareCells(value(a, key.lane), value(b, key.lane), key, ranked, collate)
        if (order !== 0) return order
      }
      return a - b
    })
  const groups = new Map<string, { key: GroupKey; rows: number[] }>()
  if (!spec.group) groups.set('', { key: null, rows: [] })
  for (const row of rows) {
    const lane = spec.group?.lane
    const found = lane !== undefined && groupable(lane) ? identity(value(row, lane)) : null
    const key = found === null && lane !== undefined && table.types.has(lane) ? reasonFor(row) : found
    const name = lane === undefined ? '' : `${typeof key}:${String(key)}`
    const group = groups.get(name) ?? { key, rows: [] }
    groups.set(name, group)
    group.rows.push(row)
  }
  const type = spec.group ? table.types.get(spec.group.lane) : undefined
  return [...groups.values()]
    .sort((a, b) => compareKeys(a.key, b.key, type, spec.group?.order ?? [], collate))
    .map((group) => ({
      ...group,
      aggregates: (spec.aggregates ?? []).map((aggregate) =>
        plainAggregate(aggregate, group.rows, (row) => value(row, aggregate.lane), table.types.get(aggregate.lane)),
      ),
    }))
}

const blank = (value: LaneValue, type?: LaneType): boolean =>
  value === null || (type !== 'json' && (value === '' || (Array.isArray(value) && value.length === 0)))

const fold = (text: unknown): string => (typeof text === 'string' ? text.normalize('NFKC').toLowerCase() : '')

const listOf = (value: LaneValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : [])

type Read = (lane: string) => LaneValue

function passes(filter: Filter, read: Read, types: ReadonlyMap<string, LaneType>): boolean {
  if ('and' in filter) return filter.and.every((part) => passes(part, read, types))
  if ('or' in filter) return filter.or.some((part) => passes(part, read, types))
  if ('not' in filter) return !passes(filter.not, read, types)
  const cell = read(filter.lane)
  const text = fold(cell)
  const needle = fold(filter.value)
  const number = typeof cell === 'number' ? cell : NaN
  const bound = Number(filter.value)
  const members = listOf(cell)
  const wanted = listOf(filter.value)
  const answers: Record<typeof filter.op, () => boolean> = {
    empty: () => blank(cell, types.get(filter.lane)),
    notEmpty: () => !blank(cell, types.get(filter.lane)),
    is: () => text === needle,
    isNot: () => text !== needle,
    contains: () => text.includes(needle),
    notContains: () => !text.includes(needle),
    startsWith: () => text.startsWith(needle),
    endsWith: () => text.endsWith(needle),
    eq: () => number === bound,
    ne: () => number !== bound,
    lt: () => number < bound,
    lte: () => number <= bound,
    gt: () => number > bound,
    gte: () => number >= bound,
    between: () => number >= Number(wanted[0]) && number <= Number(wanted[1]),
    isTrue: () => cell === true,
    isFalse: () => cell === false,
    anyOf: () => wanted.includes(number),
    noneOf: () => !wanted.includes(number),
    hasAny: () => members.some((member) => wanted.includes(member)),
    hasAll: () => wanted.length > 0 && wanted.every((member) => members.includes(member)),
    hasNone: () => !members.some((member) => wanted.includes(member)),
  }
  return answers[filter.op]()
}

function found(
  search: { lanes: readonly string[]; text: string },
  read: Read,
  types: ReadonlyMap<string, LaneType>,
): boolean {
  return search.lanes.some((lane) => types.get(lane) === 'text' && fold(read(lane)).includes(fold(search.text)))
}

function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (character) => Number(character.codePointAt(0)))
  const right = Array.from(b, (character) => Number(character.codePointAt(0)))
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = Number(left[i]) - Number(right[i])
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function compareCells(
  a: LaneValue,
  b: LaneValue,
  key: SortKey,
  rank: readonly number[] | null,
  collate: (a: string, b: string) => number,
): number {
  if (blank(a) || blank(b)) return Number(blank(a)) - Number(blank(b))
  const place = (option: number): number => {
    const position = (rank ?? [])
      .map((rank, number) => ({ rank, number }))
      .filter((entry) => entry !== undefined && entry.number > 0 && Number.isFinite(entry.rank))
      .sort((x, y) => x.rank - y.rank || x.number - y.number)
      .findIndex((entry) => entry.number === option)
    return position >= 0 ? position : 100_000 + option
  }
  const compare = (x: JsonValue, y: JsonValue): number => {
    if (typeof x === 'number' && typeof y === 'number') return rank !== null ? place(x) - place(y) : x - y
    if (typeof x === 'boolean') return Number(x) - Number(y)
    return byCodePoint(String(x), String(y))
  }
  let order = 0
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; order === 0 && i < Math.min(a.length, b.length); i++) order = compare(a[i] ?? null, b[i] ?? null)
    if (order === 0) order = a.length - b.length
  } else if (typeof a === 'string' && typeof b === 'string') {
    order = (key.collation === 'locale' ? collate(a, b) : 0) || byCodePoint(a, b)
  } else {
    order = compare(a as JsonValue, b as JsonValue)
  }
  return key.direction === 'asc' ? order : -order
}

function identity(value: LaneValue): GroupKey {
  if (blank(value)) return null
  if (!Array.isArray(value)) return value as GroupKey
  const members = value.slice() as (number | string)[]
  members.sort((a, b) => (typeof a === 'number' ? a - Number(b) : byCodePoint(a, String(b))))
  return members.map((member) => String(member).replaceAll('\\', '\\\\').replaceAll(',', '\\,')).join(',')
}

function compareKeys(
  a: GroupKey,
  b: GroupKey,
  type: LaneType | undefined,
  order: readonly GroupKey[],
  collate: (a: string, b: string) => number,
): number {
  const place = (key: GroupKey): number => (order.includes(key) ? order.lastIndexOf(key) : 1e9)
  if (place(a) !== place(b)) return place(a) - place(b)
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  const [why, other] = [reasonOf(a), reasonOf(b)]
  if (why !== null && other !== null) return byCodePoint(why, other)
  if (why !== null || other !== null) return why === null ? -1 : 1
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b)
  if (type === 'optionSet') {
    const left = a.split(',').map(Number)
    const right = b.split(',').map(Number)
    const i = left.findIndex((member, at) => member !== right[at])
    if (i < 0 || i >= right.length) return left.length - right.length
    return Number(left[i]) - Number(right[i])
  }
  return (type === 'text' ? collate(a, b) : 0) || byCodePoint(a, b)
}

const AGGREGATE_TYPES: Record<string, readonly LaneType[]> = {
  sum: ['number'],
  mean: ['number'],
  median: ['number', 'instant', 'day'],
  min: ['number', 'instant', 'day'],
  max: ['number', 'instant', 'day'],
  earliest: ['instant', 'day'],
  latest: ['instant', 'day'],
}

function plainAggregate(
  { kind }: AggregateSpec,
  rows: readonly number[],
  read: (row: number) => LaneValue,
  type: LaneType | undefined,
): unknown {
  if (kind === 'count') return rows.length
  if (type === undefined || AGGREGATE_TYPES[kind]?.includes(type) === false) return null
  if (type === 'json' && (kind === 'distinct' || kind === 'share')) return null
  const filled = rows.filter((row) => !blank(read(row), type))
  if (kind === 'filled') return filled.length
  const numbers = filled.map((row) => Number(read(row))).sort((a, b) => a - b)
  const middle = Math.floor(numbers.length / 2)
  const tally = new Map<GroupKey, number>()
  for (const row of rows) tally.set(identity(read(row)), (tally.get(identity(read(row))) ?? 0) + 1)
  if (kind === 'distinct') return [...tally.keys()].filter((key) => key !== null).length
  if (kind === 'share') {
    return [...tally]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => compareKeys(a.value, b.value, type === 'text' ? undefined : type, [], () => 0))
  }
  if (kind === 'sum') return plainSum(filled, read)
  if (numbers.length === 0) return null
  if (kind === 'mean') return plainSum(filled, read) / numbers.length
  if (kind === 'median') {
    const upper = Number(numbers[middle])
    return numbers.length % 2 === 1 ? upper : (Number(numbers[middle - 1]) + upper) / 2
  }
  return kind === 'min' || kind === 'earliest' ? numbers[0] : numbers.at(-1)
}

/** Blocks of 1,024 rows, each summed by row, then halves of the blocks added, recursively. */
function plainSum(rows: readonly number[], read: (row: number) => LaneValue): number {
  const blocks: number[] = []
  for (const row of rows.toSorted((a, b) => a - b)) {
    const block = Math.floor(row / 1024)
    blocks[block] = (blocks[block] ?? 0) + Number(read(row))
  }
  const sum = (from: number, size: number): number =>
    size === 1 ? (blocks[from] ?? 0) : sum(from, size / 2) + sum(from + size / 2, size / 2)
  let size = 1
  while (size < blocks.length) size *= 2
  return sum(0, size)
}
