/** What `JSON.parse` gave, before anything is known of it. */
export type Raw = unknown

/** The value as an object, or null. */
export function asObject(value: Raw): Readonly<Record<string, Raw>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Raw>>)
    : null
}

/** The value as an array; empty for anything else. */
export function asArray(value: Raw): readonly Raw[] {
  return Array.isArray(value) ? value : []
}

/** The value as text: strings that are not empty, and numbers; null for anything else. */
export function asText(value: Raw): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

/** An own property; nothing that objects inherit. */
export function get(object: Readonly<Record<string, Raw>> | null | undefined, key: string): Raw {
  return object !== null && object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined
}

/** The value as a number that is one, or null. */
export function asNumber(value: Raw): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The elements that are objects. */
export function asObjects(value: Raw): readonly Readonly<Record<string, Raw>>[] {
  return asArray(value)
    .map(asObject)
    .filter((object) => object !== null)
}
