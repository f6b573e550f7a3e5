import type { TextFollower } from '../lanes/text-lane.ts'
import { compareCodePoints, matchingKey } from '../text.ts'
import { sortInSteps } from './sort-in-steps.ts'

type Collate = ((a: string, b: string) => number) | null

interface Sorted {
  readonly collate: Collate
  /** Rows with text, in order. */
  readonly order: Int32Array
  /** By row: position of its text among the distinct texts, -1 when blank. */
  readonly positions: Int32Array
  /** Rows written since; may hold a row twice. */
  readonly dirty: number[]
}

/** Beyond this share of written rows a new sort is cheaper than a merge. */
const DIRTY_SHARE = 1 / 16
/** Rows that are read before the caller of `prepare` is asked again. */
const ROWS_A_STEP = 4_096
/** Orders kept at once: two collations, as used by two views. */
const MAX_SORTED = 2

/**
 * Positions of a lane's texts in an order, kept because a locale comparison costs a hundred times a number's.
 * Written rows are merged in on the next use.
 */
export class TextPositions implements TextFollower {
  readonly #textAt: (row: number) => string
  #sorted: Sorted[] = []
  /** Of sorts that go on in steps: rows written since they began. */
  readonly #preparing = new Set<number[]>()

  constructor(textAt: (row: number) => string) {
    this.#textAt = textAt
  }

  /** Says that a row has been written. */
  rowChanged(row: number): void {
    for (const written of this.#preparing) written.push(row)
    if (this.#sorted.length === 0) return
    this.#sorted = this.#sorted.filter((sorted) => sorted.dirty.length <= sorted.order.length * DIRTY_SHARE)
    for (const sorted of this.#sorted) sorted.dirty.push(row)
  }

  /** Forgets everything, after many rows have changed. */
  clear(): void {
    this.#sorted = []
    this.#preparing.clear()
  }

  /** Does in steps what `get` would do at once, so that it has little left to do. */
  *prepare(collate: Collate, rowCount: number): Generator<void> {
    if (this.#sorted.some((sorted) => sorted.collate === collate)) return
    const dirty: number[] = []
    this.#preparing.add(dirty)
    try {
      let entries: Entry[] = []
      for (let row = 0; row < rowCount; row++) {
        const text = this.#textAt(row)
        if (text !== '') entries.push(entryOf(row, text, collate))
        if (row % ROWS_A_STEP === 0) yield
      }
      if (collate !== null) entries = yield* sortInSteps(entries, compareRough)
      entries = yield* sortInSteps(entries, (a, b) => compareTexts(a.text, b.text, collate))
      const fresh: Sorted = {
        collate,
        order: new Int32Array(entries.length),
        positions: new Int32Array(rowCount).fill(-1),
        dirty,
      }
      let position = -1
      for (let at = 0; at < entries.length; at++) {
        const { row, text } = entries[at] as Entry
        if (at === 0 || text !== (entries[at - 1] as Entry).text) position++
        fresh.order[at] = row
        fresh.positions[row] = position
        if (at % ROWS_A_STEP === 0) yield
      }
      // All was replaced meanwhile.
      if (!this.#preparing.has(dirty)) return
      this.#keep(fresh)
    } finally {
      this.#preparing.delete(dirty)
    }
  }

  /** By row: the position of its text, -1 when blank. */
  get(collate: Collate, rowCount: number): Int32Array {
    const known = this.#sorted.find((sorted) => sorted.collate === collate)
    if (known !== undefined && known.dirty.length === 0) return known.positions
    const fresh = known === undefined ? this.#sort(collate, rowCount) : this.#merge(known, rowCount)
    this.#keep(fresh)
    return fresh.positions
  }

  #keep(fresh: Sorted): void {
    this.#sorted = [fresh, ...this.#sorted.filter(({ collate }) => collate !== fresh.collate)].slice(0, MAX_SORTED)
  }

  #sort(collate: Collate, rowCount: number): Sorted {
    const rows: number[] = []
    for (let row = 0; row < rowCount; row++) if (this.#textAt(row) !== '') rows.push(row)
    return this.#number(collate, Int32Array.from(this.#sortRows(rows, collate)), rowCount)
  }

  #merge(known: Sorted, rowCount: number): Sorted {
    const dirty = new Set(known.dirty)
    const kept = known.order.filter((row) => !dirty.has(row))
    const written = this.#sortRows(
      [...dirty].filter((row) => this.#textAt(row) !== ''),
      known.collate,
    )
    const order = new Int32Array(kept.length + written.length)
    let from = 0
    written.forEach((row, i) => {
      const at = this.#upperBound(kept, from, this.#textAt(row), known.collate)
      order.set(kept.subarray(from, at), from + i)
      order[at + i] = row
      from = at
    })
    order.set(kept.subarray(from), from + written.length)
    return this.#number(known.collate, order, rowCount)
  }

  /** First place in `order`, at or after `from`, whose text is greater. */
  #upperBound(order: Int32Array, from: number, text: string, collate: Collate): number {
    let low = from
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareTexts(this.#textAt(order[middle] as number), text, collate) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #sortRows(rows: readonly number[], collate: Collate): number[] {
    const entries = rows.map((row) => entryOf(row, this.#textAt(row), collate))
    // The native order of a rough key is nearly that of a collator, and the sort that follows asks the collator
    // about once an entry where the order is nearly right, instead of seventeen times.
    if (collate !== null) entries.sort(compareRough)
    entries.sort((a, b) => compareTexts(a.text, b.text, collate))
    return entries.map((entry) => entry.row)
  }

  #number(collate: Collate, order: Int32Array, rowCount: number): Sorted {
    const positions = new Int32Array(rowCount).fill(-1)
    let position = -1
    let previous: string | null = null
    for (const row of order) {
      const text = this.#textAt(row)
      if (text !== previous) position++
      positions[row] = position
      previous = text
    }
    return { collate, order, positions, dirty: [] }
  }
}

interface Entry {
  readonly row: number
  readonly text: string
  readonly rough: string
}

function entryOf(row: number, text: string, collate: Collate): Entry {
  return { row, text, rough: collate === null ? text : roughKey(text) }
}

function compareRough(a: Entry, b: Entry): number {
  return a.rough < b.rough ? -1 : a.rough > b.rough ? 1 : 0
}

function compareTexts(a: string, b: string, collate: Collate): number {
  return (collate !== null && collate(a, b)) || compareCodePoints(a, b)
}

/** Letters without case and accents, runs of digits by their length: close to the order of a numeric collator. */
function roughKey(text: string): string {
  const folded = ASCII.test(text) ? text.toLowerCase() : matchingKey(text).normalize('NFD').replace(/\p{M}/gu, '')
  return folded.replace(/\d+/g, (digits) => String.fromCharCode(0x30 + Math.min(digits.length, 9)) + digits)
}

// oxlint-disable-next-line no-control-regex -- the class is that of ASCII
const ASCII = /^[\0-\x7f]*$/
