import { can, docResourceOf, docTable } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'
import type { QueryContext } from './query.ts'

const docColumns = Object.keys(docTable.fields)
  .map((field) => `d.${sqlName(field)} AS "${field}"`)
  .join(', ')

/** A doc with its fields under their names. */
export interface DocRow extends Record<string, unknown> {
  readonly id: string
  readonly members: { readonly id: string; readonly subject: string; readonly role: string }[] | null
}

/**
 * The docs that the asker may read, the newest first; those that are archived or in the trash are not among them. Whoever looks
 * into texts asks this first: neither count nor time tells of what is not theirs.
 */
export async function readableDocs({ hub: { store }, principal }: QueryContext): Promise<readonly DocRow[]> {
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<DocRow>(
      `SELECT d.id, ${docColumns},
              (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role))
               FROM doc_member m WHERE m.account = d.account AND m.scope_id = d.id) AS members
       FROM doc d WHERE d.account = $1 AND d.deleted_at IS NULL AND d.name IS NOT NULL AND d.archived_at IS NULL
         AND NOT EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = d.workspace_id AND w.deleted_at IS NOT NULL)
       ORDER BY d.id DESC`,
      [store.accountId],
    ),
  )
  return rows.filter((row) =>
    can(principal, 'doc.read', docResourceOf(row.id, toFields(docTable, row), row.members ?? [])),
  )
}
