/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly id: string
  readonly name: string
}

/** A piece of a message: words, a person's name, a piece of code, or an address. */
export type BodyPart =
  | { readonly kind: 'text' | 'code' | 'link'; readonly text: string }
  | { readonly kind: 'mention'; readonly text: string; readonly member: string }

const token = /@\[member:([0-9a-f-]{36})\]/g
const pieces = /@\[member:[0-9a-f-]{36}\]|`[^`\n]+`|https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g

/** Cuts a stored message into the pieces that are drawn in their own way. */
export function bodyParts(body: string, nameOf: (member: string) => string): BodyPart[] {
  const parts: BodyPart[] = []
  let at = 0
  for (const { 0: piece, index } of body.matchAll(pieces)) {
    if (index > at) parts.push({ kind: 'text', text: body.slice(at, index) })
    parts.push(toPart(piece, nameOf))
    at = index + piece.length
  }
  if (at < body.length) parts.push({ kind: 'text', text: body.slice(at) })
  return parts
}

/** What a person types and reads: names in place of the stored tokens. */
export function toTyped(body: string, nameOf: (member: string) => string): string {
  return body.replaceAll(token, (_, member: string) => `@${nameOf(member)}`)
}

/** What is stored: a token for every `@Name` of somebody who was chosen while typing. Longer names go first. */
export function toStored(typed: string, chosen: readonly Mentionable[]): string {
  const people = [...new Map(chosen.map((person) => [person.id, person])).values()].sort(
    (left, right) => right.name.length - left.name.length,
  )
  return people.reduce((text, { id, name }) => text.replaceAll(`@${name}`, `@[member:${id}]`), typed)
}

/** The unfinished mention before the caret: what was typed behind the @, and where the @ stands. */
export function mentionAt(text: string, caret: number): { readonly query: string; readonly start: number } | null {
  const found = /(^|[\s(])@([\p{L}\p{N}.' -]{0,30})$/u.exec(text.slice(0, caret))
  if (found === null) return null
  const query = found[2] ?? ''
  return query.includes('  ') ? null : { query, start: caret - query.length - 1 }
}

function toPart(piece: string, nameOf: (member: string) => string): BodyPart {
  if (piece.startsWith('`')) return { kind: 'code', text: piece.slice(1, -1) }
  if (piece.startsWith('http')) return { kind: 'link', text: piece }
  const member = piece.slice('@[member:'.length, -1)
  return { kind: 'mention', text: `@${nameOf(member)}`, member }
}
