import type { MentionNoun } from '@fulcrum/domain/rich-text'

/** A piece of a message that is plain text: words, a name, a piece of code, or an address. */
export type PlainPart =
  | { readonly kind: 'text' | 'code' | 'link'; readonly text: string }
  | { readonly kind: 'mention'; readonly noun: MentionNoun; readonly id: string }

const pieces = /@\[(?:member|team|item|doc):[0-9a-f-]{36}\]|`[^`\n]+`|https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g
const token = /^@\[(member|team|item|doc):([0-9a-f-]{36})\]$/

/** Cuts a message into the pieces that are drawn in their own way. */
export function plainParts(body: string): PlainPart[] {
  const parts: PlainPart[] = []
  let at = 0
  for (const { 0: piece, index } of body.matchAll(pieces)) {
    if (index > at) parts.push({ kind: 'text', text: body.slice(at, index) })
    parts.push(toPart(piece))
    at = index + piece.length
  }
  if (at < body.length) parts.push({ kind: 'text', text: body.slice(at) })
  return parts
}

/** The unfinished mention before the caret: what was typed behind the @, and where the @ stands. */
export function mentionAt(text: string, caret: number): { readonly query: string; readonly start: number } | null {
  const found = /(^|[\s(])@([\p{L}\p{N}.' -]{0,40})$/u.exec(text.slice(0, caret))
  if (found === null) return null
  const query = found[2] ?? ''
  return query.includes('  ') ? null : { query, start: caret - query.length - 1 }
}

/** The ids of a noun that a message's plain text names. */
export function namedIn(body: string, noun: MentionNoun): string[] {
  return plainParts(body).flatMap((part) => (part.kind === 'mention' && part.noun === noun ? [part.id] : []))
}

function toPart(piece: string): PlainPart {
  if (piece.startsWith('`')) return { kind: 'code', text: piece.slice(1, -1) }
  const [, noun, id = ''] = token.exec(piece) ?? []
  // @NOTE the pattern has the nouns of mentions alone.
  return noun === undefined ? { kind: 'link', text: piece } : { kind: 'mention', noun: noun as MentionNoun, id }
}
