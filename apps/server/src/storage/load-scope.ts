import { BoardState, ScopeState, must, scopeId, scopeKind, systemCells } from '@fulcrum/domain'
import type { AccountDay, CellColumn, Json, KindRegistry, Scope, SystemCell } from '@fulcrum/domain'
import { Query } from 'pg'
import type pg from 'pg'
import { deriveAll } from './derive.ts'
import { sqlName, tablesOf } from './sql-tables.ts'
import { toFields } from './write-records.ts'

/** Items are read in pages of this many, so that taking one in holds up nobody. */
const pageRows = 500

/** Deciding which items are live is cheaper than reading them. */
const settleRows = 5_000

/** What a scope is loaded with: the kinds of columns, and the account's day. */
export interface LoadedWithin {
  readonly kinds: KindRegistry
  readonly day?: AccountDay
}

/** Loads a scope as the database has it, all from one moment. */
export async function loadScope(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  within: LoadedWithin,
): Promise<ScopeState> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const state = await readScope(client, accountId, scope, within)
    await client.query('COMMIT')
    client.release()
    return state
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function readScope(
  client: pg.PoolClient,
  accountId: string,
  scope: Scope,
  { kinds, day }: LoadedWithin,
): Promise<ScopeState> {
  const kind = scopeKind(scope)
  const state = kind === 'board' ? new BoardState(scope, kinds) : new ScopeState(scope)
  const { rows } = await client.query<{ version: number }>(
    'SELECT version FROM scope WHERE account = $1 AND scope = $2',
    [accountId, scope],
  )
  state.version = rows[0]?.version ?? 0
  if (state.version === 0) return state
  for (const table of tablesOf(kind)) {
    const columns = Object.keys(table.fields).map((field) => `${sqlName(field)} AS "${field}"`)
    const found = await client.query<{ id: string } & Record<string, unknown>>(
      `SELECT id, ${columns.join(', ')} FROM ${sqlName(table.name)} WHERE account = $1 AND scope_id = $2`,
      [accountId, scopeId(scope)],
    )
    for (const row of found.rows) state.load(table.name, row.id, toFields(table, row))
  }
  if (state instanceof BoardState) {
    if (day) state.derived.tellDay(day.today, day.timeZone, day.workDays)
    await readItems(client, accountId, state)
  }
  return state
}

/** One list a column, and null where the page has nothing in it: fewer and longer texts are read much faster. */
const pageSelect = [
  'json_agg(row) AS rows',
  ...systemCells.map((cell) => {
    const column = sqlName(cell)
    return `CASE WHEN count(${column}) > 0 THEN json_agg(${column}) END AS "${cell}"`
  }),
  'json_agg(cells) AS cells',
].join(', ')

type Page = { readonly [cell in SystemCell]: readonly Json[] | null } & {
  readonly rows: readonly number[] | null
  readonly cells: readonly { readonly [column: string]: Json }[] | null
}

interface LargePage {
  readonly cells: readonly (readonly [row: number, column: number, value: Json])[] | null
}

type LoadedColumn = readonly [column: CellColumn, rows: readonly number[], values: readonly Json[]]

async function readItems(client: pg.PoolClient, accountId: string, board: BoardState): Promise<void> {
  const { rows: found } = await client.query<{ last: number | null; large: boolean }>(
    `SELECT max(row) AS last, EXISTS (SELECT FROM cell_large WHERE account = $1 AND board = $2) AS large
     FROM item WHERE account = $1 AND board = $2`,
    [accountId, board.boardId],
  )
  const { last = null, large = false } = found[0] ?? {}
  if (last === null) return
  const values = [accountId, board.boardId, last, pageRows]
  await eachRow<Page>(client, { text: pagesOf(`SELECT * FROM item WHERE ${inPage}`, pageSelect), values }, (page) =>
    board.loadCells(columnsOf(page)),
  )
  if (large) {
    const cells = 'json_agg(json_build_array(row, col, value)) AS cells'
    const text = pagesOf(`SELECT row, col, value FROM cell_large WHERE ${inPage}`, cells)
    await eachRow<LargePage>(client, { text, values }, (page) => board.loadCells(largeColumnsOf(page)))
  }
  for (let from = 0; from <= last; from += settleRows) {
    board.settle(from, from + settleRows)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await deriveAll(board)
}

const inPage = 'account = $1 AND board = $2 AND row >= page.first AND row < page.first + $4'

/** One statement whose answer has a row for each page; the database makes a page while we take in the one before. */
function pagesOf(source: string, select: string): string {
  return `SELECT p.* FROM generate_series(0, $3::integer, $4::integer) AS page(first)
          CROSS JOIN LATERAL (SELECT ${select} FROM (${source} ORDER BY row) r) p`
}

/** Hands on each row of an answer as it comes, and keeps none. Between reads from the socket everything else has its turn. */
function eachRow<Row extends object>(
  client: pg.PoolClient,
  { text, values }: { readonly text: string; readonly values: unknown[] },
  take: (row: Row) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = client.query(new Query<Row>({ text, values }))
    let failed: { readonly error: unknown } | null = null
    query.on('row', (row: Row) => {
      if (failed) return
      try {
        take(row)
      } catch (error) {
        failed = { error }
      }
    })
    query.on('error', reject)
    query.on('end', () => (failed ? reject(failed.error as Error) : resolve()))
  })
}

function columnsOf(page: Page): LoadedColumn[] {
  const { rows, cells } = page
  if (rows === null || cells === null) return []
  const columns = new ColumnLists()
  cells.forEach((ofItem, index) => {
    const row = must(rows[index])
    for (const column in ofItem) columns.add(Number(column), row, ofItem[column] ?? null)
  })
  const system = systemCells.flatMap((cell): LoadedColumn[] => {
    const values = page[cell]
    return values === null ? [] : [[cell, rows, values]]
  })
  return [...system, ...columns.all()]
}

function largeColumnsOf({ cells }: LargePage): LoadedColumn[] {
  const columns = new ColumnLists()
  for (const [row, column, value] of cells ?? []) columns.add(column, row, value)
  return columns.all()
}

/** Sorts cells that come item by item into columns. */
class ColumnLists {
  private readonly lists = new Map<number, { readonly rows: number[]; readonly values: Json[] }>()

  add(column: number, row: number, value: Json): void {
    let list = this.lists.get(column)
    if (!list) this.lists.set(column, (list = { rows: [], values: [] }))
    list.rows.push(row)
    list.values.push(value)
  }

  all(): LoadedColumn[] {
    return [...this.lists].map(([column, { rows, values }]) => [column, rows, values])
  }
}
