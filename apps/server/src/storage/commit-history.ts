import { scopeId, touchedRows } from '@fulcrum/domain'
import type { Cause, Patch, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { Statement } from './statement.ts'

/** An entry of imported history: who did what, and when, before it was ours. */
export interface HistoricChange {
  readonly changeId: string
  readonly at: number
  readonly actor: string | null
  readonly cause: Cause
  readonly command: string
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  readonly batch?: string | undefined
}

/**
 * Adds imported history to a board's log, behind `version`. It gets versions like any change, and patches nothing. False
 * where somebody else was first.
 */
export async function commitHistory(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  version: number,
  changes: readonly HistoricChange[],
): Promise<boolean> {
  const statement = new Statement()
  const account = statement.param(accountId, 'uuid')
  const name = statement.param(scope, 'text')
  const first = statement.param(version, 'bigint')
  const guard = statement.with(
    `UPDATE scope SET version = ${first} + ${statement.param(changes.length, 'bigint')} WHERE account = ${account} AND scope = ${name} AND version = ${first} RETURNING version`,
  )
  const entries = changes.map((change, index) => ({ ...change, version: version + 1 + index }))
  const source = statement.param(JSON.stringify(entries), 'json')
  statement.with(
    `INSERT INTO change (account, scope, version, change_id, span, at, actor, cause, command, patches, inverse, batch, historic)
     SELECT ${account}, ${name}, p.version, p."changeId", 1, p.at, p.actor, p.cause, p.command, p.patches, p.inverse, p.batch, true
     FROM ${guard}, json_to_recordset(${source}) AS p(version bigint, "changeId" uuid, at bigint, actor uuid, cause json, command text, patches json, inverse json, batch uuid)`,
  )
  const touched = entries.flatMap((entry) => touchedRows(entry.patches).map((row) => ({ row, version: entry.version })))
  statement.with(
    `INSERT INTO change_item (account, board, row, version)
     SELECT ${account}, ${statement.param(scopeId(scope), 'uuid')}, p.row, p.version
     FROM ${guard}, json_to_recordset(${statement.param(JSON.stringify(touched), 'json')}) AS p(row integer, version bigint)`,
  )
  const { rows } = await pool.query(statement.query(`SELECT version FROM ${guard}`))
  return rows.length === 1
}
