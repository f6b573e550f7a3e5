import type { SortWords } from './sort-key.ts'

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS

/**
 * The order of 0..count-1 by several words, the most significant first; equal ones keep their order.
 * Least significant digit first, 11 bits a pass; a pass over a digit that all share is left out.
 */
export function radixOrder(words: readonly SortWords[], count: number): Int32Array {
  let order: Int32Array = new Int32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  let spare: Int32Array = new Int32Array(count)
  const packed = packWords(words, count)
  for (let w = packed.length - 1; w >= 0; w--) {
    const { keys, max } = packed[w] as SortWords
    for (let shift = 0; shift < 32 && max >>> shift > 0; shift += DIGIT_BITS) {
      if (!radixPass(keys, shift, order, spare)) continue
      const sorted = spare
      spare = order
      order = sorted
    }
  }
  return order
}

/** One stable pass; false, with nothing written, when all digits are equal. */
function radixPass(keys: Uint32Array, shift: number, from: Int32Array, to: Int32Array): boolean {
  const count = from.length
  const starts = new Int32Array(DIGITS)
  for (let i = 0; i < count; i++) {
    const digit = ((keys[i] as number) >>> shift) & (DIGITS - 1)
    starts[digit] = (starts[digit] as number) + 1
  }
  if (starts.includes(count)) return false
  let sum = 0
  for (let digit = 0; digit < DIGITS; digit++) {
    const size = starts[digit] as number
    starts[digit] = sum
    sum += size
  }
  for (let i = 0; i < count; i++) {
    const item = from[i] as number
    const digit = ((keys[item] as number) >>> shift) & (DIGITS - 1)
    const at = starts[digit] as number
    starts[digit] = at + 1
    to[at] = item
  }
  return true
}

/** Neighbouring words that fit into 32 bits together become one. */
function packWords(words: readonly SortWords[], count: number): readonly SortWords[] {
  const packed: SortWords[] = []
  for (const word of words) {
    const last = packed.at(-1)
    const size = word.max + 1
    if (last === undefined || (last.max + 1) * size > 0x100000000) {
      packed.push(word)
      continue
    }
    const keys = new Uint32Array(count)
    for (let i = 0; i < count; i++) keys[i] = (last.keys[i] as number) * size + (word.keys[i] as number)
    packed[packed.length - 1] = { keys, max: (last.max + 1) * size - 1 }
  }
  return packed
}
