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

/** Where to go after signing in: only ever a page of ours. `safeNext('//evil.example/') // '/'` */
export function safeNext(next: string | undefined, origin: string): string {
  if (next === undefined || !next.startsWith('/') || hasControls(next)) return '/'
  try {
    const url = new URL(next, origin)
    const path = `${url.pathname}${url.search}${url.hash}`
    // The path is read once more by itself: `/.//evil.example` has become `//evil.example` by now.
    if (url.origin !== origin || new URL(path, origin).origin !== origin) return '/'
    return url.pathname === '/sign-in' || url.pathname === '/link' ? '/' : path
  } catch {
    return '/'
  }
}

function hasControls(text: string): boolean {
  return [...text].some((letter) => letter <= ' ' || letter === '\\' || letter === '\u007f')
}
