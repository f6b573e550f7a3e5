import { can, docResourceOf, docTable, idOf } from '@fulcrum/domain'
import type { Fields } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'
import { defineQuery } from './query.ts'

const docColumns = Object.keys(docTable.fields)
  .map((field) => `d.${sqlName(field)} AS "${field}"`)
  .join(', ')

/** The docs that a person may see. Those of a workspace in the trash are there with it, and are asked for by themselves. */
export const docList = defineQuery({
  name: 'doc.list',
  args: z.strictObject({ deleted: z.optional(z.boolean()), inDeletedWorkspaces: z.optional(z.boolean()) }),
  result: z.object({
    docs: z.array(
      z.object({
        id: idOf('doc'),
        workspaceId: idOf('workspace'),
        folderId: z.nullable(idOf('folder')),
        name: z.string(),
        access: z.enum(['main', 'private', 'shareable', 'board']),
        itemId: z.nullable(idOf('item')),
        rank: z.string(),
        archived: z.boolean(),
        deletedAt: z.nullable(z.number()),
        mayManage: z.boolean(),
      }),
    ),
  }),
  answer: async ({ hub, principal }, { deleted = false, inDeletedWorkspaces = false }) => {
    const { store } = hub
    const { rows } = await withRetry(store.pool, (pool) =>
      pool.query<Record<string, unknown> & { id: string; members: DocMember[] | null }>(
        `SELECT d.id, ${docColumns},
                (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role))
                 FROM doc_member m WHERE m.account = d.account AND m.scope_id = d.id) AS members
         FROM doc d
         WHERE d.account = $1 AND (d.deleted_at IS NOT NULL) = $2 AND d.name IS NOT NULL
           AND EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = d.workspace_id AND w.deleted_at IS NOT NULL) = $3
         ORDER BY d.created_at, d.id`,
        [store.accountId, deleted, inDeletedWorkspaces],
      ),
    )
    const docs = rows.flatMap((row) => {
      const fields = toFields(docTable, row)
      const resource = docResourceOf(row.id, fields, row.members ?? [])
      if (!can(principal, 'doc.read', resource)) return []
      return [toTreeDoc(row.id, fields, can(principal, 'doc.manage', resource))]
    })
    return { docs }
  },
})

interface DocMember {
  readonly id: string
  readonly subject: string
  readonly role: string
}

function toTreeDoc(id: string, doc: Fields, mayManage: boolean): TreeDoc {
  return {
    id,
    workspaceId: String(doc['workspaceId']),
    folderId: typeof doc['folderId'] === 'string' ? doc['folderId'] : null,
    name: String(doc['name']),
    access: (doc['access'] ?? 'main') as TreeDoc['access'],
    itemId: typeof doc['itemId'] === 'string' ? doc['itemId'] : null,
    rank: String(doc['rank'] ?? ''),
    archived: doc['archivedAt'] !== undefined,
    deletedAt: typeof doc['deletedAt'] === 'number' ? doc['deletedAt'] : null,
    mayManage,
  }
}
