import type { DerivedInput } from './derivation.ts'

/** The column of the same board that an input names, where it names one by number. */
export function inputColumns(input: DerivedInput, boardId: string): readonly number[] {
  if (input.of === 'row' || input.of === 'children') return typeof input.column === 'number' ? [input.column] : []
  if (input.of !== 'linked') return []
  return input.board === boardId && typeof input.column === 'number' ? [input.through, input.column] : [input.through]
}
