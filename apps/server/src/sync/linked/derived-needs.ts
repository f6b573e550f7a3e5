import { farColumns } from '@fulcrum/domain'
import type { BoardState, CellColumn } from '@fulcrum/domain'
import type { BoardLinks } from './board-links.ts'

/** Whether some of these columns of a board are derived, and whether from further boards. */
export function derivedNeeds(
  board: BoardState,
  columns: Iterable<CellColumn>,
): { readonly any: boolean; readonly far: boolean } {
  const derived = [...columns].filter(
    (column) => typeof column === 'number' && board.column(column)?.kind.derive !== undefined,
  )
  if (derived.length === 0) return { any: false, far: false }
  const far = farColumns(board)
  return { any: true, far: derived.some((column) => far.has(Number(column))) }
}

/** Tells of items whose derived cells changed, of the columns that are needed: no patch says so. The answer ends it. */
export function watchDerived(
  board: BoardState,
  links: Pick<BoardLinks, 'needs'>,
  changed: (ids: readonly string[]) => void,
): () => void {
  /** `c5`, `c5.problem`, and the same before which the mark of an outlook stands. */
  const isNeeded = (lane: string): boolean => {
    const number = Number(/^(?:~\d+\.)?c(\d+)(?:\.|$)/.exec(lane)?.[1] ?? Number.NaN)
    return links.needs.get(board.boardId)?.has(number) === true && board.column(number)?.kind.derive !== undefined
  }
  return board.items.follow({
    before: () => undefined,
    after: ({ cells }) => {
      const rows = new Set(cells.filter(({ lane }) => isNeeded(lane)).flatMap((cell) => [...cell.rows]))
      if (rows.size === 0) return
      changed(
        [...rows].flatMap((row) => {
          const id = board.system(row, 'id')
          return typeof id === 'string' ? [id] : []
        }),
      )
    },
    replaced: () => undefined,
    announce: () => undefined,
  })
}
