import type { BoardState } from '../board/board-state.ts'
import type { KindRegistry } from '../column/kind.ts'
import type { DerivedReader, DeriveSchema, LinkedBoard, LinkedBoards } from './derivation.ts'
import { DerivedLanes } from './derived-lanes.ts'

/** Keeps up the derived lanes of a board. */
export function derivedParts(board: BoardState, kinds: KindRegistry, boards: LinkedBoards): DerivedLanes {
  return new DerivedLanes({
    items: board.items,
    kinds,
    schema: schemaOf(board, boards),
    reader: readerOf(board, boards),
  })
}

function schemaOf(board: BoardState, boards: LinkedBoards): DeriveSchema {
  return {
    boardId: board.boardId,
    get title() {
      return board.title
    },
    column: (number) => board.column(number),
    columns: () => board.columns(),
    board: (boardId) => {
      const found = linked(board, boards, boardId)
      if (typeof found === 'string') return undefined
      return {
        boardId,
        title: found.title,
        column: (number) => found.column(number),
        columns: () => found.columns(),
        // What that board reads of others again is known to whoever holds it.
        board: () => undefined,
      }
    },
  }
}

/** Items may be connected to others of their own board. */
function linked(board: BoardState, boards: LinkedBoards, boardId: string): LinkedBoard {
  return boardId === board.boardId ? board : boards(boardId)
}

function readerOf(board: BoardState, boards: LinkedBoards): DerivedReader {
  return {
    boardId: board.boardId,
    column: (number) => board.column(number),
    columns: () => board.columns(),
    rowOf: (itemId) => board.rowOf(itemId),
    exists: (row) => board.exists(row),
    isLive: (row) => board.isLive(row),
    lane: (key, row) => board.lane(key, row),
    cell: (row, column) => board.cell(row, column),
    keyOf: (row) => board.keyOf(row),
    get title() {
      return board.title
    },
    children: (row) =>
      board
        .children(row)
        .filter((child) => board.isLive(child))
        .sort((left, right) => left - right),
    get today() {
      return board.today
    },
    get timeZone() {
      return board.timeZone
    },
    board: (boardId) => linked(board, boards, boardId),
  }
}
