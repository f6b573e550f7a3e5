import type { HeldFile } from '../../column/kind.ts'
import { intFrom, orNone, textLike } from '../attrs.ts'
import { defineRichNode } from '../node.ts'
import type { RichNode } from '../node.ts'

const kept = {
  /** Without a path, and without what turns the direction of a text or cannot be seen. */
  name: textLike(/^(?!\.{1,2}$)[^\\/<>:"|?*\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]{1,255}$/u),
  sizeBytes: intFrom(0, Number.MAX_SAFE_INTEGER),
  type: textLike(/^[a-z0-9]{1,40}\/[a-z0-9.+-]{1,59}$/),
  hash: textLike(/^[0-9a-f]{64}$/),
}

/** A picture that Fulcrum keeps. Pictures of elsewhere are links: opening a text tells no other server of it. */
export const image = defineRichNode({
  type: 'image',
  place: 'block',
  holds: null,
  attrs: { ...kept, alt: orNone(textLike(/^[^\p{Cc}]{0,1000}$/u)) },
  words: (node) => `${fileOf(node).name}\n`,
  file: fileOf,
})

/** A file that Fulcrum keeps. */
export const file = defineRichNode({
  type: 'file',
  place: 'block',
  holds: null,
  attrs: kept,
  words: (node) => `${fileOf(node).name}\n`,
  file: fileOf,
})

function fileOf({ attrs = {} }: RichNode): HeldFile {
  return {
    name: String(attrs['name']),
    sizeBytes: Number(attrs['sizeBytes']),
    type: String(attrs['type']),
    hash: String(attrs['hash']),
  }
}
