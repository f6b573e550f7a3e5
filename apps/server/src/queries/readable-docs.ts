import { can, docResourceOf, docTable } from '@fulcrum/domain'
import type { Fields, Principal } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'

const docColumns = Object.keys(docTable.fields)
  .map((field) => `d.${sqlName(field)} AS "${field}"`)
  .join(', ')

/** Chooses docs whose workspace is in the trash. */
export const inTrashedWorkspace =
  'EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = d.workspace_id AND w.deleted_at IS NOT NULL)'

/** Chooses docs that stand in the tree. */
export const standingDocs = `d.deleted_at IS NULL AND d.template IS NULL AND NOT ${inTrashedWorkspace}`

/** Chooses docs in which people look for something: those that are neither archived nor in the trash. */
export const docsInUse = `d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT ${inTrashedWorkspace}`

interface ReadableDoc {
  readonly id: string
  readonly fields: Fields
  readonly mayManage: boolean
}

/**
 * The docs that SQL chooses among the rows `d`, as far as somebody may read them, the oldest first. Whoever looks into texts asks
 * this first: neither count nor time tells of what is not theirs.
 */
export async function readableDocs(
  store: ScopeStore,
  principal: Principal,
  chosen: string,
): Promise<readonly ReadableDoc[]> {
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<Record<string, unknown> & { id: string; members: DocMember[] | null }>(
      `SELECT d.id, ${docColumns},
              (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role))
               FROM doc_member m WHERE m.account = d.account AND m.scope_id = d.id) AS members
       FROM doc d WHERE d.account = $1 AND d.name IS NOT NULL AND ${chosen}
       ORDER BY d.created_at, d.id`,
      [store.accountId],
    ),
  )
  return rows.flatMap((row) => {
    const fields = toFields(docTable, row)
    const resource = docResourceOf(row.id, fields, row.members ?? [])
    if (!can(principal, 'doc.read', resource)) return []
    return [{ id: row.id, fields, mayManage: can(principal, 'doc.manage', resource) }]
  })
}

interface DocMember {
  readonly id: string
  readonly subject: string
  readonly role: string
}
