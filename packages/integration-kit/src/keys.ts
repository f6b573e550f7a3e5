import { matchingKey } from '@fulcrum/domain'

const unsafeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** True for names that mean something to every object; no key of ours is one. */
export function isUnsafeKey(name: string): boolean {
  return unsafeKeys.has(name)
}

/** An object without a prototype, for keys that come from outside. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}

/**
 * A key made of a title: lower case, words joined by hyphens, letters and digits of every script kept, never unsafe.
 * `fieldKey('Due date') // 'due-date'`
 */
export function fieldKey(title: string): string {
  const key = matchingKey(title)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
  if (key === '') return 'column'
  return unsafeKeys.has(key) || key in Object.prototype ? `${key}-field` : key
}

/** The name, or the name with the first number that makes it new; what is returned counts as used. */
export function unique(name: string, used: Set<string>, join: (name: string, n: number) => string): string {
  let candidate = name
  for (let n = 2; used.has(candidate); n++) candidate = join(name, n)
  used.add(candidate)
  return candidate
}

/** Which titles had to be made or changed, by position. */
export interface TitledColumn {
  readonly title: string
  readonly key: string
  readonly change: 'none' | 'untitled' | 'repeated'
}

/** Titles and keys of columns: empty titles become `Column 3`, repeated ones `Name 2`. */
export function titleColumns(header: readonly string[]): readonly TitledColumn[] {
  const titles = new Set<string>()
  const keys = new Set<string>()
  return header.map((cell, index) => {
    const written = cell.replace(/\s+/g, ' ').trim().slice(0, 200)
    const wanted = written === '' ? `Column ${index + 1}` : written
    const title = unique(wanted, titles, (name, n) => `${name} ${n}`)
    const key = unique(fieldKey(title), keys, (name, n) => `${name}-${n}`)
    return { title, key, change: written === '' ? 'untitled' : title === written ? 'none' : 'repeated' }
  })
}

/** A short hash (FNV-1a, 2 x 32 bits) that tells texts apart; not for secrets. */
export function hashText(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code ^ (low >>> 15), 0x85ebca6b)
  }
  return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0')
}
