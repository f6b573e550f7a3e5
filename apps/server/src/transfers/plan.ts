import {
  DomainError,
  boardResource,
  can,
  familyOf,
  maxItemsAtOnce,
  maxItemsPerBoard,
  notFound,
  ownColumns,
  refuseDeletedBoard,
} from '@fulcrum/domain'
import type { TransferStart } from '@fulcrum/protocol'
import { knownRows, pairedBoards } from '../queries/preview-transfer.ts'
import { visibleBoard } from '../queries/query.ts'
import type { QueryContext } from '../queries/query.ts'
import type { TransferPlan } from '../storage/transfer-runs.ts'

/** So many items go with one step: few enough that others get their turn in between. */
const itemsPerStep = 100

/** A plan, and how many items it takes. */
export interface PlannedTransfer {
  readonly plan: TransferPlan
  readonly total: number
}

/**
 * Decides what a transfer does, step by step. What would be refused on the way for all that is known now is refused here, before
 * anything went; the commands ask again.
 */
export async function planTransfer(context: QueryContext, start: TransferStart): Promise<PlannedTransfer> {
  const { principal } = context
  const { board: source, sight } = await visibleBoard(context, start.board)
  const { board: target } = await visibleBoard(context, start.to)
  const isMove = start.how === 'move'
  if (!can(principal, 'item.edit', boardResource(target, start.to))) throw notFound('board')
  if (isMove && !can(principal, 'item.edit', boardResource(source, start.board))) {
    throw new DomainError('forbidden', 'You may read these items, but not move them.')
  }
  refuseDeletedBoard(source)
  refuseDeletedBoard(target)
  const family = familyOf(source, knownRows(source, start.rows))
  const roots = family.roots.map((row) => ({ row, items: familyOf(source, [row]).rows.length }))
  const largest = roots.find(({ items }) => items > maxItemsAtOnce)
  if (roots.length === 0) throw new DomainError('conflict', 'None of these items is on the board any more.')
  if (largest) {
    const title = String(source.system(largest.row, 'title') ?? '').slice(0, 80)
    throw new DomainError(
      'too-large',
      `“${title}” has ${(largest.items - 1).toLocaleString('en')} sub-items; an item goes to another board with at most ${(maxItemsAtOnce - 1).toLocaleString('en')}.`,
      { limit: maxItemsAtOnce, items: largest.items },
    )
  }
  const total = family.rows.length
  if (target.rowCount + total > maxItemsPerBoard) {
    throw new DomainError('too-many', `A board holds at most ${maxItemsPerBoard.toLocaleString('en')} items.`, {
      limit: maxItemsPerBoard,
    })
  }
  const hidden = ownColumns(source).filter(({ number }) => sight.hiddenColumns.has(number))
  if (isMove && hidden.some(({ number }) => family.rows.some((row) => source.cell(row, number) !== null))) {
    throw new DomainError(
      'forbidden',
      'These items have cells that you may not see. Ask an owner of the board to move them.',
    )
  }
  const { board, to, group, how, columns, labels, messages } = start
  const plan = {
    board,
    to,
    group,
    how,
    columns,
    labels,
    messages: messages && !isMove,
    also: isMove ? pairedBoards(source, to) : [],
    parts: partsOf(roots),
  }
  return { plan, total }
}

/** Roots in parts that one step takes, in their order; a root with many sub-items goes alone. */
export function partsOf(roots: readonly { readonly row: number; readonly items: number }[]): TransferPlan['parts'] {
  const parts: { readonly rows: number[]; items: number }[] = []
  for (const { row, items } of roots) {
    const part = parts.at(-1)
    if (part !== undefined && part.items + items <= itemsPerStep) {
      part.rows.push(row)
      part.items += items
    } else parts.push({ rows: [row], items })
  }
  return parts
}
