import type { FieldGuess, ImportValue } from './import-source.ts'
import { importKindOf } from './kinds/all.ts'
import { nothing, type ReadResult } from './kinds/kind.ts'

/**
 * Reads what the source has under a kind and its settings: those of the guess, or others that a person chose.
 * `readValue('25 %', {kind: 'number', settings: {numberStyle: 'point'}}) // {ok: true, value: {kind: 'number', number: 25}}`
 */
export function readValue(
  value: ImportValue | undefined,
  field: Pick<FieldGuess, 'kind' | 'settings'>,
  timeZone = 'UTC',
): ReadResult {
  if (value === null || value === undefined) return nothing
  const text = (typeof value === 'object' ? value.join(', ') : String(value)).replace(/\r\n?/g, '\n')
  const trimmed = text.trim()
  if (trimmed === '') return nothing
  return importKindOf(field.kind).read({ value, text, trimmed, settings: field.settings, timeZone })
}
