import type { BoardState } from '../board/board-state.ts'
import { farColumns } from './far.ts'
import { inputColumns } from './inputs.ts'

/** The boards that far cells of one follow from, it among them. */
export interface Reach {
  /** Which columns of each board are read from others. */
  readonly boards: ReadonlyMap<string, ReadonlySet<number>>
  /** The boards that are here, each after those that it reads, as far as they do not read each other. */
  readonly order: readonly BoardState[]
  /** Boards that are to be had before more can be said. */
  readonly missing: readonly string[]
  /** Whether a column follows from itself by way of another board. */
  readonly inCircle: (boardId: string, column: number) => boolean
}

/** Finds the boards behind the far cells of one, through any number of boards in between. `find` gives those that are here. */
export function reachOf(root: BoardState, find: (boardId: string) => BoardState | undefined): Reach {
  const boards = new Map<string, Set<number>>([[root.boardId, new Set()]])
  const states = new Map<string, BoardState>([[root.boardId, root]])
  const order: BoardState[] = []
  const missing: string[] = []
  const seen = new Set<string>()
  const visit = (board: BoardState): void => {
    if (seen.has(board.boardId)) return
    seen.add(board.boardId)
    for (const number of farColumns(board)) {
      for (const input of board.derivedFrom(number) ?? []) {
        if (input.of !== 'linked' || input.board === board.boardId) continue
        const read = boards.get(input.board) ?? new Set()
        boards.set(input.board, read)
        if (typeof input.column === 'number') read.add(input.column)
        const other = states.get(input.board) ?? find(input.board)
        if (other) {
          states.set(input.board, other)
          visit(other)
        } else if (!missing.includes(input.board)) missing.push(input.board)
      }
    }
    order.push(board)
  }
  visit(root)
  const circular = circles(order)
  return { boards, order, missing, inCircle: (boardId, column) => circular.has(nameOf(boardId, column)) }
}

/** Derived columns that read each other in circles over several boards. */
function circles(boards: readonly BoardState[]): ReadonlySet<string> {
  const reads = new Map<string, readonly string[]>()
  for (const board of boards) {
    for (const { number, kind, fields } of board.columns()) {
      if (!kind.derive || fields['deletedAt'] !== undefined) continue
      reads.set(nameOf(board.boardId, number), namesRead(board, number))
    }
  }
  const circular = new Set<string>()
  for (const start of reads.keys()) if (leadsTo(start, start, reads)) circular.add(start)
  return circular
}

function namesRead(board: BoardState, column: number): string[] {
  return (board.derivedFrom(column) ?? []).flatMap((input) => {
    const own = inputColumns(input, board.boardId).map((number) => nameOf(board.boardId, number))
    if (input.of !== 'linked' || input.board === board.boardId || typeof input.column !== 'number') return own
    return [...own, nameOf(input.board, input.column)]
  })
}

function leadsTo(start: string, end: string, reads: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>()
  const waiting = [...(reads.get(start) ?? [])]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === end) return true
    if (seen.has(at)) continue
    seen.add(at)
    waiting.push(...(reads.get(at) ?? []))
  }
  return false
}

function nameOf(boardId: string, column: number): string {
  return `${boardId} ${column}`
}
