import type { ByteReader } from '../encode/byte-reader.ts'
import type { ByteWriter } from '../encode/byte-writer.ts'
import { countFlags, readPresence, writePresence } from '../encode/presence-codec.ts'
import { packTexts, readTexts, unpackText, writeTexts, type PackedTexts } from '../encode/text-codec.ts'
import { ColumnarError } from '../errors.ts'
import { matchingKey } from '../text.ts'
import { CHUNK_ROWS, type GroupKey, type LaneValue } from '../types.ts'
import type { Lane } from './lane.ts'

/** Texts of one chunk: as decoded, below what has been written since. */
interface TextChunk {
  packed: PackedTexts | null
  present: Uint8Array | null
  /** What was written, by row within the chunk; undefined where `packed` still holds. */
  written: (string | null | undefined)[] | null
  /** Matching keys of all rows, made on demand, dropped at a write. */
  folded: PackedTexts | null
}

/** Is told what changes. */
export interface TextFollower {
  rowChanged(row: number): void
  /** Many rows have changed. */
  clear(): void
}

/**
 * Texts in one string a chunk, cut out on demand, so that decoding does not make 8,192 strings. Matching keys lie
 * in one string a chunk as well, so that a search is a native `indexOf` over the whole chunk.
 */
export class TextLane implements Lane {
  readonly key: string
  readonly type = 'text'
  readonly #chunks: (TextChunk | undefined)[] = []
  /** What is kept of the texts elsewhere: their order, once a view asked for it. */
  follower: TextFollower | null = null
  #rowsInUse = 0

  constructor(key: string) {
    this.key = key
  }

  /** Rows from here on have never had a text. */
  get rowsInUse(): number {
    return this.#rowsInUse
  }

  get(row: number): string | null {
    const chunk = this.#chunks[row >>> CHUNK_SHIFT]
    if (chunk === undefined) return null
    const i = row & CHUNK_MASK
    const written = chunk.written?.[i]
    if (written !== undefined) return written
    return chunk.packed !== null && chunk.present?.[i] === 1 ? unpackText(chunk.packed, i) : null
  }

  normalize(value: unknown): string | null {
    if (value === null || value === undefined) return null
    if (typeof value !== 'string') {
      throw new ColumnarError('bad_value', `Lane "${this.key}" takes text, not ${typeof value}.`)
    }
    return value.toWellFormed()
  }

  holds(row: number, value: LaneValue): boolean {
    return this.get(row) === value
  }

  set(row: number, value: LaneValue): void {
    const chunk = (this.#chunks[row >>> CHUNK_SHIFT] ??= { packed: null, present: null, written: null, folded: null })
    chunk.written ??= NOTHING_WRITTEN.slice()
    chunk.written[row & CHUNK_MASK] = value as string | null
    chunk.folded = null
    if (row >= this.#rowsInUse) this.#rowsInUse = row + 1
    this.follower?.rowChanged(row)
  }

  isBlank(row: number): boolean {
    return !this.get(row)
  }

  /** The matching key of one cell, '' when blank. */
  foldedAt(row: number): string {
    const chunk = this.#chunks[row >>> CHUNK_SHIFT]
    if (chunk?.folded) return unpackText(chunk.folded, row & CHUNK_MASK)
    return matchingKey(this.get(row) ?? '')
  }

  /** Matching keys of a whole chunk, blank cells as ''; null when all of it is blank. */
  foldedChunk(index: number): PackedTexts | null {
    const chunk = this.#chunks[index]
    if (chunk === undefined) return null
    chunk.folded ??=
      chunk.written === null && chunk.packed !== null
        ? foldPack(chunk.packed)
        : foldPack(packTexts(Array.from({ length: CHUNK_ROWS }, (_, i) => this.get(index * CHUNK_ROWS + i))))
    return chunk.folded
  }

  groupKey(row: number): GroupKey {
    return this.get(row) || null
  }

  assignSlots(rows: Int32Array, count: number, slotOf: (key: GroupKey) => number, out: Int32Array): void {
    const slots = new Map<GroupKey, number>()
    for (let i = 0; i < count; i++) {
      const row = rows[i] as number
      const key = this.groupKey(row)
      let slot = slots.get(key)
      if (slot === undefined) {
        slot = slotOf(key)
        slots.set(key, slot)
      }
      out[row] = slot
    }
  }

  encode(from: number, to: number, out: ByteWriter): void {
    const present = new Uint8Array(to - from)
    const texts: string[] = []
    for (let row = from; row < to; row++) {
      const text = this.get(row)
      if (text === null) continue
      present[row - from] = 1
      texts.push(text)
    }
    writePresence(out, present)
    writeTexts(out, texts)
  }

  decode(from: number, count: number, input: ByteReader): () => void {
    const present = readPresence(input, count)
    const dense = readTexts(input, countFlags(present))
    const starts = new Int32Array(CHUNK_ROWS + 1)
    for (let i = 0, at = 0; i < CHUNK_ROWS; i++) {
      if (i < count && present[i] === 1) at++
      starts[i + 1] = dense.starts[at] as number
    }
    return () => {
      this.#chunks[from >>> CHUNK_SHIFT] = {
        packed: { text: dense.text, starts },
        present,
        written: null,
        folded: null,
      }
      this.#rowsInUse = Math.max(this.#rowsInUse, from + count)
      this.follower?.clear()
    }
  }
}

/** Copied, which is much faster than filling. */
const NOTHING_WRITTEN: readonly undefined[] = Array.from({ length: CHUNK_ROWS })
const CHUNK_SHIFT = Math.log2(CHUNK_ROWS)
const CHUNK_MASK = CHUNK_ROWS - 1

/**
 * Matching keys of a pack. The whole string is folded at once where that cannot differ from folding each text:
 * it is in NFKC already (then so is each part of it), lower-casing keeps every length, and it has no capital sigma,
 * the only letter whose lower case depends on its neighbours.
 */
function foldPack(pack: PackedTexts): PackedTexts {
  const { text, starts } = pack
  const lower = text.toLowerCase()
  if (lower.length === text.length && !text.includes('\u03a3') && text.normalize('NFKC') === text) {
    return { text: lower, starts }
  }
  const count = starts.length - 1
  return packTexts(Array.from({ length: count }, (_, i) => matchingKey(unpackText(pack, i))))
}
