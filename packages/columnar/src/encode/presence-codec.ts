import { badChunk, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

const NONE = 0
const ALL = 1
const SOME = 2

/** Writes which of the rows are present (1) or absent (0). */
export function writePresence(out: ByteWriter, present: Uint8Array): void {
  let count = 0
  for (let i = 0; i < present.length; i++) count += present[i] as number
  if (count === 0) return out.byte(NONE)
  if (count === present.length) return out.byte(ALL)
  out.byte(SOME)
  writeBits(out, present)
}

/** Reads what `writePresence` wrote. */
export function readPresence(input: ByteReader, count: number): Uint8Array {
  const mode = input.byte()
  if (mode === NONE) return new Uint8Array(count)
  if (mode === ALL) return new Uint8Array(count).fill(1)
  if (mode !== SOME) throw badChunk('it does not say which cells are present')
  return readBits(input, count)
}

/** Writes one bit for each byte that is 1. */
export function writeBits(out: ByteWriter, flags: Uint8Array): void {
  const bits = out.reserve((flags.length + 7) >> 3)
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] === 1) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7))
  }
}

/** Reads `count` bits into bytes of 0 and 1. */
export function readBits(input: ByteReader, count: number): Uint8Array {
  const bits = input.bytes((count + 7) >> 3)
  const flags = new Uint8Array(count)
  for (let i = 0; i < count; i++) flags[i] = ((bits[i >> 3] as number) >> (i & 7)) & 1
  return flags
}

/** How many of the flags are 1. */
export function countFlags(flags: Uint8Array): number {
  let count = 0
  for (let i = 0; i < flags.length; i++) count += flags[i] as number
  return count
}
