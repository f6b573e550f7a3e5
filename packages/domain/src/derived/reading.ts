import type { WorkDays } from '../account/day.ts'
import type { DerivedBoard, DerivedReader, DeriveSchema, IsGone, LinkedBoards } from './derivation.ts'

/** A board as its derivations read it. */
export interface ReadBoard extends DerivedBoard {
  children(row: number): readonly number[]
}

/** The account's day and zone, as they are at the moment of asking. */
export interface ReadDay {
  readonly today: number | null
  readonly timeZone: string
  readonly workDays: WorkDays
}

/** What derivations of a board know of columns. `boards` knows the board itself too: items may name others of their own board. */
export function schemaOf(board: DerivedBoard, boards: LinkedBoards): DeriveSchema {
  return {
    boardId: board.boardId,
    get title() {
      return board.title
    },
    column: (number) => board.column(number),
    columns: () => board.columns(),
    board: (boardId) => {
      const found = boards(boardId)
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
    isPart: (boardId) => {
      const found = boards(boardId)
      return found === 'loading' || (typeof found !== 'string' && found.isPart === true)
    },
    absence: (boardId) => {
      const found = boards(boardId)
      return typeof found === 'string' ? found : null
    },
  }
}

/** What derivations of a board read cells with. */
export function readerOf(board: ReadBoard, day: ReadDay, boards: LinkedBoards, isGone: IsGone): DerivedReader {
  return {
    boardId: board.boardId,
    column: (number) => board.column(number),
    columns: () => board.columns(),
    rowOf: (itemId) => board.rowOf(itemId),
    exists: (row) => board.exists(row),
    isLive: (row) => board.isLive(row),
    lane: (key, row) => board.lane(key, row),
    laneReader: (key) => board.laneReader?.(key) ?? ((row) => board.lane(key, row)),
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
      return day.today
    },
    get timeZone() {
      return day.timeZone
    },
    get workDays() {
      return day.workDays
    },
    board: boards,
    isGone,
  }
}
