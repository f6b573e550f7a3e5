import { boardTable, can, idOf, rowRule, templateOf } from '@fulcrum/domain'
import type { BoardResource } from '@fulcrum/domain'
import type { OwnTemplate } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'
import { itemCounts } from './item-counts.ts'
import { defineQuery } from './query.ts'

const boardColumns = Object.keys(boardTable.fields)
  .map((field) => `b.${sqlName(field)} AS "${field}"`)
  .join(', ')

/** The templates that people of the account have saved, of whose boards the asker may see every one, by their names. */
export const templateList = defineQuery({
  name: 'template.list',
  args: z.strictObject({}),
  result: z.object({
    templates: z.array(
      z.object({
        id: idOf('template'),
        name: z.string(),
        description: z.nullable(z.string()),
        workspaceId: idOf('workspace'),
        boards: z.array(z.object({ id: idOf('board'), name: z.string(), itemCount: z.int() })),
        mayManage: z.boolean(),
      }),
    ),
  }),
  answer: async ({ hub, principal }) => {
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
         WHERE b.account = $1 AND b.template IS NOT NULL AND b.deleted_at IS NULL AND b.workspace_id IS NOT NULL
           AND NOT EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = b.workspace_id AND w.deleted_at IS NOT NULL)
         ORDER BY b.created_at, b.id`,
        [store.accountId],
      ),
    )
    const counts = await itemCounts(store, rows)
    const sets = Map.groupBy(
      rows.map((row) => ({ id: row.id, board: toFields(boardTable, row), members: row.members ?? [] })),
      ({ board }) => templateOf(board)?.id,
    )
    const templates = [...sets.values()].flatMap((parts): OwnTemplate[] => {
      const sorted = parts.toSorted(
        (left, right) => (templateOf(left.board)?.at ?? 0) - (templateOf(right.board)?.at ?? 0),
      )
      const [first] = sorted
      const template = first && templateOf(first.board)
      // One of which a board is hidden, or some of its items, would be made by halves.
      const isWhole = sorted.every((part) => can(principal, 'board.read', part) && rowRule(principal, part) === null)
      if (!first || !template || !isWhole) return []
      return [
        {
          id: template.id,
          name: template.name,
          description: template.description,
          workspaceId: String(first.board['workspaceId']),
          boards: sorted.map(({ id, board }) => ({
            id,
            name: String(board['name']),
            itemCount: counts.get(id) ?? 0,
          })),
          mayManage: sorted.every((part) => can(principal, 'board.manage', part)),
        },
      ]
    })
    return { templates: templates.toSorted((left, right) => left.name.localeCompare(right.name, 'en')) }
  },
})
