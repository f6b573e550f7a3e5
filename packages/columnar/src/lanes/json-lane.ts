import { badChunk, type ByteReader } from '../encode/byte-reader.ts'
import type { ByteWriter } from '../encode/byte-writer.ts'
import { countFlags, readPresence, writePresence } from '../encode/presence-codec.ts'
import { readTexts, unpackText, writeTexts } from '../encode/text-codec.ts'
import { ColumnarError } from '../errors.ts'
import type { GroupKey, JsonValue, LaneValue } from '../types.ts'
import type { Lane } from './lane.ts'

/** Depth to which plain data may nest. */
const MAX_DEPTH = 64

/** Plain data. It is kept as given and must not be changed by those who read it. It has no order and no groups. */
export class JsonLane implements Lane {
  readonly key: string
  readonly type = 'json'
  readonly #values: (JsonValue | undefined)[] = []

  constructor(key: string) {
    this.key = key
  }

  get(row: number): JsonValue {
    return this.#values[row] ?? null
  }

  normalize(value: unknown): LaneValue {
    if (value === null || value === undefined) return null
    if (!isPlainData(value, 0)) {
      throw new ColumnarError(
        'bad_value',
        `Lane "${this.key}" takes plain data (JSON), at most ${MAX_DEPTH} levels deep.`,
      )
    }
    return value
  }

  holds(row: number, value: LaneValue): boolean {
    return sameJson(this.get(row), value)
  }

  set(row: number, value: LaneValue): void {
    // Filled up to the row: an array with holes turns into a slow dictionary.
    while (this.#values.length < row) this.#values.push(undefined)
    this.#values[row] = value ?? undefined
  }

  isBlank(row: number): boolean {
    return this.get(row) === null
  }

  groupKey(): GroupKey {
    return null
  }

  assignSlots(rows: Int32Array, count: number, slotOf: (key: GroupKey) => number, out: Int32Array): void {
    for (let i = 0; i < count; i++) out[rows[i] as number] = slotOf(null)
  }

  encode(from: number, to: number, out: ByteWriter): void {
    const present = new Uint8Array(to - from)
    const texts: string[] = []
    for (let row = from; row < to; row++) {
      if (this.isBlank(row)) continue
      present[row - from] = 1
      texts.push(JSON.stringify(this.get(row)).toWellFormed())
    }
    writePresence(out, present)
    writeTexts(out, texts)
  }

  decode(from: number, count: number, input: ByteReader): () => void {
    const present = readPresence(input, count)
    const pack = readTexts(input, countFlags(present))
    const values = Array.from({ length: pack.starts.length - 1 }, (_, i) => parse(unpackText(pack, i)))
    return () => {
      for (let i = 0, at = 0; i < count; i++) this.set(from + i, present[i] === 1 ? (values[at++] as JsonValue) : null)
    }
  }
}

function parse(text: string): JsonValue {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badChunk('a value in it is not JSON')
  }
  if (!isPlainData(value, 0)) throw badChunk('a value in it is nested too deep')
  return value
}

function isPlainData(value: unknown, depth: number): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((part) => isPlainData(part, depth + 1))
  if (Object.prototype.toString.call(value) !== '[object Object]') return false
  return Object.values(value).every((part) => part === undefined || isPlainData(part, depth + 1))
}

/** Equal as data, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((part, i) => sameJson(part, b[i]))
  }
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && sameJson(Reflect.get(a, key), Reflect.get(b, key)))
}
