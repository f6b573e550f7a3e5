import { asArray, asObject, asText, get, type ImportValue, type RawObject } from '@fulcrum/integration-kit'
import { customKey } from './fields.ts'
import { instantOf } from './instant.ts'
import type { Reading } from './reading.ts'

/** Puts what a card says in the fields that the board has made itself. */
export function putCustomValues(reading: Reading, values: Record<string, ImportValue>, card: RawObject): void {
  for (const raw of asArray(get(card, 'customFieldItems'))) {
    const item = asObject(raw)
    const id = asText(get(item, 'idCustomField'))
    if (item === null || id === null) continue
    if (reading.fields.get(customKey(id)) === undefined)
      reading.lose(null, 'field-unsupported', `a custom field: ${id}`)
    else reading.put(values, customKey(id), customValue(reading, id, item))
  }
}

/** What stands in a custom field, by the type that the board gives it; null for nothing, or for nothing of that type. */
export function customValue({ board }: Reading, id: string, item: RawObject | null): ImportValue {
  const field = board.customFields.find((each) => each.id === id)
  if (field === undefined) return null
  if (field.type === 'list') return field.options.get(asText(get(item, 'idValue')) ?? '')?.name ?? null
  const value = asObject(get(item, 'value'))
  return (readers.get(field.type) ?? textIn)(value)
}

type ReadCustom = (value: RawObject | null) => ImportValue

const readers: ReadonlyMap<string, ReadCustom> = new Map<string, ReadCustom>([
  ['checkbox', (value) => (String(get(value, 'checked')) === 'true' ? true : null)],
  ['date', (value) => (instantOf(get(value, 'date')) === null ? null : asText(get(value, 'date')))],
  ['number', (value) => numberIn(asText(get(value, 'number')))],
])

function textIn(value: RawObject | null): ImportValue {
  return asText(get(value, 'text'))
}

function numberIn(text: string | null): number | null {
  return text === null || text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text)
}
