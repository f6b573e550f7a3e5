import { recordTable, systemCells } from '@fulcrum/domain'
import type { Fields, Json, LoggedChange, RecordTable } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'
import type pg from 'pg'
import { changeColumns, changeSource, toChange } from '../storage/change-rows.ts'
import type { ChangeRow } from '../storage/change-rows.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'
import type { ArchiveItem } from './shape.ts'

/** Rows that are fetched at once. */
const pageRows = 400

let cursors = 0

/** The rows of a query, a page at a time and no faster than they are taken. Within a transaction. */
export async function* eachRow<Row extends object>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<Row> {
  const cursor = `archive_${(cursors += 1)}`
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, [...values])
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${pageRows} FROM ${cursor}`)
    yield* rows
    if (rows.length < pageRows) break
  }
  await client.query(`CLOSE ${cursor}`)
}

/** The records of one table in some scopes, by scope and id. */
export async function* recordsOf(
  client: pg.ClientBase,
  accountId: string,
  tableName: string,
  { scopeIds, where = 'true' }: { readonly scopeIds: string; readonly where?: string },
  values: readonly unknown[],
): AsyncGenerator<{ readonly scopeId: string; readonly id: string; readonly fields: Fields }> {
  const table: RecordTable = must(recordTable(tableName), `table ${tableName}`)
  const columns = Object.keys(table.fields).map((field) => `t.${sqlName(field)} AS "${field}"`)
  const text = `SELECT t.scope_id AS "$scope", t.id AS "$id", ${columns.join(', ')} FROM ${sqlName(tableName)} t
    WHERE t.account = $1 AND t.scope_id ${scopeIds} AND ${where} ORDER BY t.scope_id, t.id`
  for await (const row of eachRow<Record<string, unknown>>(client, text, [accountId, ...values])) {
    yield { scopeId: String(row['$scope']), id: String(row['$id']), fields: toFields(table, row) }
  }
}

/** The items of a board with all their cells, by row. */
export async function* itemsOf(client: pg.ClientBase, accountId: string, board: string): AsyncGenerator<ArchiveItem> {
  const cells = systemCells.map((cell) => `i.${sqlName(cell)} AS "${cell}"`)
  const text = `SELECT i.row AS "$row", ${cells.join(', ')}, i.cells AS "$cells",
      (SELECT json_object_agg(l.col, l.value) FROM cell_large l
       WHERE l.account = i.account AND l.board = i.board AND l.row = i.row) AS "$large"
    FROM item i WHERE i.account = $1 AND i.board = $2 ORDER BY i.row`
  type Row = Record<string, Json> & { readonly $row: number; readonly $cells: object; readonly $large: object | null }
  for await (const row of eachRow<Row>(client, text, [accountId, board])) {
    const item: Record<string, Json> = { row: row.$row }
    // How many messages there are and when the last came is counted of the messages.
    for (const cell of systemCells) {
      if (row[cell] !== null && row[cell] !== undefined && cell !== 'updates' && cell !== 'lastUpdateAt')
        item[cell] = row[cell]
    }
    // @NOTE cells are JSON objects; keys that are numbers stand in their order by themselves.
    item['cells'] = { ...row.$cells, ...row.$large } as Json
    yield item as unknown as ArchiveItem
  }
}

/** The log of some scopes, scope by scope in its order. `scopes` is SQL that says which. */
export async function* changesOf(
  client: pg.ClientBase,
  accountId: string,
  scopes: string,
  values: readonly unknown[],
): AsyncGenerator<LoggedChange> {
  const text = `SELECT ${changeColumns} FROM ${changeSource}
    WHERE c.account = $1 AND c.scope ${scopes} ORDER BY c.scope, c.version`
  for await (const row of eachRow<ChangeRow>(client, text, [accountId, ...values])) yield toChange(row)
}
