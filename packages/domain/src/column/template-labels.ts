import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import { matchingKey } from '../text.ts'
import type { LabelMerge } from './kind.ts'

/**
 * The column of a template that is still the one of the board that it was copied from: it has the number and the kind. A template
 * may be changed by itself; what was made anew there is another column.
 */
export function columnInCopy(column: BoardColumn, copy: Pick<BoardReader, 'column'>): BoardColumn | undefined {
  const found = copy.column(column.number)
  return found?.kind.id === column.kind.id && found.fields['deletedAt'] === undefined ? found : undefined
}

/** Those of some labels that the column of a copy has too: under the same number by the same name. */
export function labelsInCopy(column: BoardColumn, copy: BoardColumn, numbers: readonly number[]): number[] {
  const nameIn = ({ kind, settings }: BoardColumn, label: number) =>
    kind.names?.(settings).find(({ number }) => number === label)?.name
  return numbers.filter((number) => {
    const [here, there] = [nameIn(column, number), nameIn(copy, number)]
    return here !== undefined && there !== undefined && matchingKey(here) === matchingKey(there)
  })
}

/** A merge as far as the column of a copy has its labels; null where it has none of those that go, or cannot choose the one that stays. */
export function mergeInCopy(column: BoardColumn, copy: BoardColumn, { from, into }: LabelMerge): LabelMerge | null {
  const kept = labelsInCopy(column, copy, from)
  const stays = labelsInCopy(column, copy, [into]).some((number) => isOffered(copy, number))
  return kept.length > 0 && stays ? { from: kept, into } : null
}

/** Whether a column has a label to choose. */
export function isOffered({ kind, settings }: BoardColumn, label: number): boolean {
  return kind.names?.(settings).some(({ number, retired }) => number === label && retired !== true) === true
}
