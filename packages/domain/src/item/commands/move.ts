import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, groupRef, itemRef, openGroup, rowsOf } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { DomainError } from '../../errors.ts'
import { descendants, selfAndAncestors } from '../lineage.ts'
import { ranksAt } from '../place.ts'

/**
 * Moves items within their board: into a group, below a parent (null makes them items of their own), behind `after` (null is
 * first, absent is last). They keep the order in which they are named. Sub-items go with their parent and have its group.
 */
export const moveItems = defineBoardCommand({
  name: 'item.move',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(500)),
    group: z.optional(groupRef),
    parent: z.optional(z.nullable(itemRef)),
    after: z.optional(z.nullable(itemRef)),
  }),
  action: 'item.edit',
  apply: (board, args, env) => {
    const { reader } = board
    const rows = [...new Set(rowsOf(reader, args.rows))]
    const first = rows[0] ?? 0
    const parent =
      args.parent === undefined
        ? args.group === undefined
          ? (reader.system(first, 'parent') as number | null)
          : null
        : args.parent === null
          ? null
          : (rowsOf(reader, [args.parent])[0] ?? null)
    const own = Number(reader.system(parent ?? first, 'group'))
    const group = openGroup(reader, parent === null ? (args.group ?? own) : own)
    if (parent !== null) refuseCycle(reader, rows, parent)
    const after = args.after === undefined || args.after === null ? args.after : rowsOf(reader, [args.after])[0]
    if (typeof after === 'number' && rows.includes(after)) {
      throw new DomainError('invalid', 'An item cannot be put behind itself.', { field: 'after' })
    }
    board.setCells('rank', rows, ranksAt(board, { group, parent }, after, rows.length, env.random(), new Set(rows)))
    const toParent = rows.filter((row) => reader.system(row, 'parent') !== parent)
    if (toParent.length > 0) board.setCells('parent', toParent, [parent])
    const toGroup = rows
      .flatMap((row) => [row, ...descendants(reader, row)])
      .filter((row) => reader.system(row, 'group') !== group)
    if (toGroup.length > 0) board.setCells('group', toGroup, [group])
  },
})

function refuseCycle(board: BoardReader, rows: readonly number[], parent: number): void {
  for (const above of selfAndAncestors(board, parent)) {
    if (rows.includes(above)) {
      throw new DomainError('invalid', 'An item cannot stand below itself.', { field: 'parent' })
    }
  }
}
