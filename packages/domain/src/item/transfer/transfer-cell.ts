import type { BoardReader } from '../../board/board-reader.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { itemKey } from '../../board/prefix.ts'
import { convertCell, unchangeable } from '../../column/conversion.ts'
import type { FormatContext, ItemSight, ParseContext } from '../../column/kind.ts'
import { connectionsOf, partnerOf, refsOf } from '../../connection/connection.ts'
import { placeOf } from '../../connection/cycles.ts'
import type { Json } from '../../json.ts'
import type { Principal } from '../../principal.ts'

import { can } from '../../rights/can.ts'
import { narrowGrants } from '../../rights/narrow-grants.ts'
import { boardResource } from '../../rights/board-resource.ts'
import type { ColumnMatch } from './match-columns.ts'

/** Items on their way from one board to another, or to another place of the same. */
export interface Transfer {
  readonly source: BoardReader
  readonly target: BoardReader
  readonly matches: readonly ColumnMatch[]
  readonly texts: ParseContext & FormatContext
  /** The ids of the items that leave together; empty where they are copied. */
  readonly leaving: ReadonlySet<string>
  /** The boards that are here: those to which cells lead. */
  readonly boards: ReadonlyMap<string, BoardReader>
}

/** A cell where it comes to. `left` is the text of what has no place there; null where all of it has. */
export interface TransferredCell {
  readonly value: Json
  readonly left: string | null
  /** The value is written otherwise there. */
  readonly converted: boolean
}

/** A filled cell as the column takes it that its own column goes to: the value itself, its text, or nothing. */
export function transferCell(transfer: Transfer, { from, to }: ColumnMatch, value: Json): TransferredCell {
  const text = (part: Json) => from.kind.format(part, from.settings, transfer.texts)
  if (to === null) return nothing(text(value))
  if (from.kind.id === to.kind.id && from.kind.connections) return transferLinks(transfer, { from, to }, value, text)
  const isSame = transfer.source.boardId === transfer.target.boardId && from.number === to.number
  if (from.kind.id === to.kind.id && (isSame || !from.kind.names)) {
    const wrong = to.kind.check?.(value, to.settings) ?? null
    if (wrong === null) return { value, left: null, converted: false }
  }
  if (unchangeable(from.kind) !== null || unchangeable(to.kind) !== null) return nothing(text(value))
  const cell = convertCell({ from, to, texts: transfer.texts }, value)
  // A kind reads what it can; whether its settings take it is asked here as for every other door.
  const refused = cell.value === null || (to.kind.check?.(cell.value, to.settings) ?? null) !== null
  if (refused) return nothing(cell.text)
  return { value: cell.value, left: null, converted: from.kind.id !== to.kind.id }
}

function nothing(text: string): TransferredCell {
  return { value: null, left: text === '' ? null : text, converted: false }
}

/** Links are taken along one by one: those that the column may hold there. */
function transferLinks(
  transfer: Transfer,
  match: { readonly from: BoardColumn; readonly to: BoardColumn },
  value: Json,
  text: (part: Json) => string,
): TransferredCell {
  const parts: readonly Json[] = Array.isArray(value) ? value : []
  const keeps = (part: Json) => refsOf(match.from, [part]).every((id) => mayName(transfer, match, id))
  const kept = parts.filter(keeps)
  const wrong = kept.length === 0 ? null : (match.to.kind.check?.(kept, match.to.settings) ?? null)
  if (wrong !== null) return nothing(text(value))
  const left = parts.filter((part) => !keeps(part))
  return {
    value: kept.length === 0 ? null : kept,
    left: left.length === 0 ? null : text(left),
    converted: false,
  }
}

/**
 * Whether the column may name an item there: it leads to the item's board, and where it shows on that board, it is by the same
 * column as before, so that both sides go on saying the same.
 */
function mayName(
  { source, target, matches, leaving, boards }: Transfer,
  { from, to }: { readonly from: BoardColumn; readonly to: BoardColumn },
  id: string,
): boolean {
  const goesAlong = leaving.has(id)
  const board = goesAlong ? target : placeOf(id, boards.values())?.board
  const entry = board && connectionsOf(to)?.boards.find((each) => each.board === board.boardId)
  if (!board || !entry) return false
  const after = partnerOf({ board: target.boardId, column: to }, board)
  if (goesAlong) {
    const before = partnerOf({ board: source.boardId, column: from }, source)
    const took = before && matches.find((match) => match.from.number === before.column.number)?.to
    return after === undefined ? before === undefined : took?.number === after.column.number
  }
  if (after === undefined) return true
  // A copy is not named by the other side, which a column that shows on both would have to say.
  if (leaving.size === 0) return false
  return partnerOf({ board: source.boardId, column: from }, board)?.column.id === after.column.id
}

/** How items are named in what is left behind: by their keys, where whoever moves them may know. */
export function sightsFrom(boards: ReadonlyMap<string, BoardReader>, principal: Principal): (id: string) => ItemSight {
  return (id) => {
    const place = placeOf(id, boards.values())
    if (!place) return { is: 'gone' }
    const { board, row } = place
    const resource = boardResource(board, board.boardId)
    // Of a board of which they may know some items only, none is quoted.
    const isSeen = can(principal, 'board.read', resource) && narrowGrants(principal, resource) === null
    if (!isSeen) return { is: 'no-access' }
    return {
      is: 'item',
      id,
      board: board.boardId,
      row,
      key: itemKey(String(board.board['prefix'] ?? ''), row),
      title: String(board.system(row, 'title') ?? ''),
      stage: null,
      archived: board.system(row, 'archivedAt') !== null,
    }
  }
}
