import type { BoardReader } from '../../board/board-reader.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { unchangeable } from '../../column/conversion.ts'
import { DomainError } from '../../errors.ts'
import type { Principal } from '../../principal.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { matchingKey } from '../../text.ts'

/** A column of the board that items leave, and the one that takes its cells; null where none does. */
export interface ColumnMatch {
  readonly from: BoardColumn
  readonly to: BoardColumn | null
}

/** What somebody chose for one column, by numbers. */
export interface ChosenMatch {
  readonly from: number
  readonly to: number | null
}

/** The columns of a board whose cells are an item's own: it takes them along or leaves them, where others are computed anew. */
export function ownColumns(board: BoardReader): BoardColumn[] {
  return board
    .columns()
    .filter(({ fields, lanes }) => fields['deletedAt'] === undefined && lanes.some(({ own }) => own))
}

/** The columns of a board that may take cells of items which come from elsewhere. */
export function openColumns(target: BoardReader, principal: Principal): BoardColumn[] {
  const resource = boardResource(target, target.boardId)
  return ownColumns(target).filter((column) => can(principal, 'column.edit', { ...resource, column: column.fields }))
}

/** Whether only some of those who read the board may read a column. */
export function isForSome({ fields }: BoardColumn): boolean {
  return Array.isArray(fields['readers'])
}

/** Whether a column can take cells of another one at all. */
export function canTake(to: BoardColumn, from: BoardColumn): boolean {
  if (to.kind.id === from.kind.id) return true
  return unchangeable(from.kind) === null && unchangeable(to.kind) === null
}

/**
 * Which column takes the cells of which: as somebody chose, else the one of the same kind and title, of the same title, of the
 * same kind and role, each once. On one board every column takes its own. What only some may read goes by itself into no column
 * that everybody reads.
 */
export function matchColumns(
  source: BoardReader,
  target: BoardReader,
  { principal, chosen = [] }: { readonly principal: Principal; readonly chosen?: readonly ChosenMatch[] },
): ColumnMatch[] {
  const columns = ownColumns(source)
  const open = openColumns(target, principal)
  const taken = new Map<number, BoardColumn | null>()
  for (const { from, to } of chosen) taken.set(from, to === null ? null : chosenColumn(open, columns, { from, to }))
  const used = new Set([...taken.values()].flatMap((column) => column?.number ?? []))
  if (used.size < [...taken.values()].filter((column) => column !== null).length) {
    throw new DomainError('invalid', 'Two columns cannot go into the same one.', { field: 'columns' })
  }
  const isHere = source.boardId === target.boardId
  for (const fits of isHere ? [isSame] : likenesses) {
    for (const from of columns) {
      if (taken.has(from.number)) continue
      const isKept = (column: BoardColumn) => isHere || !isForSome(from) || isForSome(column)
      const to = open.find(
        (column) => !used.has(column.number) && canTake(column, from) && fits(from, column) && isKept(column),
      )
      if (!to) continue
      taken.set(from.number, to)
      used.add(to.number)
    }
  }
  return columns.map((from) => ({ from, to: taken.get(from.number) ?? null }))
}

function chosenColumn(
  open: readonly BoardColumn[],
  columns: readonly BoardColumn[],
  chosen: { readonly from: number; readonly to: number },
): BoardColumn {
  const from = columns.find(({ number }) => number === chosen.from)
  const to = open.find(({ number }) => number === chosen.to)
  if (!from || !to) {
    throw new DomainError('invalid', 'One of the chosen columns is not there, or not yours to edit.', { ...chosen })
  }
  if (!canTake(to, from)) {
    throw new DomainError('invalid', 'One of the chosen columns cannot take cells of the other one.', { ...chosen })
  }
  return to
}

type Likeness = (from: BoardColumn, to: BoardColumn) => boolean

const isSame: Likeness = (from, to) => from.number === to.number
const hasTitle: Likeness = (from, to) => matchingKey(from.title) === matchingKey(to.title)
const hasKind: Likeness = (from, to) => from.kind.id === to.kind.id
const hasRole: Likeness = (from, to) => from.fields['role'] !== undefined && from.fields['role'] === to.fields['role']

const likenesses: readonly Likeness[] = [
  (from, to) => hasTitle(from, to) && hasKind(from, to),
  hasTitle,
  (from, to) => hasRole(from, to) && hasKind(from, to),
]
