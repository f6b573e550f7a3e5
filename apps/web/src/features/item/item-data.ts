import { boardResource, can, isPutAway, itemKey } from '@fulcrum/domain'
import type { BoardColumn, BoardState, Principal } from '@fulcrum/domain'

/** An item as the panel shows it. */
export interface ItemData {
  readonly row: number
  readonly id: string
  readonly key: string
  readonly title: string
  readonly group: { readonly number: number; readonly title: string } | null
  readonly parent: number | null
  /** Sub-items that are there, in their order; those of a template too. */
  readonly children: readonly number[]
  readonly updates: number
  readonly createdAt: number | null
  readonly archived: boolean
  readonly template: boolean
  readonly deleted: boolean
}

/** What a person may do with the item. */
export interface ItemRights {
  readonly edit: boolean
  readonly discuss: boolean
  readonly structure: boolean
  readonly editColumn: (column: BoardColumn) => boolean
  /** Messages of others are the board owner's to take away. */
  readonly editUpdate: (authorId: string | null) => boolean
}

/** Reads an item; null where the row holds none. */
export function readItem(board: BoardState, row: number): ItemData | null {
  if (!board.exists(row)) return null
  const number = board.system(row, 'group')
  const group = typeof number === 'number' ? board.group(number) : undefined
  const parent = board.system(row, 'parent')
  const createdAt = board.system(row, 'createdAt')
  return {
    row,
    id: String(board.system(row, 'id')),
    key: keyOf(board, row),
    title: String(board.system(row, 'title') ?? ''),
    group: group === undefined || typeof number !== 'number' ? null : { number, title: String(group['title'] ?? '') },
    parent: typeof parent === 'number' ? parent : null,
    children: childrenOf(board, row),
    updates: Number(board.system(row, 'updates') ?? 0),
    createdAt: typeof createdAt === 'number' ? createdAt : null,
    archived: board.system(row, 'archivedAt') !== null,
    template: board.system(row, 'templateAt') !== null,
    deleted: board.system(row, 'deletedAt') !== null,
  }
}

/** `ENG-12` */
export function keyOf(board: BoardState, row: number): string {
  return itemKey(String(board.board['prefix'] ?? 'ITEM'), row)
}

/** What this person may do with items of the board. */
export function rightsOn(board: BoardState, principal: Principal): ItemRights {
  const resource = boardResource(board, board.boardId)
  return {
    edit: can(principal, 'item.edit', resource),
    discuss: can(principal, 'item.discuss', resource),
    structure: can(principal, 'board.structure', resource),
    editColumn: (column) => can(principal, 'column.edit', { ...resource, column: column.fields }),
    editUpdate: (ownerId) => can(principal, 'update.edit', { ...resource, ownerId }),
  }
}

/** The columns that an item of this depth has, in the board's order. */
export function columnsOf(board: BoardState, item: ItemData): readonly BoardColumn[] {
  const other = item.parent === null ? 'subitems' : 'items'
  return board
    .columns()
    .filter(({ fields }) => fields['deletedAt'] === undefined && (fields['appliesTo'] ?? 'both') !== other)
}

/** The sub-items of an item that are neither in the trash nor set aside by themselves, in their order. */
export function childrenOf(board: BoardState, row: number): number[] {
  const rank = (child: number): string => String(board.system(child, 'rank') ?? '')
  return board
    .children(row)
    .filter((child) => !isPutAway(board, child))
    .sort((left, right) => (rank(left) === rank(right) ? left - right : rank(left) < rank(right) ? -1 : 1))
}
