import type { KindOperator } from '@fulcrum/domain'
import { labelOf } from './labels.ts'
import type { LabelSettings } from './labels.ts'
import { joinList } from './lists.ts'
import { presence } from './operators.ts'

/** The text that `readLabelSet` reads back. */
export function writtenLabelSet(numbers: readonly number[], settings: LabelSettings): string {
  return joinList(numbers.map((number) => labelOf(settings, number)?.name ?? ''))
}

/** The ways to filter by a set of labels. */
export function labelSetOperators(lane: string): readonly KindOperator[] {
  return [
    { id: 'has-any', label: 'has any of', lane, op: 'hasAny', takes: 'options' },
    { id: 'has-all', label: 'has all of', lane, op: 'hasAll', takes: 'options' },
    { id: 'has-none', label: 'has none of', lane, op: 'hasNone', takes: 'options' },
    ...presence(lane),
  ]
}

/** A list as a cell keeps it: null where it is empty. */
export function filledSet<T>(list: readonly T[] | null): T[] | null {
  return list === null || list.length === 0 ? null : [...list]
}
