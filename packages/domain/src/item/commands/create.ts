import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, groupRef, itemRef, openGroup, rowsOf } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { maxItemsPerBoard } from '../../board/limits.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { jsonValue } from '../../json-value.ts'
import { itemTitle } from '../title.ts'
import { ranksAt } from '../place.ts'
import { checkedCells } from '../cells.ts'

/** Makes an item, or a sub-item where `parent` is given, behind `after` (null is first; absent is last). */
export const createItem = defineBoardCommand({
  name: 'item.create',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('item'),
    title: itemTitle,
    group: z.optional(groupRef),
    parent: z.optional(itemRef),
    after: z.optional(z.nullable(itemRef)),
    cells: z.optional(z.array(z.strictObject({ column: z.int(), value: jsonValue(200_000) })).check(z.maxLength(200))),
  }),
  result: z.object({ row: z.int() }),
  action: 'item.create',
  apply: (board, args, env) => {
    const { reader } = board
    refuseOverfull(reader, 1)
    if (reader.rowOf(args.id) !== undefined)
      throw new DomainError('conflict', 'This item exists already.', { id: args.id })
    if (env.principal.kind === 'form' && (args.parent !== undefined || args.after !== undefined)) {
      throw new DomainError('forbidden', 'A form adds its items at the end of a group.')
    }
    const parent = args.parent === undefined ? null : (rowsOf(reader, [args.parent])[0] ?? null)
    const ref = parent === null ? args.group : Number(reader.system(parent, 'group'))
    if (ref === undefined) throw new DomainError('invalid', 'Say a group or a parent for the item.', { field: 'group' })
    const group = openGroup(reader, ref)
    const after = args.after === undefined || args.after === null ? args.after : rowsOf(reader, [args.after])[0]
    const cells = checkedCells(reader, args.cells ?? [], env)
    const actor = env.principal.memberId
    const [row] = board.createItems(1, [
      ['id', [args.id]],
      ['title', [args.title]],
      ['group', [group]],
      ...(parent === null ? [] : [['parent', [parent]] as const]),
      ['rank', ranksAt(board, { group, parent }, after, 1, env.random())],
      ...(actor === null ? [] : [['createdBy', [actor]] as const]),
      ['createdAt', [env.now]],
      ...cells.map(({ column, value }) => [column, [value]] as const),
    ])
    return { row: row ?? null }
  },
})

/** Refuses what would take a board past its design size. */
export function refuseOverfull(board: BoardReader, more: number): void {
  if (board.rowCount + more > maxItemsPerBoard) {
    throw new DomainError(
      'too-many',
      `A board holds at most ${maxItemsPerBoard.toLocaleString('en')} items. Make a second board, or move items there.`,
      { limit: maxItemsPerBoard },
    )
  }
}
