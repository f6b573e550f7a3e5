import {
  boardResource,
  boardRules,
  boardViewSpec,
  can,
  columnsOfView,
  formView,
  hiddenColumns,
  isShowable,
  linkColumns,
  sharedSight,
} from '@fulcrum/domain'
import type { BoardState, Fields, LinkPrincipal, Principal, SharedDay, SharedView } from '@fulcrum/domain'
import type { ShareEmpty, ShareIdle, ShareLeftOut, ShareLink } from '@fulcrum/protocol'
import type { StoredShare } from './share-links.ts'

/** What a link leads to at this moment. */
export interface Target {
  readonly board: BoardState
  readonly view: SharedView & { readonly id: string | null; readonly name: string | null }
  readonly principal: LinkPrincipal
}

/** Whether somebody may share a board by links, and look at it as others do. */
export function mayShare(principal: Principal, board: BoardState): boolean {
  return board.board['deletedAt'] === undefined && can(principal, 'board.manage', boardResource(board, board.boardId))
}

/** A view that everybody on the board sees, or the board itself; null where it is none (any more). */
export function viewOf(board: BoardState, id: string | null): Target['view'] | null {
  if (id === null) return { id: null, kind: 'table', name: null, spec: {} }
  const fields = board.record('view', id)
  if (fields === undefined || fields['deletedAt'] !== undefined || typeof fields['ownerId'] === 'string') return null
  const spec = boardViewSpec.safeParse(fields['spec'] ?? {})
  // A view that cannot be read any more would show more than was meant.
  if (!spec.success) return null
  return { id, kind: String(fields['kind'] ?? 'table'), name: String(fields['name'] ?? ''), spec: spec.data }
}

/** What a link leads to, or why it leads nowhere. Without a board or a maker, these are gone. */
export function targetOf(
  link: StoredShare,
  board: BoardState | null,
  { maker, workspace }: { readonly maker: Principal | null; readonly workspace: (id: string) => Fields | undefined },
): Target | ShareIdle {
  if (board === null || board.board['archivedAt'] !== undefined || board.board['deletedAt'] !== undefined) return 'gone'
  const view = viewOf(board, link.view)
  if (view === null || view.kind === formView.id) return 'gone'
  if (maker === null || !mayShare(maker, board)) return 'maker'
  if (!boardRules(board.board, workspace(String(board.board['workspaceId']))).links) return 'rules'
  const columns = columnsOfView(board, view).filter((column) => link.columns.includes(column))
  return { board, view, principal: { kind: 'link', memberId: null, board: link.board, columns } }
}

/** Why a link shows no item, for owners of the board; null where it shows one. */
export function emptyBecause({ board, view, principal }: Target, day: SharedDay): ShareEmpty | null {
  if (!hasItem(board)) return 'no-items'
  if ((view.spec.filter ?? null) === null) return null
  const sight = sharedSight(principal, board, view, day)
  if (sight === null || sight.rows.length > 0) return null
  return sight.isClosed ? 'closed-filter' : 'nothing-passes'
}

function hasItem(board: BoardState): boolean {
  for (let row = 0; row < board.rowCount; row++) if (board.isLive(row)) return true
  return false
}

/** The columns of a link's view that it does not show, and why. */
export function leftOutOf({ board, view, principal }: Target, stored: readonly number[]): ShareLink['leftOut'] {
  const hidden = hiddenColumns(principal, board, boardResource(board, board.boardId))
  const wanted = columnsOfView(board, view)
  const open = new Set(linkColumns(board, wanted))
  const why = (number: number): ShareLeftOut =>
    !open.has(number) ? 'some-only' : !stored.includes(number) ? 'new' : 'follows'
  return wanted.flatMap((number) => {
    const column = board.column(number)
    if (column === undefined || !isShowable(column) || !hidden.has(number)) return []
    return [{ number, title: String(column.fields['title'] ?? ''), why: why(number) }]
  })
}
