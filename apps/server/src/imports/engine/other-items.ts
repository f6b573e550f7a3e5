import { boardResource, can, rowRule, seesRow } from '@fulcrum/domain'
import { withRetry } from '../../database/pool.ts'
import { itemsOfSourceKeys } from '../../storage/items.ts'
import type { ImportDoor } from './import-door.ts'

/** An item of the same source on another board. */
export interface OtherItem {
  readonly id: string
  readonly board: string
}

/** Items on other boards by their source keys: only live ones, on boards that the importer may see. */
export async function otherItems(
  door: ImportDoor,
  boardId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, OtherItem>> {
  const found = new Map<string, OtherItem>()
  if (keys.length === 0) return found
  const { store } = door.node
  const items = await withRetry(store.pool, (pool) => itemsOfSourceKeys(pool, store.accountId, keys))
  for (const { id, board, sourceKey } of items) {
    if (board === boardId) continue
    if ((await maySee(door, board, id)) && !found.has(sourceKey)) found.set(sourceKey, { id, board })
  }
  return found
}

async function maySee(door: ImportDoor, boardId: string, item: string): Promise<boolean> {
  const principal = await door.reader()
  const state = await door.board(boardId)
  const isThere = state.board['deletedAt'] === undefined && state.board['hidden'] !== true
  const resource = boardResource(state, boardId)
  if (principal === null || !isThere || !can(principal, 'board.read', resource)) return false
  const row = state.rowOf(item)
  return row !== undefined && seesRow(state, rowRule(principal, resource), row)
}
