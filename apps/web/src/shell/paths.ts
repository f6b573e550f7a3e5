import { fromPublicId, publicId } from '@fulcrum/domain'

/** The address of a board. */
export function boardPath(boardId: string): string {
  return `/b/${publicId('board', boardId)}`
}

/** The address of an item beside its board. */
export function itemPath(boardId: string, row: number): string {
  return `${boardPath(boardId)}/i/${row}`
}

/** The board of an address; null where it names none. */
export function boardIdOf(param: string): string | null {
  try {
    return fromPublicId('board', param)
  } catch {
    return null
  }
}
