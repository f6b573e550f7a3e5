import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import { itemKey } from '../board/prefix.ts'
import type { States } from '../command.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Principal } from '../principal.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import { scopeKind, scopeOf } from '../scope.ts'
import type { Scope } from '../scope.ts'
import type { BoardState } from '../board/board-state.ts'
import { connectionsOf, refsOf } from './connection.ts'

/** The boards to which the waiting of items leads from those that are here, some of them here already. */
export function boardsThatWait(states: States): Scope[] {
  const scopes: Scope[] = []
  for (const [scope, state] of states) {
    if (scopeKind(scope) !== 'board') continue
    // @NOTE the scope's kind says that its state is a board's.
    for (const column of waitingColumns(state as BoardState)) {
      for (const { board } of connectionsOf(column)?.boards ?? []) scopes.push(scopeOf('board', board))
    }
  }
  return scopes
}

/** An item on a board that is here. */
export interface Place {
  readonly board: BoardReader
  readonly row: number
}

/** Cells as they are about to be: what one column of a board will say for some rows. */
export interface NewCells {
  readonly board: BoardReader
  readonly column: BoardColumn
  readonly values: ReadonlyMap<number, Json>
}

/**
 * Refuses cells by which an item would wait for itself, over any number of boards; names the items by their keys. Items on
 * boards that are not here end the way: a client judges what it can, the server all.
 */
export function refuseCycles(boards: Iterable<BoardReader>, cells: NewCells, principal: Principal): void {
  const known = [...boards]
  const done = new Set<string>()
  for (const [row] of cells.values) {
    const found = findWay({ board: cells.board, row }, known, cells, done)
    if (!found) continue
    const keys = found.map((place) => keyFor(place, principal))
    throw new DomainError('invalid', `These items would wait for each other and none could start: ${keys.join(' → ')}.`)
  }
}

/** The way from an item back to itself; null where there is none. `done` has items from which no way leads to a cycle. */
function findWay(start: Place, boards: readonly BoardReader[], cells: NewCells, done: Set<string>): Place[] | null {
  const way: { place: Place; next: Place[] }[] = [{ place: start, next: waitsFor(start, boards, cells) }]
  const onWay = new Set([nameOf(start)])
  for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
    const place = top.next.pop()
    if (place === undefined) {
      const name = nameOf(top.place)
      onWay.delete(name)
      done.add(name)
      way.pop()
      continue
    }
    const name = nameOf(place)
    if (onWay.has(name)) {
      const from = way.findIndex((step) => nameOf(step.place) === name)
      return [...way.slice(from).map((step) => step.place), place]
    }
    if (done.has(name)) continue
    onWay.add(name)
    way.push({ place, next: waitsFor(place, boards, cells) })
  }
  return null
}

function waitsFor({ board, row }: Place, boards: readonly BoardReader[], cells: NewCells): Place[] {
  return waitingColumns(board).flatMap((column) => {
    const isNew = board === cells.board && column.number === cells.column.number
    const value =
      (isNew ? cells.values.get(row) : undefined) ??
      (isNew && cells.values.has(row) ? null : board.cell(row, column.number))
    return refsOf(column, value).flatMap((id) => placeOf(id, boards) ?? [])
  })
}

/** Where an item is, among boards that are here. */
export function placeOf(id: string, boards: Iterable<BoardReader>): Place | undefined {
  for (const board of boards) {
    const row = board.rowOf(id)
    if (row !== undefined) return { board, row }
  }
  return undefined
}

/** The columns by which items of a board wait for others. */
export function waitingColumns(board: BoardReader): BoardColumn[] {
  return board
    .columns()
    .filter((column) => column.fields['deletedAt'] === undefined && connectionsOf(column)?.acyclic === true)
}

/** How an item is named to somebody: by its key, where they may know of it. Refusals are kept for long: none quotes a title. */
export function keyFor({ board, row }: Place, principal: Principal): string {
  if (!can(principal, 'board.read', boardResource(board, board.boardId))) return 'an item that you may not see'
  return itemKey(String(board.board['prefix'] ?? ''), row)
}

function nameOf({ board, row }: Place): string {
  return `${board.boardId} ${row}`
}
