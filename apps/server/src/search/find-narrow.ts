import type { BoardSight, BoardState } from '@fulcrum/domain'
import { entriesOfRow, isSearched } from './entries.ts'
import type { Candidate } from './find-entries.ts'
import { wordsOf } from './words.ts'

/** Rows that are looked at before everything else has its turn. */
const rowsAtOnce = 2_000
const maxOfBoard = 400

/**
 * What holds all words, of a board of which the asker may know some items only: their titles and texts, newest first. The index has
 * all items, and is not asked: what is found of others would take part in how much is found, and in what a word is taken for.
 */
export async function findNarrow(board: BoardState, sight: BoardSight, words: readonly string[]): Promise<Candidate[]> {
  const columns = board.columns().filter((column) => isSearched(column) && !sight.hiddenColumns.has(column.number))
  const found: Candidate[] = []
  for (let row = board.rowCount - 1; row >= 0 && found.length < maxOfBoard; row--) {
    if (row % rowsAtOnce === rowsAtOnce - 1) await new Promise((resolve) => setImmediate(resolve))
    for (const entry of entriesOfRow(board, row, columns)) {
      const there = wordsOf(entry.text)
      if (!words.every((word) => there.some((each) => each.startsWith(word)))) continue
      found.push({
        ...entry,
        board: board.boardId,
        id: String(board.system(row, 'id')),
        title: String(board.system(row, 'title') ?? ''),
        updatedAt: Number(board.system(row, 'updatedAt') ?? board.system(row, 'createdAt') ?? 0),
      })
    }
  }
  return found
}
