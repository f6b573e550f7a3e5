import { isUuid, nounOf, notFound, rowOfKey } from '@fulcrum/domain'
import type { BoardState, Principal } from '@fulcrum/domain'
import type { Hub } from '../sync/hub.ts'
import { mapSchema } from './map-schema.ts'

const keyShape = /^(?:[\p{L}\p{N}_./-]{1,80}[-#]|#)[1-9]\d{0,8}$/u

/**
 * Arguments with items named by their keys (`ENG-12`, or a key that they had before, on another board or where they were imported from) named by their
 * ids. Keys are of the board that the arguments are about; whoever may not read it gets the same answer as for a key that is
 * not there.
 */
export async function resolveKeys(hub: Hub, principal: Principal, schema: object, args: unknown): Promise<unknown> {
  const keys = new Set<string>()
  const visit = (leaf: object, text: string): string => {
    if (nounOf(leaf) === 'item' && keyShape.test(text)) keys.add(text)
    return text
  }
  mapSchema(schema, args, visit)
  if (keys.size === 0) return args
  const boardId = typeof args === 'object' && args !== null && 'board' in args ? args.board : null
  if (typeof boardId !== 'string' || !isUuid(boardId)) return args
  const state = (await hub.boardFor(principal, boardId))?.board
  if (state === undefined) throw notFound('item')
  const ids = new Map([...keys].map((key) => [key, idOfKey(state, key)]))
  return mapSchema(schema, args, (leaf, text) => (nounOf(leaf) === 'item' ? (ids.get(text) ?? text) : text))
}

function idOfKey(board: BoardState, key: string): string {
  const row = rowOfKey(board, key)
  if (row === undefined) throw notFound('item')
  // Of an item that went to another board, whatever is asked then says so.
  return String(board.system(row, 'movedTo') ?? board.system(row, 'id'))
}
