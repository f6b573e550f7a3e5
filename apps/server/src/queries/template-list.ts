import { can, idOf, templateOf } from '@fulcrum/domain'
import type { OwnTemplate } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { itemCounts } from './item-counts.ts'
import { defineQuery } from './query.ts'
import { seesWhole, templateParts } from './template-parts.ts'

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
    const sets = await templateParts(
      store,
      `b.workspace_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = b.workspace_id AND w.deleted_at IS NOT NULL)`,
    )
    const counts = await itemCounts(store, sets.flat())
    const templates = sets.flatMap((sorted): OwnTemplate[] => {
      const [first] = sorted
      const template = first && templateOf(first.board)
      if (!first || !template || !seesWhole(principal, sorted)) return []
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
