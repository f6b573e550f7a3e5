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

export function linkedSight(principal: Principal, board: BoardState): LinkedSight {
  const sight = boardSight(principal, board)
  const resource = boardResource(board, board.boardId)
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
  readonly sight: (board: BoardState) => LinkedSight
  /** The cells of another board as the reader sees them. */
  readonly seen: (board: BoardState) => BoardOutlook
}

/** What a reader is told of some of the items that a board names; null where there is nothing to be told. */
export function linkedMessage(
  context: LinkedContext,
  ids: Iterable<string>,
  /** Tells of every board that cells follow from, also where no item of it is named. */
  ofBoards = false,
): LinkedMessage | null {
  const { scope, links, boardOf, hidden } = context
  const parts = new Map<BoardState, { readonly sight: OpenSight; readonly items: LinkedItem[] }>()
  const noAccess: string[] = []
  const gone: string[] = []
  const closed = new Map<string, 'no-access' | 'gone'>()
  for (const id of ids) {
    const boardId = boardOf(id)
    if (boardId === undefined || !links.names(id, hidden)) continue
    // Items of the board itself are here with it.
    if (boardId !== null && scopeOf('board', boardId) === scope) continue
    const board = boardId === null ? undefined : context.board(boardId)
    if (!board) {
      gone.push(id)
      continue
    }
    const sight = context.sight(board)
    const row = board.rowOf(id)
    if (typeof sight === 'string' && links.leadsTo(board.boardId, hidden)) closed.set(board.boardId, sight)
    if (sight === 'no-access') noAccess.push(id)
    else if (sight === 'gone' || row === undefined || goneSince(board, row) !== null) gone.push(id)
    else {
      const part = parts.get(board) ?? { sight, items: [] }
      parts.set(board, part)
      part.items.push(
        itemOf(
          context.seen(board),
          row,
          id,
          toldColumns(board, links).filter((column) => isShown(column, sight)),
        ),
      )
    }
  }
  for (const boardId of ofBoards ? links.needs.keys() : []) {
    const board = scopeOf('board', boardId) === scope ? undefined : context.board(boardId)
    if (!board || !links.leadsTo(boardId, hidden)) continue
    const sight = context.sight(board)
    if (typeof sight === 'string') closed.set(boardId, sight)
    else if (!parts.has(board)) parts.set(board, { sight, items: [] })
  }
  if (parts.size + noAccess.length + gone.length + closed.size === 0) return null
  return {
    t: 'linked',
    scope,
    ...(parts.size > 0 && {
      boards: [...parts].map(([board, { sight, items }]) => partOf(board, links, sight, items)),
    }),
    ...(noAccess.length > 0 && { noAccess }),
    ...(gone.length > 0 && { gone }),
    ...(closed.size > 0 && { closed: [...closed] }),
  }
}

/** The columns of another board that are told along: how far its items are, and what derived cells read. */
function toldColumns(board: BoardState, { needs }: BoardLinks): CellColumn[] {
  const stage = stageColumn(board)?.number
  return [...new Set([...(stage === undefined ? [] : [stage]), ...(needs.get(board.boardId) ?? [])])]
}

function isShown(column: CellColumn, { hiddenColumns }: Sight): boolean {
  return typeof column === 'string' || !hiddenColumns.has(column)
}

function partOf(board: BoardState, links: BoardLinks, sight: OpenSight, items: readonly LinkedItem[]): LinkedPart {
  const numbers = toldColumns(board, links).filter((column) => typeof column === 'number')
  const shown = numbers.filter((column) => isShown(column, sight))
  return {
    board: board.boardId,
    version: board.version,
    name: String(board.board['name'] ?? ''),
    prefix: String(board.board['prefix'] ?? ''),
    columns: shown.flatMap((number) => {
      const column = board.column(number)
      return column ? [[column.id, column.fields] as const] : []
    }),
    hidden: numbers.filter((column) => !isShown(column, sight)),
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
