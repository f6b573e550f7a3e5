import { ColumnarError } from '../errors.ts'

/** Reads what ByteWriter wrote; every read is bounds-checked, and a bad input throws ColumnarError `bad_chunk`. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw badChunk('it ends too early')
    this.#at++
    return value
  }

  varint(): number {
    let value = 0
    let factor = 1
    for (let i = 0; i < 8; i++) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (byte < 128) {
        if (!Number.isSafeInteger(value)) break
        return value
      }
      factor *= 128
    }
    throw badChunk('a number in it is too long')
  }

  /** A varint that counts things of which each takes at least one byte of what remains. */
  count(): number {
    const value = this.varint()
    if (value > this.remaining) throw badChunk('it counts more than it holds')
    return value
  }

  double(): number {
    const at = this.bytes(8)
    return new DataView(at.buffer, at.byteOffset, 8).getFloat64(0, true)
  }

  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw badChunk('it ends too early')
    const part = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return part
  }

  end(): void {
    if (this.remaining > 0) throw badChunk('bytes follow its end')
  }
}

/** The error for bytes that are not a chunk. */
export function badChunk(what: string): ColumnarError {
  return new ColumnarError('bad_chunk', `The column chunk is damaged: ${what}. Fetch it again.`)
}
