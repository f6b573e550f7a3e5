import { idOf } from '@fulcrum/domain'
import type { Fields } from '@fulcrum/domain'
import type { DocTemplate, TreeDoc } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { defineQuery } from './query.ts'
import { inTrashedWorkspace, readableDocs } from './readable-docs.ts'

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
    // Templates stand aside, and are found again in the trash.
    const chosen = deleted ? 'd.deleted_at IS NOT NULL' : 'd.deleted_at IS NULL AND d.template IS NULL'
    const found = await readableDocs(
      hub.store,
      principal,
      `${chosen} AND ${inDeletedWorkspaces ? '' : 'NOT '}${inTrashedWorkspace}`,
    )
    return { docs: found.map(({ id, fields, mayManage }) => toTreeDoc(id, fields, mayManage)) }
  },
})

/** What people of the account have saved as templates of docs, of what the asker may read, the oldest first. */
export const docTemplates = defineQuery({
  name: 'doc.templates',
  args: z.strictObject({}),
  result: z.object({
    templates: z.array(
      z.object({
        id: idOf('doc'),
        name: z.string(),
        description: z.nullable(z.string()),
        createdBy: z.nullable(idOf('member')),
        mayManage: z.boolean(),
      }),
    ),
  }),
  answer: async ({ hub, principal }) => {
    const chosen = `d.template IS NOT NULL AND d.deleted_at IS NULL AND NOT ${inTrashedWorkspace}`
    const found = await readableDocs(hub.store, principal, chosen)
    return { templates: found.map(({ id, fields, mayManage }) => toTemplate(id, fields, mayManage)) }
  },
})

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

function toTemplate(id: string, { name, template, createdBy }: Fields, mayManage: boolean): DocTemplate {
  // @NOTE `doc.create` writes it.
  const { description } = template as { readonly description?: string }
  return {
    id,
    name: String(name),
    description: description ?? null,
    createdBy: typeof createdBy === 'string' ? createdBy : null,
    mayManage,
  }
}
