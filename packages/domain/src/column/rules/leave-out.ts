import type { CommandEnv } from '../../command.ts'
import { connectionsOf } from '../../connection/connection.ts'
import type { CellColumn } from '../../patch.ts'
import type { Transaction } from '../../transaction.ts'
import { brokenBy } from './broken.ts'
import type { Broken } from './broken.ts'
import { refusalOf } from './keep.ts'

/**
 * Leaves out of a transaction the cells whose values would break a rule, and gives what they would have broken. A connection
 * that shows on two boards cannot be left out of one, and an item not without its cells: then all is refused.
 */
export function leaveOutBroken(tx: Transaction, { principal }: CommandEnv): Broken[] {
  const left: Broken[] = []
  // A cell that is left out keeps the value that it has, which another one may have been to get.
  for (;;) {
    const [first, ...rest] = brokenBy(tx.states, tx.writes())
    if (!first) return left
    const broken = [first, ...rest] as const
    if (broken.some(({ by, column }) => by === 'createdAt' || (by === column.number && isPaired(column)))) {
      throw refusalOf(broken, principal)
    }
    leaveOut(tx, broken)
    left.push(...broken)
  }
}

/**
 * What an import does about rules: a value that breaks one is left out, so that a new item's cell is blank and that of a known
 * one stays as it is. Items and statuses come all the same where a cell is missing that should be filled. Gives both.
 */
export function leaveOutOfImport(tx: Transaction): Broken[] {
  const left: Broken[] = []
  const known = new Set<string>()
  for (;;) {
    // What a source brings stands where it stood: an import of work in progress is not to lose how far it is.
    const broken = brokenBy(tx.states, tx.writes()).filter(({ rule }) => rule !== 'limits')
    const values = broken.filter(({ by, column }) => by === column.number)
    if (values.length === 0) {
      return [...left, ...broken.filter(({ column, row }) => !known.has(`${column.number} ${row}`))]
    }
    leaveOut(tx, values)
    for (const { column, row } of values) known.add(`${column.number} ${row}`)
    left.push(...values)
  }
}

function leaveOut(tx: Transaction, broken: readonly Broken[]): void {
  const boards = new Map<string, Map<CellColumn, Set<number>>>()
  for (const { board, by, row } of broken) {
    const cells = boards.get(board.boardId) ?? new Map<CellColumn, Set<number>>()
    boards.set(board.boardId, cells)
    cells.set(by, (cells.get(by) ?? new Set<number>()).add(row))
  }
  for (const [board, cells] of boards) tx.board(board).leaveOut(cells)
}

function isPaired(column: Broken['column']): boolean {
  return connectionsOf(column)?.boards.some(({ partner }) => partner !== null) === true
}
