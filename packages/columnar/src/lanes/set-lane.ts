import { badChunk, type ByteReader } from '../encode/byte-reader.ts'
import type { ByteWriter } from '../encode/byte-writer.ts'
import { readNumbers, writeNumbers } from '../encode/number-codec.ts'
import { readTexts, unpackText, writeTexts } from '../encode/text-codec.ts'
import { ColumnarError, must } from '../errors.ts'
import { compareCodePoints } from '../text.ts'
import type { GroupKey, LaneType, LaneValue } from '../types.ts'
import { isOption } from './code-lane.ts'
import { grownCapacity, type Lane } from './lane.ts'

/** A member of a set: an option number or an id. */
export type SetMember = number | string

/** What tells option sets and reference sets apart. */
export interface SetDomain {
  readonly type: Extract<LaneType, 'optionSet' | 'refSet'>
  readonly expected: string
  isMember(value: unknown): value is SetMember
  /** Unique members in the order in which they are stored. */
  arrange(members: readonly SetMember[]): readonly SetMember[]
  write(out: ByteWriter, members: readonly SetMember[]): void
  read(input: ByteReader, count: number): readonly SetMember[]
}

/** Option set and reference set lanes. */
export const SET_DOMAINS = {
  optionSet: {
    type: 'optionSet',
    expected: 'a list of option numbers from 1 to 65535',
    isMember: (value) => isOption(value),
    arrange: (members) => [...new Set(members)].sort((a, b) => Number(a) - Number(b)),
    write: (out, members) => writeNumbers(out, Float64Array.from(members, Number)),
    read: (input, count) => Array.from(readNumbers(input, count)),
  },
  refSet: {
    type: 'refSet',
    expected: 'a list of ids',
    isMember: (value): value is string => typeof value === 'string' && value !== '' && value.isWellFormed(),
    arrange: (members) => (members.length < 2 ? members.slice() : [...new Set(members)]),
    write: (out, members) => writeTexts(out, members.map(String)),
    read: (input, count) => {
      const pack = readTexts(input, count)
      return Array.from({ length: count }, (_, i) => unpackText(pack, i))
    },
  },
} as const satisfies Record<string, SetDomain>

/**
 * Sets by code into a dictionary of distinct sets; code 0 is absent. A filter or an order looks at each distinct set
 * once. The dictionary only grows: it holds every set the lane has seen since it was built.
 */
export class SetLane implements Lane {
  readonly key: string
  readonly type: SetDomain['type']
  readonly domain: SetDomain
  /** For reading by kernels; 0 where absent; may be shorter than the table. */
  codes = new Uint32Array(0)
  readonly #sets: (readonly SetMember[])[] = [[]]
  readonly #codeByKey = new Map<string, number>()
  readonly #groupKeys: GroupKey[] = [null]

  constructor(key: string, domain: SetDomain) {
    this.key = key
    this.type = domain.type
    this.domain = domain
  }

  /** The code, 0 when absent. */
  at(row: number): number {
    return row < this.codes.length ? (this.codes[row] as number) : 0
  }

  /** Codes in use are below this. */
  get codeCount(): number {
    return this.#sets.length
  }

  /** The set of a code; the empty set for code 0. */
  setOf(code: number): readonly SetMember[] {
    return this.#sets[code] as readonly SetMember[]
  }

  get(row: number): LaneValue {
    const code = this.at(row)
    return code === 0 ? null : (this.setOf(code) as LaneValue)
  }

  normalize(value: unknown): LaneValue {
    if (value === null || value === undefined) return null
    if (!Array.isArray(value) || !value.every((member) => this.domain.isMember(member))) {
      throw new ColumnarError('bad_value', `Lane "${this.key}" takes ${this.domain.expected}, not ${describe(value)}.`)
    }
    return this.domain.arrange(value) as LaneValue
  }

  holds(row: number, value: LaneValue): boolean {
    const code = this.at(row)
    if (value === null || code === 0) return value === null && code === 0
    return this.#codeByKey.get(setKey(value as readonly SetMember[])) === code
  }

  set(row: number, value: LaneValue): void {
    if (row >= this.codes.length) this.#grow(row + 1)
    this.codes[row] = value === null ? 0 : this.#intern(value as readonly SetMember[])
  }

  isBlank(row: number): boolean {
    return this.setOf(this.at(row)).length === 0
  }

  groupKey(row: number): GroupKey {
    return this.#groupKeys[this.at(row)] as GroupKey
  }

