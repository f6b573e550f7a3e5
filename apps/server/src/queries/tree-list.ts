import { accountSight, boardTable, can, idOf, rowRule, templateOf } from '@fulcrum/domain'
import type { BoardResource, Fields } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { accountState } from '../scopes/principals.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'
import { readableDocs, standingDocs } from './readable-docs.ts'
import { itemCounts } from './item-counts.ts'
import { nextCursor, pageArgs, readCursor, writeCursor } from '../api/page.ts'
import { defineQuery } from './query.ts'
import { placesOf, treePlaces } from './tree-places.ts'
import type { Standing } from './tree-places.ts'

const boardColumns = Object.keys(boardTable.fields)
  .map((field) => `b.${sqlName(field)} AS "${field}"`)
  .join(', ')

/**
 * The boards that a person may see, with how many items each has, and where they stand. Those of a workspace in the trash are there with it and are
 * asked for by themselves; those that are gone for good are in none. Boards of templates stand aside, and in the trash with all
 * others.
 */
export const treeList = defineQuery({
  name: 'tree.list',
  args: z.strictObject({ deleted: z.optional(z.boolean()), inDeletedWorkspaces: z.optional(z.boolean()), ...pageArgs }),
  result: z.object({
    boards: z.array(
      z.object({
        id: idOf('board'),
        workspaceId: idOf('workspace'),
        folderId: z.nullable(idOf('folder')),
        name: z.string(),
        access: z.enum(['main', 'private', 'shareable']),
        rank: z.string(),
        itemCount: z.int(),
        archived: z.boolean(),
        hidden: z.boolean(),
        deletedAt: z.nullable(z.int()),
        template: z.nullable(z.string()),
        mayAdd: z.boolean(),
      }),
    ),
    ...treePlaces,
    next: nextCursor,
  }),
  answer: async ({ hub, principal }, { deleted = false, inDeletedWorkspaces = false, cursor, limit = Infinity }) => {
    const { store } = hub
    const { rows } = await withRetry(store.pool, (pool) =>
      pool.query<
        Record<string, unknown> & {
          id: string
          version: number
          members: BoardResource['members'] | null
        }
      >(
        `SELECT b.id, ${boardColumns},
                (SELECT s.version FROM scope s WHERE s.account = b.account AND s.scope = 'board:' || b.id) AS version,
                (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role, 'rows', m.rows))
                 FROM board_member m WHERE m.account = b.account AND m.scope_id = b.id) AS members
         FROM board b
         WHERE b.account = $1 AND (b.deleted_at IS NOT NULL) = $2 AND b.workspace_id IS NOT NULL
           AND (b.template IS NULL OR $2)
           AND EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = b.workspace_id AND w.deleted_at IS NOT NULL) = $3
         ORDER BY b.created_at, b.id`,
        [store.accountId, deleted, inDeletedWorkspaces],
      ),
    )
    // The oldest come first, so that a board made meanwhile moves no page.
    const seen = readCursor(cursor)
    const all = rows
      .map((row) => ({ id: row.id, board: toFields(boardTable, row), members: row.members ?? [] }))
      .filter((resource) => can(principal, 'board.read', resource))
    const from = seen === null ? 0 : seen.row
    const visible = all.slice(from, from + limit)
    const next = from + limit < all.length ? writeCursor({ version: 0, row: from + limit }) : null
    const versions = new Map(rows.map(({ id, version }) => [id, version]))
    const counts = await itemCounts(
      store,
      visible.map(({ id }) => ({ id, version: versions.get(id) ?? 0 })),
    )
    const countOf = async (resource: (typeof visible)[number]): Promise<number> => {
      if (rowRule(principal, resource) === null) return counts.get(resource.id) ?? 0
      return (await hub.boardFor(principal, resource.id))?.board.liveRoots ?? 0
    }
    const boards: TreeBoard[] = []
    for (const resource of visible) {
      const itemCount = await countOf(resource)
      boards.push({
        ...toTreeBoard(resource.id, resource.board),
        itemCount,
        mayAdd: can(principal, 'item.create', resource),
      })
    }
    // All others have the places from the account itself.
    const docs = accountSight(principal) === null || deleted ? [] : await readableDocs(store, principal, standingDocs)
    const things = [...all.map(({ board }) => board), ...docs.map(({ fields }) => fields)].map(standing)
    return { boards, ...placesOf(await accountState(store), things), next }
  },
})

function standing(fields: Fields): Standing {
  const { workspaceId, folderId } = fields
  return { workspaceId: String(workspaceId), folderId: typeof folderId === 'string' ? folderId : null }
}

function toTreeBoard(id: string, board: Fields): Omit<TreeBoard, 'itemCount' | 'mayAdd'> {
  return {
    id,
    ...standing(board),
    name: String(board['name']),
    access: (board['access'] ?? 'main') as TreeBoard['access'],
    rank: String(board['rank'] ?? ''),
    archived: board['archivedAt'] !== undefined,
    hidden: board['hidden'] === true,
    deletedAt: typeof board['deletedAt'] === 'number' ? board['deletedAt'] : null,
    template: templateOf(board)?.name ?? null,
  }
}
