import type { BoardWriter } from '../transaction.ts'

/** Lets items whose cells a change of the column wrote keep who changed them last and when: what they say is the same. */
export function keepStamps(board: BoardWriter, rows: readonly number[]): void {
  for (const stamp of ['updatedAt', 'updatedBy'] as const) {
    board.fillCells(
      stamp,
      rows,
      rows.map((row) => board.reader.system(row, stamp)),
    )
  }
}
