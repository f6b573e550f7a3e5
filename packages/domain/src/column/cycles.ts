import type { BoardReader } from '../board/board-reader.ts'
import { toBoardColumn } from '../board/columns.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { DerivedInput, DeriveSchema } from '../derived/derivation.ts'
import { inputColumns } from '../derived/inputs.ts'
import { readsOf } from '../derived/plan.ts'
import { DomainError } from '../errors.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import { columnsHidden } from '../rights/board-resource.ts'
import type { KindRegistry } from './kind-registry.ts'

/** Who asks, and the other boards that are here: those that the command looks at. */
export interface CycleContext {
  readonly kinds: KindRegistry
  readonly principal: Principal
  readonly others: ReadonlyMap<string, BoardReader>
}

/** A column of a board. */
interface Place {
  readonly board: string
  readonly column: number
}

/**
 * Refuses a derived column that would follow from itself, over any number of boards, by the names of the columns that it goes
 * round. `fields` are those that it is going to have; where the code of its kind is not here, whoever has it refuses. Boards
 * that are not here end the way: a client judges what it can, the server all.
 */
export function refuseCycle(board: BoardReader, id: string, fields: Fields, context: CycleContext): void {
  const column = toBoardColumn(id, fields, context.kinds)
  if (!column?.kind.derive) return
  const start = { board: board.boardId, column: column.number }
  const cycle = wayBack(start, readsWith(board, column, context))
  if (cycle === null) return
  const titles = [...cycle, start].map((place) => nameFor(place, board, column, context))
  throw new DomainError('conflict', `These columns would follow from each other in a circle: ${titles.join(' → ')}.`, {
    columns: cycle.flatMap((place) => (place.board === board.boardId ? [place.column] : [])),
  })
}

/** What derived columns read, the one that is about to be among them. */
function readsWith(
  board: BoardReader,
  column: BoardColumn,
  { kinds, others }: CycleContext,
): (place: Place) => readonly DerivedInput[] {
  const columns = [
    ...board.columns().filter(({ number, fields }) => number !== column.number && fields['deletedAt'] === undefined),
    column,
  ]
  const byNumber = new Map(columns.map((each) => [each.number, each]))
  const schema: DeriveSchema = {
    boardId: board.boardId,
    title: '',
    column: (number) => byNumber.get(number) ?? board.column(number),
    columns: () => columns,
    board: () => undefined,
  }
  const own = readsOf(columns, schema, kinds)
  return (place) => {
    if (place.board === board.boardId) return own.get(place.column) ?? []
    const other = others.get(place.board)
    return other?.column(place.column)?.fields['deletedAt'] === undefined
      ? (other?.derivedFrom(place.column) ?? [])
      : []
  }
}

/** The columns of a way from one back to it, in the order in which they read each other, or null. */
function wayBack(start: Place, readsOfPlace: (place: Place) => readonly DerivedInput[]): Place[] | null {
  const from = new Map<string, Place>()
  const waiting = [start]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const next of placesRead(at, readsOfPlace(at))) {
      if (keyOf(next) === keyOf(start)) return wayTo(at, start, from)
      if (from.has(keyOf(next))) continue
      from.set(keyOf(next), at)
      waiting.push(next)
    }
  }
  return null
}

function placesRead({ board }: Place, reads: readonly DerivedInput[]): Place[] {
  return reads.flatMap((input) => {
    const own = inputColumns(input, board).map((column) => ({ board, column }))
    if (input.of !== 'linked' || input.board === board || typeof input.column !== 'number') return own
    return [...own, { board: input.board, column: input.column }]
  })
}

function wayTo(last: Place, start: Place, from: ReadonlyMap<string, Place>): Place[] {
  const way = [last]
  for (let at = last; keyOf(at) !== keyOf(start);) {
    at = from.get(keyOf(at)) ?? start
    way.unshift(at)
  }
  return way
}

function keyOf({ board, column }: Place): string {
  return `${board} ${column}`
}

/** How a column is named to somebody: by its title, and by its board where that is another one, as far as they may know of it. */
function nameFor(place: Place, board: BoardReader, made: BoardColumn, { others, principal }: CycleContext): string {
  if (place.board === board.boardId) {
    const title = place.column === made.number ? made.title : board.column(place.column)?.title
    return `“${title ?? ''}”`
  }
  const other = others.get(place.board)
  const hidden = other && columnsHidden(principal, other)
  if (!other || !hidden || hidden.has(place.column)) return 'a column that you may not see'
  return `“${other.column(place.column)?.title ?? ''}” of “${String(other.board['name'] ?? '')}”`
}
