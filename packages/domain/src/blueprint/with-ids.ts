import type { Json, JsonObject } from '../json.ts'

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * A value with ids in the place of others, wherever in it they stand: settings, formulas and cells name boards, columns and items.
 * What is not among `ids` stays.
 */
export function withIds(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return value.replaceAll(anyId, (id) => ids.get(id) ?? id)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((part) => withIds(part as Json, ids))
  const fields = Object.entries(value as JsonObject)
  return Object.fromEntries(fields.map(([name, part]) => [name, withIds(part, ids)]))
}
