import type { Table } from '@fulcrum/columnar'
import type { BoardState } from '../../board/board-state.ts'
import { allowedRules } from './allowed.ts'
import { boardRules } from './rules.ts'
import type { RuledColumn } from './rules.ts'
import { UniqueIndex } from './unique-index.ts'

const ofTables = new WeakMap<Table, Map<string, UniqueIndex>>()

/** The index of a column whose values are to be unique. */
export function uniqueIndex({ items }: Pick<BoardState, 'items'>, column: RuledColumn): UniqueIndex {
  const key = uniqueLane(column)
  const indexes = ofTables.get(items) ?? new Map<string, UniqueIndex>()
  ofTables.set(items, indexes)
  const index = indexes.get(key) ?? new UniqueIndex(items, key)
  indexes.set(key, index)
  return index
}

/**
 * Takes some rows into what tells whether values are unique, and forgets what no rule asks for any more. True where some are
 * left: whoever has large boards calls it until then, and gives others their turn between.
 */
export function indexSome(board: BoardState): boolean {
  const rules = boardRules(board)
  const unique = rules === null ? [] : rules.columns.filter((column) => column.rules.unique === true)
  const indexes = ofTables.get(board.items)
  if (indexes && indexes.size > unique.length) {
    const wanted = new Set(unique.map(uniqueLane))
    for (const [key, index] of indexes) {
      if (wanted.has(key)) continue
      index.stop()
      indexes.delete(key)
    }
  }
  return unique.map((column) => uniqueIndex(board, column)).some((index) => !index.isBuilt && index.build())
}

function uniqueLane({ kind, settings, lanes, number }: RuledColumn): string {
  const { lane } = allowedRules(kind, settings)
  return lanes.find(({ name }) => name === lane)?.key ?? `c${number}`
}
