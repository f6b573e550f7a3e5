import { must, recordTable } from '@fulcrum/domain'
import type { Fields, Json, Patch } from '@fulcrum/domain'
import { sqlName, sqlTypes } from './sql-tables.ts'
import type { Statement } from './statement.ts'
import type { WriteTarget } from './write-items.ts'

type RecordPatch = Exclude<Patch, { op: 'cells' }>

/** Adds the writing of `put` and `drop` patches to a statement: each record once, whatever the patches do to it. */
export function writeRecords(statement: Statement, target: WriteTarget, patches: readonly Patch[]): void {
  const records = new Map<string, RecordPatch>()
  for (const patch of patches) {
    if (patch.op === 'cells') continue
    const key = `${patch.table}|${patch.id}`
    const before = records.get(key)
    records.set(
      key,
      patch.op === 'put' && before?.op === 'put' ? { ...patch, fields: { ...before.fields, ...patch.fields } } : patch,
    )
  }
  for (const patch of records.values()) {
    if (patch.op === 'drop') dropRecord(statement, target, patch)
    else putRecord(statement, target, patch)
  }
}

function putRecord(statement: Statement, target: WriteTarget, patch: Extract<Patch, { op: 'put' }>): void {
  const table = must(recordTable(patch.table), `table ${patch.table}`)
  const fields = Object.keys(patch.fields).sort()
  const names = fields.map(sqlName)
  const values = fields.map((field) => {
    const type = must(table.fields[field], `${patch.table}.${field}`)
    const value = patch.fields[field] ?? null
    return statement.param(type === 'json' && value !== null ? JSON.stringify(value) : value, sqlTypes[type])
  })
  const update =
    names.length > 0 ? `DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}` : 'DO NOTHING'
  statement.with(
    `INSERT INTO ${sqlName(patch.table)} (${['account', 'scope_id', 'id', ...names].join(', ')})
     SELECT ${[target.account, target.scopeId, statement.param(patch.id, 'uuid'), ...values].join(', ')} FROM ${target.guard}
     ON CONFLICT (account, scope_id, id) ${update}`,
  )
}

function dropRecord(statement: Statement, target: WriteTarget, patch: Extract<Patch, { op: 'drop' }>): void {
  statement.with(
    `DELETE FROM ${sqlName(patch.table)} r USING ${target.guard}
     WHERE r.account = ${target.account} AND r.scope_id = ${target.scopeId} AND r.id = ${statement.param(patch.id, 'uuid')}`,
  )
}

/** A row of a record table as the record it stores. */
export function toFields(
  table: { readonly fields: { readonly [field: string]: string } },
  row: Record<string, unknown>,
): Fields {
  const fields: Record<string, Json> = {}
  for (const field of Object.keys(table.fields)) {
    const value = row[field]
    if (value !== null && value !== undefined) fields[field] = value as Json
  }
  return fields
}
