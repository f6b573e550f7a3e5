import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef, rowsOf } from '../../board/board-command.ts'
import { DomainError } from '../../errors.ts'
import type { Json } from '../../json.ts'
import { checkedValue, editableColumn } from '../cells.ts'

/**
 * Puts whoever asks in or out of a cell that lists members: a vote, a person of several. It changes only its own part of the
 * list, so that of two people who do so at the same moment both count, where `item.setCells` would take the last list.
 */
export const joinCell = defineBoardCommand({
  name: 'item.join',
  version: 1,
  args: z.strictObject({ board: boardArg, column: z.int(), row: itemRef, joined: z.boolean() }),
  result: z.object({ changed: z.boolean() }),
  action: 'item.edit',
  items: ({ row }) => [row],
  apply: (board, { column: number, row: ref, joined }, env) => {
    const { reader } = board
    const column = editableColumn(reader, number, env)
    const { memberId } = env.principal
    if (column.kind.references?.to !== 'member' || column.kind.tracksTime !== undefined) {
      throw new DomainError('invalid', 'Cells of this column do not list people.', { column: number })
    }
    if (memberId === null) throw new DomainError('invalid', 'Only a member can join a cell.', { column: number })
    const [row = 0] = rowsOf(reader, [ref])
    const now = reader.cell(row, number)
    const listed: readonly Json[] = Array.isArray(now) ? now : []
    if (listed.includes(memberId) === joined) return { changed: false }
    const next = joined ? [...listed, memberId] : listed.filter((id) => id !== memberId)
    board.setCells(number, [row], [checkedValue(column, next.length === 0 ? null : next)])
    return { changed: true }
  },
})
