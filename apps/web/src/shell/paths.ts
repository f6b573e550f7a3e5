import { fromPublicId, publicId, type TrashPart } from '@fulcrum/domain'

/** The address of a board. */
export function boardPath(boardId: string): string {
  return `/b/${publicId('board', boardId)}`
}

/** The address of an item beside its board. */
export function itemPath(boardId: string, row: number): string {
  return `${boardPath(boardId)}/i/${row}`
}

/** The address of what of a board can be brought back. */
export function boardTrashPath(boardId: string, part: TrashPart): string {
  return `/settings/trash?board=${publicId('board', boardId)}&show=${part}`
}

/** What of a board is looked at: the id of a view, and the row of an item that is open beside it. */
export interface BoardPlace {
  readonly view?: string | undefined
  readonly item?: number | undefined
}

/** The address of a place on a board. */
export function placePath(boardId: string, place: BoardPlace): string {
  return `${boardPath(boardId)}${placePart(place)}`
}

/** The address of a board as a member sees it, at the place that one looks at. */
export function viewAsPath(boardId: string, memberId: string, place: BoardPlace = {}): string {
  return `${boardPath(boardId)}/as/${publicId('member', memberId)}${placePart(place)}`
}

function placePart({ view, item }: BoardPlace): string {
  return `${item === undefined ? '' : `/i/${item}`}${view === undefined ? '' : `?view=${encodeURIComponent(view)}`}`
}

/** The row of an address; undefined where it names none. */
export function rowIn(param: string | undefined): number | undefined {
  return param !== undefined && /^\d{1,9}$/.test(param) ? Number(param) : undefined
}

/** The address of a member among all of them. */
export function memberPath(memberId: string): string {
  return `/settings/members?person=${publicId('member', memberId)}`
}

/** The member of an address; null where it names none. */
export function memberIdOf(param: string): string | null {
  try {
    return fromPublicId('member', param)
  } catch {
    return null
  }
}

/** The address of a doc, or of what is said of it: the id is that of a comment. */
export function docPath(docId: string, comment: string | null = null): string {
  return `/d/${publicId('doc', docId)}${comment === null ? '' : `?comment=${comment}`}`
}

/** The doc of an address; null where it names none. */
export function docIdOf(param: string): string | null {
  try {
    return fromPublicId('doc', param)
  } catch {
    return null
  }
}

/** The board of an address; null where it names none. */
export function boardIdOf(param: string): string | null {
  try {
    return fromPublicId('board', param)
  } catch {
    return null
  }
}
