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

/** The address of a board as a member sees it. */
export function viewAsPath(boardId: string, memberId: string): string {
  return `${boardPath(boardId)}/as/${publicId('member', memberId)}`
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
