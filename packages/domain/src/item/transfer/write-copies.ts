import { rulesOf } from '../../column/rules/rules.ts'
import type { CommandEnv } from '../../command.ts'
import { itemIdOf } from '../../connection/connection.ts'
import { must } from '../../errors.ts'
import { withIds } from '../../blueprint/with-ids.ts'
import type { BoardWriter } from '../../transaction.ts'
import type { Container } from '../order.ts'
import { ranksAt } from '../place.ts'
import type { Family } from './family.ts'
import { gatherCells, parentsAmong, withDefaults } from './gather.ts'
import type { ColumnMatch } from './match-columns.ts'
import type { Transfer } from './transfer-cell.ts'

/** What is made of a family, and where. */
interface Copies {
  readonly family: Family
  /** The ids of the copies, in the order of the family's rows. */
  readonly ids: readonly string[]
  readonly place: Container
  /** Behind which item; null is first, undefined is last. */
  readonly after: number | null | undefined
  /** What the copy of a root is called; those of sub-items are called as they are. */
  readonly titleOf: (row: number) => string
}

/**
 * Makes new items of a family, without history, and gives their rows in its order. What items of the family name of it, their
 * copies name of the copies.
 */
export function writeCopies(target: BoardWriter, transfer: Transfer, copies: Copies, env: CommandEnv): number[] {
  const { source } = transfer
  const { family, ids, place, after, titleOf } = copies
  const { rows, roots } = family
  const ranks = ranksAt(target, place, after, roots.length, env.random())
  const rankOf = new Map(roots.map((row, index) => [row, ranks[index] ?? '']))
  const first = target.reader.rowCount
  const parents = parentsAmong(
    source,
    rows,
    rows.map((_, index) => first + index),
  )
  const { memberId } = env.principal
  const made = target.createItems(rows.length, [
    ['id', ids],
    ['title', rows.map((row) => (rankOf.has(row) ? titleOf(row) : source.system(row, 'title')))],
    ['group', rows.map(() => place.group)],
    ['parent', parents.map((above, at) => (rankOf.has(rows[at] ?? -1) ? place.parent : above))],
    ['rank', rows.map((row) => rankOf.get(row) ?? source.system(row, 'rank'))],
    ['createdAt', [env.now]],
    ...(memberId === null ? [] : [['createdBy', [memberId]] as const]),
  ])
  const idsOfCopies = new Map(rows.map((row, at) => [itemIdOf(source, row), ids[at] ?? '']))
  const { cells } = gatherCells(transfer, rows)
  for (const { column, at, values } of withDefaults(transfer, rows, cells, env)) {
    const names = target.reader.column(column)?.kind.connections !== undefined
    target.fillCells(
      column,
      at.map((index) => must(made[index], 'a row of a copy')),
      names ? values.map((value) => withIds(value, idsOfCopies)) : values,
    )
  }
  return made
}

/** Time that was spent is not spent twice, and what no two items of a board may have the copy does not. */
export function isCopied({ from, to }: ColumnMatch, onOneBoard: boolean): boolean {
  if (from.kind.tracksTime !== undefined) return false
  return !onOneBoard || to === null || rulesOf(to).unique !== true
}
