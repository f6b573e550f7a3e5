import { query as queryTable, setKey } from '@fulcrum/columnar'
import type { GroupKey } from '@fulcrum/columnar'
import {
  asideCells,
  countDays,
  dayReader,
  DomainError,
  filterSpec,
  idOf,
  isPurged,
  notFound,
  stageColumn,
  toViewSpec,
} from '@fulcrum/domain'
import type {
  BoardColumn,
  BoardSight,
  BoardState,
  BoardViewSpec,
  CellColumn,
  DayLine,
  DaysAsked,
  Json,
  PastItem,
} from '@fulcrum/domain'
import * as z from 'zod/mini'
import { readPast } from './board-past.ts'
import type { BoardPast } from './board-past.ts'
import { defineQuery, seenBoard } from './query.ts'
import type { QueryContext } from './query.ts'

const args = z.strictObject({
  board: idOf('board'),
  /** What the lines are for: a column by its short number, the board's groups, or how far work is. Absent: one line. */
  by: z.optional(z.nullable(z.union([z.int(), z.enum(['group', 'stage'])]))),
  /** The column of numbers that is summed up; absent, items are counted. */
  sum: z.optional(z.nullable(z.int())),
  /** Leaves only items that pass it as they are now. */
  filter: z.optional(z.nullable(filterSpec)),
  /** Days, today among them. */
  days: z.int().check(z.gte(1), z.lte(1_100)),
})

type Asked = z.infer<typeof args>

/** Answers that are kept for a board while nobody changes it. */
const maxAnswers = 20

interface Answer {
  readonly version: number
  readonly first: number
  readonly lines: readonly DayLine[]
  readonly items: number
  readonly since: number | null
  readonly historic: number
}

const answers = new WeakMap<BoardState, Map<string, Answer>>()

/**
 * How a board was on each of its last days, at the end of the day in the account's zone: for each value of a column, or each
 * stage, how many items had it, or what their numbers come to. Read from the log, imported history included.
 */
export const boardHistory = defineQuery({
  name: 'board.history',
  args,
  result: z.object({
    version: z.int(),
    first: z.int(),
    lines: z.array(z.object({ key: z.json(), values: z.array(z.number()) })),
    items: z.int(),
    since: z.nullable(z.number()),
    historic: z.int(),
  }),
  answer: async (context, asked) => {
    const { seen, sight } = await seenBoard(context, asked.board)
    const { store } = context.hub
    const { today, timeZone } = store.day()
    const board = seen.state
    const reading = readingOf(board, sight, asked)
    // A filter may name what each reader sees otherwise: cells that follow from other boards.
    const rows = asked.filter ? passing(context, seen, sight, asked.filter) : null
    const key = JSON.stringify([asked.by, asked.sum, asked.days, today, timeZone])
    const known = rows === null ? answers.get(board)?.get(key) : undefined
    if (known?.version === board.version) return known
    const past = await readPast(store, await wholeOf(context, board), reading.columns)
    const all = answerOf(board, past, reading, { today, days: asked.days, timeZone, rows })
    // Imported changes are counted of all items, or not at all.
    const answer = sight.rule ? { ...all, historic: 0 } : all
    if (rows === null) keep(board, key, answer)
    return answer
  },
})

/** The board with all of its items: what is read of its log is kept beside it, whoever asks, and rows are the same on both. */
async function wholeOf({ hub }: QueryContext, { scope }: BoardState): Promise<BoardState> {
  // @NOTE the scope's kind says that its state is a board's.
  return (await hub.store.get(scope)).state as BoardState
}

interface Reading {
  readonly columns: readonly CellColumn[]
  readonly place: DaysAsked['place']
}

/** By what items are parted and summed; refused where the log does not know it, or this reader may not. */
function readingOf(board: BoardState, sight: BoardSight, { by = null, sum = null }: Asked): Reading {
  const find = (number: number): BoardColumn => {
    const column = board.column(number)
    if (!column || column.fields['deletedAt'] !== undefined || sight.hiddenColumns.has(number)) throw notFound('column')
    if (column.kind.derive) {
      throw new DomainError('invalid', `The log does not know ${column.title}: its cells follow from others.`)
    }
    return column
  }
  const staged = by === 'stage' ? stageColumn(board) : undefined
  if (by === 'stage' && (!staged || sight.hiddenColumns.has(staged.number))) throw notFound('column')
  const column = typeof by === 'number' ? find(by) : staged
  const numbers = sum === null ? null : find(sum)
  if (numbers && !numbers.kind.aggregates.includes('sum')) {
    throw new DomainError('invalid', `${numbers.title} has no sums.`, { field: 'sum' })
  }
  const amountOf = numbers ? amountReader(numbers) : () => 1
  const keyOf = column ? (staged ? stageReader(column) : keyReader(column)) : null
  const gone = goneGroups(board)
  const columns: CellColumn[] = ['deletedAt', ...asideCells, 'group']
  if (column) columns.push(column.number)
  if (numbers && numbers !== column) columns.push(numbers.number)
  return {
    columns,
    place: (cell) => {
      if (cell('deletedAt') !== null || asideCells.some((aside) => cell(aside) !== null)) return null
      const group = cell('group')
      if (gone.has(Number(group))) return null
      const key = by === 'group' ? (group as GroupKey) : keyOf && column ? keyOf(cell(column.number)) : null
      return { key, amount: numbers ? amountOf(cell(numbers.number)) : 1 }
    },
  }
}

