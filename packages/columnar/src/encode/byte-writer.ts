/** Collects bytes. Whole numbers are LEB128 varints, doubles little-endian. */
export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #length = 0

  byte(value: number): void {
    this.reserve(1)[0] = value
  }

  varint(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  double(value: number): void {
    const at = this.reserve(8)
    new DataView(at.buffer, at.byteOffset, 8).setFloat64(0, value, true)
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length).set(value)
  }

  /** The next `length` bytes, zero, to be filled by the caller before anything else is written. */
  reserve(length: number): Uint8Array {
    const end = this.#length + length
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    const part = this.#bytes.subarray(this.#length, end)
    this.#length = end
    return part
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}
