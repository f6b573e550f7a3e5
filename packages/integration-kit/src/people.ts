import { matchingKey } from '@fulcrum/domain'
import type { ImportPerson } from './import-source.ts'
import { separated } from './kinds/separated.ts'

const addressed = /^"?([^"<>]*?)"?\s*<([^<>\s@]+@[^<>\s@]+)>$/
const address = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/
const nameWord = /^[\p{L}\p{M}][\p{L}\p{M}\p{N}.'’_-]*$/u

/**
 * Somebody named in a text: a name, an address, or both as in mail.
 * `personOf('Ada Lovelace <ada@example.org>') // {key: 'ada@example.org', name: 'Ada Lovelace', email: 'ada@example.org'}`
 */
export function personOf(text: string): ImportPerson | null {
  const trimmed = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^@(?=\S)/, '')
  if (trimmed === '') return null
  const both = addressed.exec(trimmed)
  if (both !== null) {
    const email = matchingKey(both[2] ?? '')
    return { key: email, name: both[1]?.trim() || email, email }
  }
  if (address.test(trimmed)) {
    const email = matchingKey(trimmed)
    return { key: email, name: trimmed, email }
  }
  return { key: `name:${matchingKey(trimmed)}`, name: trimmed }
}

/** Everybody named in a text, each once. `peopleOf('Ada, Grace', ',').length // 2` */
export function peopleOf(text: string, separator: string | undefined): readonly ImportPerson[] {
  const parts = separator === undefined ? [text] : separated(text, separator)
  const found = new Map<string, ImportPerson>()
  for (const part of parts) {
    const person = personOf(part)
    if (person !== null && !found.has(person.key)) found.set(person.key, person)
  }
  return [...found.values()]
}

/** True where a text could be the name or the address of a person. */
export function looksLikePerson(text: string): boolean {
  const trimmed = text.trim().replace(/^@(?=\S)/, '')
  if (trimmed.length > 80) return false
  if (address.test(trimmed) || addressed.test(trimmed)) return true
  const words = trimmed.split(/,?\s+/)
  return words.length <= 5 && words.every((word) => nameWord.test(word))
}
