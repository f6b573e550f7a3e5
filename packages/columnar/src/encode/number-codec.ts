import { badChunk, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

/**
 * Numbers as bytes that compress well. Whole numbers, and decimals that are exact at up to four places, are written as
 * distances from the smallest (mode PLAIN) or as differences of neighbours (mode DELTA), whichever is narrower;
 * anything else as raw doubles. In each mode byte k of all values lies together (a plane): planes of equal bytes
 * vanish under gzip.
 *
 *     mode u8 | RAW:   8 planes
 *             | PLAIN: scale u8, width u8, base f64, width planes
 *             | DELTA: scale u8, width u8, first f64, base f64, width planes of (difference - base)
 */
const RAW = 0
const PLAIN = 1
const DELTA = 2
const MAX_SCALE = 4

/** Writes finite numbers. */
export function writeNumbers(out: ByteWriter, values: Float64Array): void {
  const scale = values.length === 0 ? 0 : decimalPlaces(values)
  if (scale < 0) {
    out.byte(RAW)
    writeRaw(out, values)
    return
  }
  const whole = scale === 0 ? values : values.map((value) => Math.round(value * 10 ** scale))
  const plain = rangeOf(whole, 0)
  const delta = rangeOf(whole, 1)
  if (delta.width < plain.width) {
    out.byte(DELTA)
    out.byte(scale)
    out.byte(delta.width)
    out.double(whole[0] as number)
    out.double(delta.base)
    const differences = new Float64Array(whole.length)
    for (let i = 1; i < whole.length; i++) {
      differences[i] = (whole[i] as number) - (whole[i - 1] as number) - delta.base
    }
    writePlanes(out, differences, 0, delta.width)
    return
  }
  out.byte(PLAIN)
  out.byte(scale)
  out.byte(plain.width)
  out.double(plain.base)
  writePlanes(out, whole, plain.base, plain.width)
}

/** Reads `count` numbers; all of them are finite, the rest is for the caller to check. */
export function readNumbers(input: ByteReader, count: number): Float64Array {
  const mode = input.byte()
  if (mode === RAW) return readRaw(input, count)
  if (mode !== PLAIN && mode !== DELTA) throw badChunk('it has an unknown way of writing numbers')
  const scale = input.byte()
  const width = input.byte()
  if (scale > MAX_SCALE || width > 7) throw badChunk('its numbers have an unknown width')
  const first = mode === DELTA ? input.double() : 0
  const base = input.double()
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(base)) throw badChunk('a number in it is out of range')
  const values = readPlanes(input, count, width, base)
  if (mode === DELTA) {
    let sum = first
    if (count > 0) values[0] = first
    for (let i = 1; i < count; i++) {
      sum += values[i] as number
      values[i] = sum
    }
  }
  if (scale > 0) {
    const divisor = 10 ** scale
    for (let i = 0; i < count; i++) values[i] = (values[i] as number) / divisor
  }
  return values
}

/** The fewest decimal places at which every value is exact, or -1. */
function decimalPlaces(values: Float64Array): number {
  let places = 0
  let factor = 1
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    for (;;) {
      const whole = Math.round(value * factor)
      // Every sum of two such numbers must still be exact, or differences could not be undone.
      if (Math.abs(whole) > 2 ** 51) return -1
      if (whole / factor === value) break
      if (++places > MAX_SCALE) return -1
      factor *= 10
    }
  }
  // Places found late must hold for the values before as well.
  if (places > 0) {
    for (let i = 0; i < values.length; i++) {
      const whole = Math.round((values[i] as number) * factor)
      if (Math.abs(whole) > 2 ** 51 || whole / factor !== values[i]) return -1
    }
  }
  return places
}

/** Smallest value (of differences, with step 1) and bytes needed above it. */
function rangeOf(values: Float64Array, step: 0 | 1): { base: number; width: number } {
  let low = Infinity
  let high = -Infinity
  for (let i = step; i < values.length; i++) {
    const value = step === 0 ? (values[i] as number) : (values[i] as number) - (values[i - 1] as number)
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low === Infinity) return { base: 0, width: 0 }
  let width = 0
  for (let range = high - low; range > 0; range = Math.floor(range / 256)) width++
  return { base: low, width }
}

function writePlanes(out: ByteWriter, values: Float64Array, base: number, width: number): void {
  const count = values.length
  const planes = out.reserve(count * width)
  for (let i = 0; i < count; i++) {
    const distance = (values[i] as number) - base
    const low = distance >>> 0
    const high = Math.floor(distance / 4294967296)
    for (let plane = 0; plane < width; plane++) {
      planes[plane * count + i] = plane < 4 ? low >>> (plane * 8) : high >>> (plane * 8 - 32)
    }
  }
}

/** Numbers above a base, of so many planes. Nearly all have one or two, which take one pass. */
function readPlanes(input: ByteReader, count: number, width: number, base: number): Float64Array {
  const planes = input.bytes(count * width)
  const values = new Float64Array(count)
  if (width === 1) {
    for (let i = 0; i < count; i++) values[i] = base + (planes[i] as number)
    return values
  }
  if (width === 2) {
    for (let i = 0; i < count; i++) values[i] = base + ((planes[i] as number) | ((planes[count + i] as number) << 8))
    return values
  }
  values.fill(base)
  let factor = 1
  for (let plane = 0; plane < width; plane++) {
    const from = plane * count
    for (let i = 0; i < count; i++) values[i] = (values[i] as number) + (planes[from + i] as number) * factor
    factor *= 256
  }
  return values
}

function writeRaw(out: ByteWriter, values: Float64Array): void {
  const count = values.length
  const planes = out.reserve(count * 8)
  const bytes = new DataView(new ArrayBuffer(8))
  for (let i = 0; i < count; i++) {
    bytes.setFloat64(0, values[i] as number, true)
    for (let plane = 0; plane < 8; plane++) planes[plane * count + i] = bytes.getUint8(plane)
  }
}

function readRaw(input: ByteReader, count: number): Float64Array {
  const planes = input.bytes(count * 8)
  const values = new Float64Array(count)
  const bytes = new DataView(values.buffer)
  for (let plane = 0; plane < 8; plane++) {
    const from = plane * count
    for (let i = 0; i < count; i++) bytes.setUint8(i * 8 + plane, planes[from + i] as number)
  }
  const little = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
  for (let i = 0; i < count; i++) {
    const value = little ? (values[i] as number) : bytes.getFloat64(i * 8, true)
    if (!Number.isFinite(value)) throw badChunk('a number in it is not finite')
    values[i] = value
  }
  return values
}
