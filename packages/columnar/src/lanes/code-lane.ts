import { badChunk, type ByteReader } from '../encode/byte-reader.ts'
import type { ByteWriter } from '../encode/byte-writer.ts'
import { readNumbers, writeNumbers } from '../encode/number-codec.ts'
import { ColumnarError } from '../errors.ts'
import type { GroupKey, LaneType, LaneValue } from '../types.ts'
import { grownCapacity, type Lane } from './lane.ts'

/** How values map to codes; code 0 is absent. */
export interface CodeDomain {
  readonly type: Extract<LaneType, 'boolean' | 'option'>
  readonly maxCode: number
  readonly expected: string
  codeOf(value: unknown): number | undefined
  valueOf(code: number): boolean | number
}

/** Boolean and option lanes. */
export const CODE_DOMAINS = {
  boolean: {
    type: 'boolean',
    maxCode: 2,
    expected: 'true or false',
    codeOf: (value) => (value === true ? 2 : value === false ? 1 : undefined),
    valueOf: (code) => code === 2,
  },
  option: {
    type: 'option',
    maxCode: 65535,
    expected: 'an option number from 1 to 65535',
    codeOf: (value) => (isOption(value) ? value : undefined),
    valueOf: (code) => code,
  },
} as const satisfies Record<string, CodeDomain>

/** Whether a value is an option number. */
export function isOption(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535
}

/** Small codes in one array. */
export class CodeLane implements Lane {
  readonly key: string
  readonly type: CodeDomain['type']
  readonly domain: CodeDomain
  /** For reading by kernels; 0 where absent; may be shorter than the table. */
  codes = new Uint16Array(0)

  constructor(key: string, domain: CodeDomain) {
    this.key = key
    this.type = domain.type
    this.domain = domain
  }

  /** The code, 0 when absent. */
  at(row: number): number {
    return row < this.codes.length ? (this.codes[row] as number) : 0
  }

  get(row: number): boolean | number | null {
    const code = this.at(row)
    return code === 0 ? null : this.domain.valueOf(code)
  }

  normalize(value: unknown): boolean | number | null {
    if (value === null || value === undefined) return null
    const code = this.domain.codeOf(value)
    if (code === undefined) {
      throw new ColumnarError('bad_value', `Lane "${this.key}" takes ${this.domain.expected}, not ${String(value)}.`)
    }
    return this.domain.valueOf(code)
  }

  holds(row: number, value: LaneValue): boolean {
    return this.get(row) === value
  }

  set(row: number, value: LaneValue): void {
    if (row >= this.codes.length) this.#grow(row + 1)
    this.codes[row] = this.domain.codeOf(value) ?? 0
  }

  isBlank(row: number): boolean {
    return this.at(row) === 0
  }

  groupKey(row: number): GroupKey {
    return this.get(row)
  }

  assignSlots(rows: Int32Array, count: number, slotOf: (key: GroupKey) => number, out: Int32Array): void {
    const slots = new Int32Array(this.domain.maxCode + 1).fill(-1)
    const codes = this.codes
    for (let i = 0; i < count; i++) {
      const row = rows[i] as number
      const code = row < codes.length ? (codes[row] as number) : 0
      let slot = slots[code] as number
      if (slot < 0) {
        slot = slotOf(code === 0 ? null : this.domain.valueOf(code))
        slots[code] = slot
      }
      out[row] = slot
    }
  }

  encode(from: number, to: number, out: ByteWriter): void {
    const codes = new Float64Array(to - from)
    for (let row = from; row < to; row++) codes[row - from] = this.at(row)
    writeNumbers(out, codes)
  }

  decode(from: number, count: number, input: ByteReader): () => void {
    const codes = readNumbers(input, count)
    const { maxCode } = this.domain
    for (let i = 0; i < count; i++) {
      const code = codes[i] as number
      if (!(Number.isInteger(code) && code >= 0 && code <= maxCode)) {
        throw badChunk(`a value in it is not ${this.domain.expected}`)
      }
    }
    return () => {
      if (from + count > this.codes.length) this.#grow(from + count)
      this.codes.set(codes, from)
    }
  }

  #grow(needed: number): void {
    const larger = new Uint16Array(grownCapacity(this.codes.length, needed))
    larger.set(this.codes)
    this.codes = larger
  }
}
