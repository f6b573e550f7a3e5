import { DomainError } from './errors.ts'
import type { Id } from './ids.ts'

/** Fills the given bytes with randomness. The browser and the server pass `crypto.getRandomValues`. */
export type FillRandom = (bytes: Uint8Array) => void

/** A UUID in lower case. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** True for a UUID in lower case. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

/**
 * A UUIDv7: 48 bits of time, then randomness, so that ids made later sort later.
 * Source: RFC 9562, section 5.7.
 */
export function uuidV7(nowMs: number, fillRandom: FillRandom): string {
  const bytes = new Uint8Array(16)
  fillRandom(bytes)
  let time = nowMs
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  let text = ''
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-'
    text += (bytes[index] ?? 0).toString(16).padStart(2, '0')
  }
  return text
}

/** The form of an id in addresses, the API and the CLI: `publicId('item', uuid) // 'item_0190...'` */
export function publicId(noun: string, id: string): string {
  return `${noun}_${id.replaceAll('-', '')}`
}

/** The id behind its public form; says what is wrong where it is not one. */
export function fromPublicId<Noun extends string>(noun: Noun, text: string): Id<Noun> {
  const hex = text.startsWith(`${noun}_`) ? text.slice(noun.length + 1) : ''
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  if (!isUuid(id)) throw new DomainError('invalid', `"${text.slice(0, 60)}" is not the id of a ${noun}.`)
  return id as Id<Noun>
}
