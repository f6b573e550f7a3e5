/** What `JSON.parse` gave, before anything is known of it. */
export type Raw = unknown

export type RawObject = Readonly<Record<string, Raw>>

/** The value as an object, or null. */
export function asObject(value: Raw): RawObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawObject) : null
}

/** The value as an array; empty for anything else. */
export function asArray(value: Raw): readonly Raw[] {
  return Array.isArray(value) ? value : []
}

/** The elements that are objects. */
export function asObjects(value: Raw): readonly RawObject[] {
  return asArray(value)
    .map(asObject)
    .filter((object) => object !== null)
}

/** The value as text: strings that are not empty, and numbers; null for anything else. */
export function asText(value: Raw): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

/** The value as a number that is one, or null. */
export function asNumber(value: Raw): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** An own property, under the first of several names that the object has; nothing that objects inherit. */
export function get(object: RawObject | null | undefined, ...names: readonly string[]): Raw {
  if (object === null || object === undefined) return undefined
  for (const name of names) if (Object.hasOwn(object, name)) return object[name]
  return undefined
}