  assignSlots(rows: Int32Array, count: number, slotOf: (key: GroupKey) => number, out: Int32Array): void {
    const slots = new Int32Array(this.codeCount).fill(-1)
    const codes = this.codes
    for (let i = 0; i < count; i++) {
      const row = rows[i] as number
      const code = row < codes.length ? (codes[row] as number) : 0
      let slot = slots[code] as number
      if (slot < 0) {
        slot = slotOf(this.#groupKeys[code] as GroupKey)
        slots[code] = slot
      }
      out[row] = slot
    }
  }

  /** Sizes and members of the distinct sets of these rows, then a number into them (0 absent) for each row. */
  encode(from: number, to: number, out: ByteWriter): void {
    const localCodes = new Map<number, number>([[0, 0]])
    const numbers = new Float64Array(to - from)
    for (let row = from; row < to; row++) {
      const code = this.at(row)
      let local = localCodes.get(code)
      if (local === undefined) {
        local = localCodes.size
        localCodes.set(code, local)
      }
      numbers[row - from] = local
    }
    const sets = [...localCodes.keys()].slice(1).map((code) => this.setOf(code))
    const memberNumbers = new Map<SetMember, number>()
    for (const set of sets) {
      for (const member of set) if (!memberNumbers.has(member)) memberNumbers.set(member, memberNumbers.size)
    }
    out.varint(memberNumbers.size)
    this.domain.write(out, [...memberNumbers.keys()])
    out.varint(sets.length)
    writeNumbers(
      out,
      Float64Array.from(sets, (set) => set.length),
    )
    const references = sets.flat()
    out.varint(references.length)
    writeNumbers(
      out,
      Float64Array.from(references, (member) => must(memberNumbers.get(member), 'a member of a set')),
    )
    writeNumbers(out, numbers)
  }

  decode(from: number, count: number, input: ByteReader): () => void {
    const members = this.domain.read(input, this.#readCount(input, MAX_CHUNK_MEMBERS))
    if (!members.every((member) => this.domain.isMember(member))) throw badChunk('it names members that cannot be')
    const setCount = this.#readCount(input, count)
    const sizes = readNumbers(input, setCount)
    const referenceCount = this.#readCount(input, MAX_CHUNK_MEMBERS)
    const references = readNumbers(input, referenceCount)
    const sets: (readonly SetMember[])[] = []
    let at = 0
    for (const size of sizes) {
      if (!(Number.isInteger(size) && size >= 0 && size <= referenceCount - at)) throw badChunk('its sets do not fit')
      const set = Array.from(references.subarray(at, at + size), (reference) => members[reference])
      if (set.includes(undefined)) throw badChunk('its sets do not fit')
      sets.push(this.normalize(set) as readonly SetMember[])
      at += size
    }
    if (at !== referenceCount) throw badChunk('its sets do not fit')
    const numbers = readNumbers(input, count)
    for (const number of numbers) {
      if (!(Number.isInteger(number) && number >= 0 && number <= setCount)) throw badChunk('its sets do not fit')
    }
    return () => {
      const codes = [0, ...sets.map((set) => this.#intern(set))]
      if (from + count > this.codes.length) this.#grow(from + count)
      for (let i = 0; i < count; i++) this.codes[from + i] = codes[numbers[i] as number] as number
    }
  }

  #readCount(input: ByteReader, limit: number): number {
    const count = input.varint()
    if (count > limit) throw badChunk('it counts more than a chunk can hold')
    return count
  }

  #intern(members: readonly SetMember[]): number {
    const key = setKey(members)
    const known = this.#codeByKey.get(key)
    if (known !== undefined) return known
    const code = this.#sets.length
    this.#sets.push(Object.freeze(members.slice()))
    this.#codeByKey.set(key, code)
    this.#groupKeys.push(members.length === 0 ? null : setKey(members.toSorted(compareMembers)))
    return code
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(grownCapacity(this.codes.length, needed))
    larger.set(this.codes)
    this.codes = larger
  }
}

/** Members of all sets of one chunk; a bound on the memory that a hostile chunk can ask for. */
const MAX_CHUNK_MEMBERS = 1 << 22

/**
 * Members joined by commas; commas and backslashes within ids are escaped. The key of a group of sets is that of the
 * sorted members: `setKey([2, 7]) === '2,7'`.
 */
export function setKey(members: readonly SetMember[]): string {
  let key = ''
  for (let i = 0; i < members.length; i++) {
    const member = String(members[i])
    key += (i > 0 ? ',' : '') + (/[\\,]/.test(member) ? member.replace(/[\\,]/g, '\\$&') : member)
  }
  return key
}

function compareMembers(a: SetMember, b: SetMember): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b))
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'a list with something else in it' : typeof value
}
