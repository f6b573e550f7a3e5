import type { Linked } from '@fulcrum/client'
import type { FoundItem, SourceCell, SourceColumn, ViewContext } from '@fulcrum/columns/web'
import { boardResource, can, goneSince, itemKey, scopeOf, stageOf, toBoardColumn } from '@fulcrum/domain'
import type { BoardState, Fields, ItemSight, Json, Principal } from '@fulcrum/domain'
import { useMemo } from 'react'
import { sourceCommand } from './cell-command.ts'
import type { Workspace } from './account.ts'
import { useAccount, useKinds, usePrincipal } from './client-context.tsx'
import { itemPath } from './paths.ts'
import { useGo } from './router/router-context.tsx'
import { useTree } from './tree-context.tsx'
import { useWorld } from './world.tsx'

/** What views know, with the items that cells of this board can name: its own, and those of other boards as far as told. */
export function useLinkedContext(context: ViewContext, board: BoardState | null, linked: Linked | null): ViewContext {
  const { client, files: filesOn } = useWorld()
  const files = board === null ? undefined : filesOn(board.boardId)
  const go = useGo()
  const { boards } = useTree()
  const { workspaces } = useAccount()
  const principal = usePrincipal()
  const { kinds, columnViews } = useKinds()
  const items = useMemo(
    () => ({
      ...(board !== null && { here: board.boardId }),
      boards: boards
        .filter(({ archived, hidden }) => !archived && !hidden)
        .map(({ id, name, workspaceId }) => ({ id, name, ...placeOf(workspaces, workspaceId) })),
      open: (boardId: string, row: number) => go(itemPath(boardId, row)),
      source: (boardId: string, number: number): SourceColumn | null => {
        const found = board?.boardId === boardId ? ownColumn(board, number, principal) : linked?.column(boardId, number)
        const view = found && columnViews.get(found.column.kind.id)
        return found && view ? { ...found, view } : null
      },
      cellOf: (id: string, number: number) => {
        const row = board?.rowOf(id)
        return row === undefined ? (linked?.cell(id, number) ?? null) : (board?.cell(row, number) ?? null)
      },
      set: (source: SourceCell, value: Json) => {
        const { command, args } = sourceCommand(source, value, context.me)
        client.run(command, args, board === null ? {} : { from: scopeOf('board', board.boardId) })
      },
      columns: async (board: string) => {
        const { columns } = await client.query<{ columns: readonly ({ id: string } & Fields)[] }>('board.get', {
          board,
        })
        return columns.flatMap(({ id, ...fields }) => toBoardColumn(id, fields, kinds) ?? [])
      },
      search: async (ids: readonly string[], text: string) => {
        try {
          const { items: found } = await client.query<{ items: readonly FoundItem[] }>('item.search', {
            boards: [...ids],
            text,
          })
          linked?.suppose(found.map((item) => ({ is: 'item', ...item, stage: null, archived: false })))
          return found
        } catch {
          // Without a network: what cells here name already.
          return (linked?.search(ids, text) ?? []).map((item) => ({
            ...item,
            boardName: boards.find(({ id }) => id === item.board)?.name ?? '',
          }))
        }
      },
    }),
    [client, go, boards, workspaces, board, linked, principal, kinds, columnViews, context.me],
  )
  const revision = linked?.revision
  return useMemo(
    () => ({
      ...context,
      items,
      ...(files !== undefined && { files }),
      ...(board !== null && {
        item: (id: string) => ownSight(board, id) ?? linked?.sight(id) ?? { is: 'loading' },
        findItem: (text: string) => ownItem(board, text) ?? linked?.find(text) ?? null,
      }),
    }),
    // The copy changes in place: its revision says when.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [context, items, files, board, linked, revision],
  )
}

/** Two workspaces may each have a board of one name. */
function placeOf(workspaces: readonly Workspace[], id: string): { readonly workspace?: string } {
  const found = workspaces.length > 1 ? workspaces.find((workspace) => workspace.id === id) : undefined
  return found === undefined ? {} : { workspace: found.name }
}

function ownSight(board: BoardState, id: string): ItemSight | null {
  const row = board.rowOf(id)
  if (row === undefined) return null
  if (goneSince(board, row) !== null) return { is: 'gone' }
  const key = itemKey(prefixOf(board), row)
  const title = String(board.system(row, 'title') ?? '')
  const archived = !board.isLive(row)
  return { is: 'item', id, board: board.boardId, row, key, title, stage: stageOf(board, row), archived }
}

function ownItem(board: BoardState, text: string): string | null {
  const [, prefix, number] = /^(.+)-(\d+)$/.exec(text.trim()) ?? []
  if (prefix?.toUpperCase() !== prefixOf(board).toUpperCase()) return null
  const row = Number(number) - 1
  const id = board.isLive(row) ? board.system(row, 'id') : null
  return typeof id === 'string' ? id : null
}

function prefixOf(board: BoardState): string {
  return String(board.board['prefix'] ?? '')
}

function ownColumn(board: BoardState, number: number, principal: Principal) {
  const column = board.column(number)
  if (column === undefined) return null
  const resource = { ...boardResource(board, board.boardId), column: column.fields }
  return { column, mayEdit: can(principal, 'column.edit', resource) }
}
