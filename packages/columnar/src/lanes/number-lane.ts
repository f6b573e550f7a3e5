import { badChunk, type ByteReader } from '../encode/byte-reader.ts'
import type { ByteWriter } from '../encode/byte-writer.ts'
import { readNumbers, writeNumbers } from '../encode/number-codec.ts'
import { countFlags, readPresence, writePresence } from '../encode/presence-codec.ts'
import { ColumnarError } from '../errors.ts'
import type { GroupKey, LaneType, LaneValue } from '../types.ts'
import { grownCapacity, type Lane } from './lane.ts'

/** What tells number, instant and day apart. */
export interface NumberDomain {
  readonly type: Extract<LaneType, 'number' | 'instant' | 'day'>
  readonly whole: boolean
  readonly limit: number
  readonly expected: string
}

/** The three kinds of number lanes. */
export const NUMBER_DOMAINS = {
  number: { type: 'number', whole: false, limit: Number.MAX_VALUE, expected: 'a finite number' },
  instant: { type: 'instant', whole: true, limit: 8.64e15, expected: 'whole milliseconds since 1970' },
  day: { type: 'day', whole: true, limit: 1e8, expected: 'whole days since 1970-01-01' },
} as const satisfies Record<string, NumberDomain>

/** Doubles in one array. NaN, which is no value, stands for absent: every comparison with it is false by itself. */
export class NumberLane implements Lane {
  readonly key: string
  readonly type: NumberDomain['type']
  /** For reading by kernels; NaN where absent; may be shorter than the table. */
  values = new Float64Array(0)
  readonly #domain: NumberDomain

  constructor(key: string, domain: NumberDomain) {
    this.key = key
    this.type = domain.type
    this.#domain = domain
  }

  /** The number, NaN when absent. */
  at(row: number): number {
    return row < this.values.length ? (this.values[row] as number) : NaN
  }

  get(row: number): number | null {
    const value = this.at(row)
    return Number.isNaN(value) ? null : value
  }

  normalize(value: unknown): number | null {
    if (value === null || value === undefined) return null
    if (!this.#allows(value)) {
      throw new ColumnarError('bad_value', `Lane "${this.key}" takes ${this.#domain.expected}, not ${String(value)}.`)
    }
    return value === 0 ? 0 : value
  }

  holds(row: number, value: LaneValue): boolean {
    return this.get(row) === value
  }

  set(row: number, value: LaneValue): void {
    if (row >= this.values.length) this.#grow(row + 1)
    this.values[row] = value === null ? NaN : (value as number)
  }

  isBlank(row: number): boolean {
    return Number.isNaN(this.at(row))
  }

  groupKey(row: number): GroupKey {
    return this.get(row)
  }

  assignSlots(rows: Int32Array, count: number, slotOf: (key: GroupKey) => number, out: Int32Array): void {
    const slots = new Map<number | null, number>()
    for (let i = 0; i < count; i++) {
      const row = rows[i] as number
      const key = this.get(row)
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
    for (let row = from; row < to; row++) present[row - from] = this.isBlank(row) ? 0 : 1
    const dense = new Float64Array(countFlags(present))
    for (let row = from, i = 0; row < to; row++) if (present[row - from] === 1) dense[i++] = this.at(row)
    writePresence(out, present)
    writeNumbers(out, dense)
  }

  decode(from: number, count: number, input: ByteReader): () => void {
    const present = readPresence(input, count)
    const dense = readNumbers(input, countFlags(present))
    for (let i = 0; i < dense.length; i++) {
      if (!this.#allows(dense[i])) throw badChunk(`a value in it is not ${this.#domain.expected}`)
      // Adding 0 turns -0 into 0.
      dense[i] = (dense[i] as number) + 0
    }
    return () => {
      if (from + count > this.values.length) this.#grow(from + count)
      if (dense.length === count) this.values.set(dense, from)
      else
        for (let i = 0, at = 0; i < count; i++) this.values[from + i] = present[i] === 1 ? (dense[at++] as number) : NaN
    }
  }

  #allows(value: unknown): value is number {
    if (typeof value !== 'number') return false
    const { whole, limit } = this.#domain
    return Math.abs(value) <= limit && (!whole || Number.isInteger(value))
  }

  #grow(needed: number): void {
    const larger = new Float64Array(grownCapacity(this.values.length, needed))
    larger.set(this.values)
    larger.fill(NaN, this.values.length)
    this.values = larger
  }
}
