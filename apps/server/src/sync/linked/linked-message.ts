import { boardRole, boardResource, boardSight, can, goneSince, scopeOf, stageColumn } from '@fulcrum/domain'
import type { BoardOutlook, BoardState, CellColumn, Principal, Scope, Sight } from '@fulcrum/domain'
import type { LinkedItem, LinkedMessage, LinkedPart } from '@fulcrum/protocol'
import type { BoardLinks } from './board-links.ts'

/** What somebody sees of a board whose items are named elsewhere; a board in the trash is gone for those who may read it. */
export type LinkedSight = OpenSight | 'gone' | 'no-access'

interface OpenSight extends Sight {
  /** The columns whose cells they may set there. */
  readonly editable: ReadonlySet<number>
}

/** Of a board of which somebody may know some items only, nothing is told elsewhere; `isNarrow` says that it has no others. */
export function linkedSight(
  principal: Principal,
  board: BoardState,
  { isNarrow = false }: { readonly isNarrow?: boolean } = {},
): LinkedSight {
  const sight = boardSight(principal, board)
  const resource = boardResource(board, board.boardId)
  if (sight?.rule && !isNarrow) return 'no-access'
  if (sight) {
    const editable = board
      .columns()
      .filter(({ fields }) => can(principal, 'column.edit', { ...resource, column: fields }))
      .map(({ number }) => number)
    return { ...sight, fingerprint: `${sight.fingerprint} ${editable.join()}`, editable: new Set(editable) }
  }
  return resource.board['deletedAt'] !== undefined && boardRole(principal, resource) !== null ? 'gone' : 'no-access'
}

/** Equal marks see the same of a board. */
export function markOf(sight: LinkedSight): string {
  return typeof sight === 'string' ? sight : sight.fingerprint
}

export interface LinkedContext {
  readonly scope: Scope
  readonly links: BoardLinks
  /** The board of an item: null where there is no such item, undefined where nobody has looked yet. */
  readonly boardOf: (id: string) => string | null | undefined
  readonly board: (boardId: string) => BoardState | undefined
  /** What the reader sees of the board whose cells name the items, and of another one. */
  readonly hidden: ReadonlySet<number>
  /** Which of the items there the reader may know of, where that is some only. */
  readonly isSeen?: ((row: number) => boolean) | undefined
  readonly sight: (board: BoardState) => LinkedSight
  /** The cells of another board as the reader sees them. */
  readonly seen: (board: BoardState) => BoardOutlook
}

/** What a reader is told of some of the items that a board names; null where there is nothing to be told. */
export function linkedMessage(
  context: LinkedContext,
  ids: Iterable<string>,
  /** Boards that are told of also where none of the items is theirs, beside all that cells follow from: that they are closed. */
  ofBoards?: Iterable<string>,
): LinkedMessage | null {
  const { scope, links, boardOf, hidden, isSeen } = context
  const partFor = (board: BoardState, sight: OpenSight): Part => {
    const told = toldColumns(board, links)
    return { sight, told, shown: told.filter((column) => isShown(column, sight)), items: [] }
  }
  const parts = new Map<BoardState, Part>()
  const noAccess: string[] = []
  const gone: string[] = []
  const noted = new Map<string, 'no-access' | 'gone'>()
  for (const id of ids) {
    const boardId = boardOf(id)
    if (boardId === undefined || !links.names(id, hidden, isSeen)) continue
    // Items of the board itself are here with it.
    if (boardId !== null && scopeOf('board', boardId) === scope) continue
    const board = boardId === null ? undefined : context.board(boardId)
    if (!board) {
      gone.push(id)
      continue
    }
    const sight = context.sight(board)
    const row = board.rowOf(id)
    if (typeof sight === 'string') noted.set(board.boardId, sight)
    if (sight === 'no-access') noAccess.push(id)
    else if (sight === 'gone' || row === undefined || goneSince(board, row) !== null) gone.push(id)
    else {
      const part = parts.get(board) ?? partFor(board, sight)
      parts.set(board, part)
      part.seen ??= context.seen(board)
      part.items.push(itemOf(part.seen, row, id, part.shown))
    }
  }
  for (const boardId of new Set(ofBoards ? [...links.needs.keys(), ...ofBoards] : [])) {
    const board = scopeOf('board', boardId) === scope ? undefined : context.board(boardId)
    if (!board) continue
    const sight = context.sight(board)
    if (typeof sight === 'string') noted.set(boardId, sight)
    else if (links.needs.has(boardId) && !parts.has(board) && links.leadsTo(boardId, hidden))
      parts.set(board, partFor(board, sight))
  }
  const closed = [...noted].filter(([boardId]) => links.leadsTo(boardId, hidden))
  if (parts.size + noAccess.length + gone.length + closed.length === 0) return null
  return {
    t: 'linked',
    scope,
    ...(parts.size > 0 && {
      boards: [...parts].map(([board, part]) => partOf(board, part)),
    }),
    ...(noAccess.length > 0 && { noAccess }),
    ...(gone.length > 0 && { gone }),
    ...(closed.length > 0 && { closed }),
  }
}

/** What is told of one board. */
interface Part {
  readonly sight: OpenSight
  readonly told: readonly CellColumn[]
  /** Those that the reader may see. */
  readonly shown: readonly CellColumn[]
  readonly items: LinkedItem[]
  /** Its cells as the reader sees them; asked for with the first item. */
  seen?: BoardOutlook
}

/** The columns of another board that are told along: how far its items are, and what derived cells read. */
function toldColumns(board: BoardState, { needs }: BoardLinks): CellColumn[] {
  const stage = stageColumn(board)?.number
  return [...new Set([...(stage === undefined ? [] : [stage]), ...(needs.get(board.boardId) ?? [])])]
}

function isShown(column: CellColumn, { hiddenColumns }: Sight): boolean {
  return typeof column === 'string' || !hiddenColumns.has(column)
}

function partOf(board: BoardState, { sight, told, shown: columns, items }: Part): LinkedPart {
  const shown = columns.filter((column) => typeof column === 'number')
  return {
    board: board.boardId,
    version: board.version,
    name: String(board.board['name'] ?? ''),
    prefix: String(board.board['prefix'] ?? ''),
    columns: shown.flatMap((number) => {
      const column = board.column(number)
      return column ? [[column.id, column.fields] as const] : []
    }),
    hidden: told.filter((column) => typeof column === 'number').filter((column) => !isShown(column, sight)),
    editable: shown.filter((column) => sight.editable.has(column)),
    items,
  }
}

function itemOf(seen: BoardOutlook, row: number, id: string, columns: readonly CellColumn[]): LinkedItem {
  const board = seen.state
  return {
    id,
    row,
    state: board.isLive(row) ? 'live' : 'archived',
    title: String(board.system(row, 'title') ?? ''),
    cells: columns
      .map(
        (column) => [column, typeof column === 'string' ? board.system(row, column) : seen.cell(row, column)] as const,
      )
      .filter(([, value]) => value !== null),
  }
}
