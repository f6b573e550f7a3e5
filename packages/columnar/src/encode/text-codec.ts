import { badChunk, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { readNumbers, writeNumbers } from './number-codec.ts'

/** Many texts in one string: text i is `text.slice(starts[i], starts[i + 1])`. */
export interface PackedTexts {
  readonly text: string
  readonly starts: Int32Array
}

/** Packs well-formed texts; null takes no room. */
export function packTexts(texts: readonly (string | null)[]): PackedTexts {
  const starts = new Int32Array(texts.length + 1)
  let length = 0
  for (let i = 0; i < texts.length; i++) {
    length += texts[i]?.length ?? 0
    starts[i + 1] = length
  }
  // A joined array is flat at once; strings glued by + would be flattened on first use.
  return { text: texts.join(''), starts }
}

/** Text i of a pack. */
export function unpackText(pack: PackedTexts, i: number): string {
  return pack.text.slice(pack.starts[i], pack.starts[i + 1])
}

/**
 * Writes texts as their UTF-16 lengths, then all of them in UTF-8. Lengths are in UTF-16 units, so that one native
 * decoding of the whole finds every text without walking over bytes.
 */
export function writeTexts(out: ByteWriter, texts: readonly string[]): void {
  const lengths = new Float64Array(texts.length)
  for (let i = 0; i < texts.length; i++) lengths[i] = (texts[i] as string).length
  writeNumbers(out, lengths)
  const bytes = new TextEncoder().encode(texts.join(''))
  out.varint(bytes.length)
  out.bytes(bytes)
}

/** Reads what `writeTexts` wrote. */
export function readTexts(input: ByteReader, count: number): PackedTexts {
  const lengths = readNumbers(input, count)
  const bytes = input.bytes(input.count())
  const text = decodeUtf8(bytes)
  // As many units as bytes: all of it is ASCII, and nothing in it can be split.
  const isAscii = text.length === bytes.length
  const starts = new Int32Array(count + 1)
  let at = 0
  for (let i = 0; i < count; i++) {
    const length = lengths[i] as number
    if (!(Number.isInteger(length) && length >= 0 && length <= text.length - at)) {
      throw badChunk('the lengths of its texts do not fit')
    }
    at += length
    if (!isAscii && splitsPair(text, at)) throw badChunk('a text in it ends within a character')
    starts[i + 1] = at
  }
  if (at !== text.length) throw badChunk('the lengths of its texts do not fit')
  return { text, starts }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw badChunk('a text in it is not UTF-8')
  }
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}
