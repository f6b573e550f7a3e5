import type { BoardReader } from '../board/board-reader.ts'

/** Where an item stands: in a group, or below a parent. */
export interface Container {
  readonly group: number
  readonly parent: number | null
}

/**
 * The ranks between which an item goes that is put behind `after` (null is first, undefined is last). Deleted items keep
 * their place and count.
 */
export function neighbours(
  board: BoardReader,
  container: Container,
  after: number | null | undefined,
  ignore: ReadonlySet<number> = new Set(),
): { readonly before: string | null; readonly after: string | null } {
  if (container.parent === null && ignore.size === 0 && typeof after !== 'number') {
    const { first, last } = board.rankEnds(container.group)
    return after === undefined ? { before: last, after: null } : { before: null, after: first }
  }
  const anchor = after === null || after === undefined ? null : String(board.system(after, 'rank') ?? '')
  let before: string | null = after === undefined ? null : anchor
  let next: string | null = null
  for (const row of rowsIn(board, container)) {
    if (ignore.has(row)) continue
    const rank = board.system(row, 'rank')
    if (typeof rank !== 'string') continue
    if (after === undefined) {
      if (before === null || rank > before) before = rank
    } else if ((anchor === null || rank > anchor) && (next === null || rank < next)) next = rank
  }
  return { before, after: next }
}

/** The rows of a container, in no order. */
export function* rowsIn(board: BoardReader, { group, parent }: Container): Iterable<number> {
  if (parent !== null) {
    yield* board.children(parent)
    return
  }
  for (let row = 0; row < board.rowCount; row++) {
    if (board.system(row, 'group') === group && board.system(row, 'parent') === null) yield row
  }
}
