import { columnRoles, idOf, templatesOf, visibleRecords } from '@fulcrum/domain'
import type { BoardState, Fields } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { defineQuery, visibleBoard } from './query.ts'

const text = z.nullable(z.string())

/** So many templates of a board are told, those that were marked last. */
const mostTemplates = 200

/** What a board is made of: its columns, groups, templates and views, as far as the reader may know of them. */
export const boardGet = defineQuery({
  name: 'board.get',
  args: z.strictObject({ board: idOf('board') }),
  result: z.object({
    id: idOf('board'),
    name: z.string(),
    description: text,
    workspaceId: idOf('workspace'),
    folderId: z.nullable(idOf('folder')),
    access: z.enum(['main', 'private', 'shareable']),
    prefix: z.string(),
    archived: z.boolean(),
    version: z.int(),
    columns: z.array(
      z.object({
        id: idOf('column'),
        number: z.int(),
        kind: z.string(),
        title: z.string(),
        description: text,
        role: z.nullable(z.enum(columnRoles)),
        settings: z.json(),
      }),
    ),
    groups: z.array(z.object({ id: idOf('group'), number: z.int(), title: z.string(), colour: text })),
    templates: z.array(z.object({ id: idOf('item'), row: z.int(), title: z.string() })),
    views: z.array(
      z.object({ id: idOf('view'), name: z.string(), kind: z.string(), mine: z.boolean(), spec: z.json() }),
    ),
  }),
  answer: async (context, { board: boardId }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const records = visibleRecords(board, ['column', 'group', 'view'], sight, context.principal.memberId)
    const of = (table: string) => inOrder(records.filter(([name, , { deletedAt }]) => name === table && !deletedAt))
    const fields = board.board
    return {
      id: boardId,
      name: String(fields['name']),
      description: fields['description'] ?? null,
      workspaceId: fields['workspaceId'],
      folderId: fields['folderId'] ?? null,
      access: fields['access'] ?? 'main',
      prefix: String(fields['prefix'] ?? ''),
      archived: fields['archivedAt'] !== undefined,
      version: board.version,
      columns: of('column').map(([, id, column]) => ({
        id,
        number: column['number'],
        kind: column['kind'],
        title: column['title'] ?? '',
        description: column['description'] ?? null,
        role: column['role'] ?? null,
        settings: settingsOf(board, column),
      })),
      groups: of('group').map(([, id, { number, title, colour }]) => ({
        id,
        number,
        title: title ?? '',
        colour: colour ?? null,
      })),
      templates: templatesOf(board)
        .slice(0, mostTemplates)
        .map((row) => ({ id: board.system(row, 'id'), row, title: board.system(row, 'title') ?? '' })),
      views: of('view').map(([, id, view]) => ({
        id,
        name: view['name'] ?? '',
        kind: view['kind'] ?? 'table',
        mine: view['ownerId'] === context.principal.memberId,
        spec: view['spec'] ?? {},
      })),
    }
  },
})

type Entry = readonly [table: string, id: string, fields: Fields]

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const rank = ([, id, { rank }]: Entry) => `${String(rank ?? '')} ${id}`
  return entries.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1))
}

/** The settings in the shape that this build writes them. */
function settingsOf(board: BoardState, column: Fields) {
  return board.column(Number(column['number']))?.settings ?? column['settings'] ?? {}
}