function goneGroups(board: BoardState): ReadonlySet<number> {
  const gone = new Set<number>()
  for (const [, fields] of board.records('group')) {
    if (fields['deletedAt'] !== undefined) gone.add(Number(fields['number']))
  }
  return gone
}

/** The key of the group that items with a value are in, as the engine has it. */
function keyReader(column: BoardColumn): (value: Json) => GroupKey {
  const lane = column.kind.group?.lane
  if (lane === undefined) throw new DomainError('invalid', `Items are not parted by ${column.title}.`, { field: 'by' })
  return (value) => {
    const found = lanesOf(column, value)?.[lane] ?? null
    // @NOTE lanes that rows are grouped by hold single values or sets.
    return Array.isArray(found) ? (found.length === 0 ? null : setKey(found as readonly number[])) : (found as GroupKey)
  }
}

function stageReader({ kind, settings }: BoardColumn): (value: Json) => GroupKey {
  return (value) => (value === null ? null : (kind.stageOf?.(value, settings) ?? null))
}

function amountReader(column: BoardColumn): (value: Json) => number {
  const lane = column.kind.aggregateLanes?.sum ?? column.kind.defaultLane
  return (value) => {
    const found = lanesOf(column, value)?.[lane]
    return typeof found === 'number' ? found : 0
  }
}

/** What the log says may be of settings that the column has no more: such a value is none. */
function lanesOf({ kind, settings }: BoardColumn, value: Json) {
  if (value === null) return null
  const parsed = kind.value.safeParse(value)
  return parsed.success ? kind.toLanes(parsed.data, settings) : null
}

interface Window {
  readonly today: number
  readonly days: number
  readonly timeZone: string
  /** Set where a filter leaves only some. */
  readonly rows: readonly number[] | null
}

function answerOf(board: BoardState, past: BoardPast, { columns, place }: Reading, window: Window): Answer {
  const { today, days, timeZone, rows } = window
  const first = today - days + 1
  const counted = rows ?? rootsOf(board)
  const none: PastItem['changes'] = []
  const items = counted.map((row): PastItem => {
    const createdAt = Number(board.system(row, 'createdAt'))
    return {
      createdAt,
      madeAt: past.madeAt.get(row) ?? createdAt,
      now: (column) => (typeof column === 'number' ? board.cell(row, column) : board.system(row, column)),
      changes: past.byRow.get(row) ?? none,
    }
  })
  const lines = countDays(items, { columns, place, dayOf: dayReader(timeZone), first, last: today })
  // The board may be further than what was read of its log.
  return { version: past.version, first, lines, items: items.length, since: past.since, historic: past.historic }
}

/** Items that are nobody's sub-items, also those that are gone by now; of purged ones nothing is told. */
function rootsOf(board: BoardState): number[] {
  const rows: number[] = []
  for (let row = 0; row < board.rowCount; row++) {
    if (board.exists(row) && board.system(row, 'parent') === null && !isPurged(board, row)) rows.push(row)
  }
  return rows
}

function passing(
  { hub, principal }: QueryContext,
  seen: Awaited<ReturnType<typeof seenBoard>>['seen'],
  sight: BoardSight,
  filter: NonNullable<BoardViewSpec['filter']>,
): number[] {
  const { today, timeZone, weekStart } = hub.store.day()
  const { spec } = toViewSpec(
    seen,
    { filter },
    {
      me: principal.memberId,
      today,
      timeZone,
      weekStart,
      hiddenColumns: sight.hiddenColumns,
    },
  )
  const found = queryTable(seen.state.items, { filter: spec.filter ?? null })
  return [...found.rows(null)]
}

function keep(board: BoardState, key: string, answer: Answer): void {
  const known = answers.get(board) ?? new Map<string, Answer>()
  answers.set(board, known)
  known.delete(key)
  known.set(key, answer)
  for (const oldest of known.keys()) {
    if (known.size <= maxAnswers) break
    known.delete(oldest)
  }
}
