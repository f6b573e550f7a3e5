import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import { maxScopesOfUndo } from '../change/undo-limit.ts'
import type { Json } from '../json.ts'
import { matchingKey } from '../text.ts'
import type { LabelMerge } from './kind.ts'

/** Templates that go along with one merge: an undo names every scope that it wrote, of which the board is one. */
export const maxTemplatesAlong = maxScopesOfUndo - 1

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

/** A merge on the column of a copy, and the settings of that column with the label that stays. */
export interface MergeInCopy {
  readonly merge: LabelMerge
  readonly settings: Json
}

/**
 * A merge as far as the column of a copy has its labels. One that stays and is missing there is taken over from the board. Null
 * where the copy has none of those that go, or cannot have the one that stays.
 */
export function mergeInCopy(column: BoardColumn, copy: BoardColumn, { from, into }: LabelMerge): MergeInCopy | null {
  const kept = labelsInCopy(column, copy, from)
  const settings = kept.length === 0 ? null : settingsWithLabel(column, copy, into)
  return settings === null ? null : { merge: { from: kept, into }, settings }
}

function settingsWithLabel(column: BoardColumn, copy: BoardColumn, label: number): Json | null {
  if (labelsInCopy(column, copy, [label]).length === 0) {
    return copy.kind.labels?.withLabelOf(copy.settings, column.settings, label) ?? null
  }
  return isOffered(copy, label) ? copy.settings : null
}

/** Whether a column has a label to choose. */
export function isOffered({ kind, settings }: BoardColumn, label: number): boolean {
  return kind.names?.(settings).some(({ number, retired }) => number === label && retired !== true) === true
}
