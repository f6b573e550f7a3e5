import { compareCodePoints, matchingKey } from '@fulcrum/columnar'
import { isList, type FormulaType } from './types.ts'
import type { FormulaValue } from './value.ts'

/** Texts match by NFKC and lower case, as everywhere on a board; labels are texts. */
export function isTextual(type: FormulaType): boolean {
  return type === 'text' || type === 'option'
}

/** How two texts stand to each other: by their matching keys, by code points. Negative, zero where they match, positive. */
export function compareTexts(left: string, right: string): number {
  return left === right ? 0 : compareCodePoints(matchingKey(left), matchingKey(right))
}

/** True where two things of one scalar type are the same; two blanks are. */
export function sameScalar(left: FormulaValue, right: FormulaValue): boolean {
  if (left === right) return true
  return typeof left === 'string' && typeof right === 'string' && matchingKey(left) === matchingKey(right)
}

/** True where two values of one type are the same. Lists are, entry by entry; people, whatever their order. */
export function sameValue(left: FormulaValue, right: FormulaValue, type: FormulaType): boolean {
  if (!isList(type)) return type === 'person' ? left === right : sameScalar(left, right)
  const [first, second] = [entries(left), entries(right)]
  if (type.list === 'person') {
    const [ours, theirs] = [new Set(first), new Set(second)]
    return ours.size === theirs.size && [...ours].every((entry) => theirs.has(entry))
  }
  return first.length === second.length && first.every((entry, index) => sameScalar(entry, second[index] ?? null))
}

function entries(value: FormulaValue): readonly FormulaValue[] {
  return Array.isArray(value) ? value : []
}
