import { dateStylesOf, hasTimeOfDay, parseRangeText, type DateStyle } from './dates.ts'
import { looksLikeEmail, looksLikeLink, looksLikePhone } from './contact-texts.ts'
import { shorten } from './fidelity.ts'
import { readNumberText, type NumberStyle } from './numbers.ts'
import { looksLikePerson } from './people.ts'
import { parseBooleanText } from './boolean-words.ts'
import { separated } from './kinds/separated.ts'

/** How many different values are held with their counts; beyond, a column has too many to be labels. */
export const distinctLimit = 1_000
/** Longer texts are no labels. */
const labelLength = 100
const elementSeparators = [',', ';', '|'] as const

/** A separator between the elements of a text. */
export type ElementSeparator = (typeof elementSeparators)[number]

/** What elements a column would have if its texts were lists. */
export interface ElementCounts {
  /** Values that hold the separator. */
  listCount: number
  /** Counts by element, or null when they are too many or too long to be labels. */
  elements: Map<string, number> | null
}

/**
 * Everything that guessing needs to know of a column, gathered value by value in bounded memory. Counts are over the
 * whole column, not a sample.
 */
export class ColumnProfile {
  filledCount = 0
  textCount = 0
  numberCellCount = 0
  booleanCellCount = 0
  newlineCount = 0
  longCount = 0
  maxLength = 0
  personCount = 0
  booleanCount = 0
  timeOfDayCount = 0
  emailCount = 0
  linkCount = 0
  phoneCount = 0
  readonly samples: string[] = []
  readonly dateCounts = new Map<DateStyle, number>()
  readonly rangeCounts = new Map<DateStyle, number>()
  readonly numberCounts = new Map<
    NumberStyle,
    { count: number; integers: number; decimals: number; units: Map<string, number> }
  >()
  readonly elementCounts = new Map<ElementSeparator, ElementCounts>()
  /** Counts by value, in order of appearance; null when there are too many different ones. */
  distinct: Map<string, number> | null = new Map()
  /** Hashes of all values while each was different; null after the first repetition. */
  private seen: Set<number> | null = new Set()

  /** Counts a cell. Empty ones need not be given. */
  add(cell: string | number | boolean | null): void {
    if (cell === null || cell === '') return
    const text = typeof cell === 'string' ? cell.trim() : String(cell)
    if (text === '') return
    this.filledCount++
    if (typeof cell === 'number') this.numberCellCount++
    else if (typeof cell === 'boolean') this.booleanCellCount++
    else this.textCount++
    if (text.length > this.maxLength) this.maxLength = text.length
    if (text.length > 120) this.longCount++
    if (this.seen !== null) this.noteUnique(text)
    if (this.distinct === null) {
      this.classify(text, 1, typeof cell === 'number')
      return
    }
    const known = this.distinct.get(text)
    if (known !== undefined) {
      this.distinct.set(text, known + 1)
      return
    }
    if (this.samples.length < 5) this.samples.push(ownText(shorten(text)))
    if (text.length <= labelLength && this.distinct.size < distinctLimit) {
      this.distinct.set(ownText(text), 1)
      return
    }
    this.flush()
    this.classify(text, 1, typeof cell === 'number')
  }

  /** Call when all cells were added. */
  finish(): void {
    if (this.distinct === null) return
    for (const [text, count] of this.distinct) this.classify(text, count, this.numberCellCount > 0)
  }

  /** True where no value occurs twice. */
  get isUnique(): boolean {
    return this.seen !== null
  }

  /** How many different values there are, and whether it may be more. */
  get distinctCount(): { count: number; isMinimum: boolean } {
    if (this.distinct !== null) return { count: this.distinct.size, isMinimum: false }
    if (this.seen !== null) return { count: this.filledCount, isMinimum: false }
    return { count: distinctLimit, isMinimum: true }
  }

  private noteUnique(text: string): void {
    const before = this.seen?.size ?? 0
    this.seen?.add(hash53(text))
    if (this.seen?.size === before) this.seen = null
  }

  private flush(): void {
    if (this.distinct === null) return
    const counted = this.distinct
    this.distinct = null
    for (const [text, count] of counted) this.classify(text, count, this.numberCellCount > 0)
  }

  private classify(text: string, count: number, wasNumber: boolean): void {
    if (text.includes('\n')) this.newlineCount += count
    this.countContacts(text, count)
    if (text.length > labelLength * 5) return
    if (text.length <= 40) {
      const first = text.charCodeAt(0)
      const mayBeNumber = (first >= 0x23 && first <= 0x39) || first > 0x7f || /\d/.test(text)
      if (mayBeNumber) {
        this.countNumber(text, 'point', count)
        if (!wasNumber) this.countNumber(text, 'comma', count)
      }
      if (parseBooleanText(text) !== null) this.booleanCount += count
    }
    if (text.length >= 6 && text.length <= 110 && /\d/.test(text)) this.countDate(text, count)
    if (text.length <= 80 && looksLikePerson(text)) this.personCount += count
    for (const separator of elementSeparators) {
      if (this.elementCounts.get(separator)?.elements !== null) this.countElements(text, separator, count)
    }
  }

  private countContacts(text: string, count: number): void {
    if (looksLikeEmail(text)) this.emailCount += count
    else if (looksLikeLink(text)) this.linkCount += count
    else if (looksLikePhone(text)) this.phoneCount += count
  }

  private countNumber(text: string, style: NumberStyle, count: number): void {
    const read = readNumberText(text, style)
    if (read === null) return
    let entry = this.numberCounts.get(style)
    if (entry === undefined) {
      entry = { count: 0, integers: 0, decimals: 0, units: new Map() }
      this.numberCounts.set(style, entry)
    }
    entry.count += count
    if (read.decimals === 0) entry.integers += count
    entry.decimals = Math.max(entry.decimals, read.decimals)
    if (entry.units.size < 20) entry.units.set(read.unit, (entry.units.get(read.unit) ?? 0) + count)
  }

  private countDate(text: string, count: number): void {
    const styles = dateStylesOf(text)
    for (const style of styles) this.dateCounts.set(style, (this.dateCounts.get(style) ?? 0) + count)
    if (styles.length > 0) {
      if (hasTimeOfDay(text)) this.timeOfDayCount += count
      return
    }
    if (text.length < 13) return
    for (const style of ['iso', 'ymd', 'dmy', 'mdy', 'named'] as const) {
      if (parseRangeText(text, style) === null) continue
      this.rangeCounts.set(style, (this.rangeCounts.get(style) ?? 0) + count)
    }
  }

  private countElements(text: string, separator: ElementSeparator, count: number): void {
    let entry = this.elementCounts.get(separator)
    if (entry === undefined) {
      entry = { listCount: 0, elements: new Map() }
      this.elementCounts.set(separator, entry)
    }
    if (text.includes(separator)) entry.listCount += count
    if (entry.elements === null) return
    for (const part of separated(text, separator)) {
      const element = part.trim()
      if (element === '') continue
      const known = entry.elements.get(element)
      entry.elements.set(known === undefined ? ownText(element) : element, (known ?? 0) + count)
      if (element.length > 60 || entry.elements.size > distinctLimit) {
        entry.elements = null
        return
      }
    }
  }
}

/** A copy of a text that keeps no larger text alive: engines make parts of a text point into the whole. */
function ownText(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}

function hash53(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13)
  }
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0)
}
