import { BoardState, ScopeState, scopeId, scopeKind, systemCells } from '@fulcrum/domain'
import type { CellColumn, Json, KindRegistry, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { sqlName, tablesOf } from './sql-tables.ts'
import { toFields } from './write-records.ts'

/** Items are read in pages of this many, so that no answer of the database is taken apart in one go. */
const pageRows = 5_000

/** Loads a scope as the database has it, all from one moment. */
export async function loadScope(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  kinds: KindRegistry,
): Promise<ScopeState> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const state = await readScope(client, accountId, scope, kinds)
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
  kinds: KindRegistry,
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
  if (state instanceof BoardState) await readItems(client, accountId, state)
  return state
}

const systemSelect = systemCells
  .map((cell) => (cell === 'group' ? '"group"' : `${sqlName(cell).replaceAll('"', '')} AS "${cell}"`))
  .join(', ')

async function readItems(client: pg.PoolClient, accountId: string, board: BoardState): Promise<void> {
  const known = new Set(board.columns().map((column) => column.number))
  for (let from = 0; ;) {
    const { rows } = await client.query<Record<string, Json> & { row: number; cells: Record<string, Json> }>({
      name: 'read-items',
      text: `SELECT row, cells, ${systemSelect} FROM item WHERE account = $1 AND board = $2 AND row >= $3 ORDER BY row LIMIT $4`,
      values: [accountId, board.boardId, from, pageRows],
    })
    if (rows.length === 0) break
    const columns = new Map<CellColumn, { readonly rows: number[]; readonly values: Json[] }>()
    for (const { row, cells, ...system } of rows) {
      for (const [cell, value] of Object.entries(system)) add(columns, cell as CellColumn, row, value)
      for (const [number, value] of Object.entries(cells)) {
        if (known.has(Number(number))) add(columns, Number(number), row, value)
      }
    }
    loadCells(board, columns)
    from = (rows.at(-1)?.row ?? from) + 1
  }
  const large = await client.query<{ row: number; col: number; value: Json }>(
    'SELECT row, col, value FROM cell_large WHERE account = $1 AND board = $2 ORDER BY row',
    [accountId, board.boardId],
  )
  const columns = new Map<CellColumn, { readonly rows: number[]; readonly values: Json[] }>()
  for (const { row, col, value } of large.rows) if (known.has(col)) add(columns, col, row, value)
  loadCells(board, columns)
}

function add(
  columns: Map<CellColumn, { readonly rows: number[]; readonly values: Json[] }>,
  column: CellColumn,
  row: number,
  value: Json,
): void {
  if (value === null) return
  const entry = columns.get(column) ?? { rows: [], values: [] }
  columns.set(column, entry)
  entry.rows.push(row)
  entry.values.push(value)
}

function loadCells(
  board: BoardState,
  columns: ReadonlyMap<CellColumn, { readonly rows: readonly number[]; readonly values: readonly Json[] }>,
): void {
  // `createdAt` comes last: it is what makes an item exist, and by then the rest of it is there.
  const ordered = [...columns].sort(([left], [right]) => Number(left === 'createdAt') - Number(right === 'createdAt'))
  board.takeBack(ordered.map(([column, { rows, values }]) => ({ op: 'cells', column, rows, values })))
}
