import { readDate } from '@fulcrum/columns/read-date'
import type { Holiday } from '@fulcrum/domain'

/** What a text says of holidays, and the lines that say none. */
export interface HolidayLines {
  /** In ascending order, each day once. */
  readonly holidays: readonly NamedHoliday[]
  /** Counted from 1. */
  readonly wrong: readonly { readonly line: number; readonly text: string }[]
}

export interface NamedHoliday {
  readonly day: number
  readonly name: string
}

/** No holiday is longer: what is further apart is a mistake. */
const longestDays = 60

/** A date is at most this many words: `Friday, 25 Dec 2026`. */
const longestWords = 4

const dayMs = 86_400_000

/**
 * Reads one holiday a line, as lists of them are pasted: `2026-12-25 Christmas Day`, `Christmas Day, 25.12.2026`,
 * `24 Dec 2026 – 31 Dec 2026 Closed`. Names may be missing, empty lines are passed over.
 */
export function readHolidays(text: string, dayFirst: boolean): HolidayLines {
  const found = new Map<number, string>()
  const wrong: { line: number; text: string }[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, dayFirst)
    if (read === null) wrong.push({ line: index + 1, text: line.trim() })
    else for (let day = read.from; day <= read.to; day++) found.set(day, found.get(day) || read.name)
  }
  const holidays = [...found].map(([day, name]) => ({ day, name })).sort((left, right) => left.day - right.day)
  return { holidays, wrong }
}

/** The lines that say these holidays. */
export function sayHolidays(holidays: readonly NamedHoliday[]): string {
  return holidays.map(({ day, name }) => `${isoDay(day)} ${name}`.trim()).join('\n')
}

/** What an account's record has, with a name for each. */
export function namedHolidays(kept: readonly Holiday[]): NamedHoliday[] {
  return kept.map((each) => (typeof each === 'number' ? { day: each, name: '' } : each))
}

function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

interface Line {
  readonly from: number
  readonly to: number
  readonly name: string
}

function readLine(line: string, dayFirst: boolean): Line | null {
  const words = line.trim().split(/[\s;|]+/)
  const first = findDate(words, 0, words.length, dayFirst)
  if (first === null) return null
  const dash = words[first.end]
  const last = dash !== undefined && isDash(dash) ? findDate(words, first.end + 1, first.end + 2, dayFirst) : null
  const name = [...words.slice(0, first.start), ...words.slice(last?.end ?? first.end)].join(' ')
  const to = last?.day ?? first.day
  if (to < first.day || to - first.day >= longestDays) return null
  return { from: first.day, to, name: trimmed(name).slice(0, 100) }
}

function isDash(word: string): boolean {
  return ['-', '–', '—', '→', 'to', 'until', 'bis'].includes(word.toLowerCase())
}

/** The first date that begins at one of these words, in as few words as say one. */
function findDate(words: readonly string[], from: number, before: number, dayFirst: boolean) {
  for (let start = from; start < before; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + longestWords); end++) {
      const text = words.slice(start, end).join(' ').replace(/[,:]$/, '')
      const read = readDate(text, { dayFirst, timeZone: 'UTC' })
      // A word that is no part of the date is one of the name.
      if (read && !saysWithout(words.slice(start + 1, end), read.day, dayFirst)) return { start, end, day: read.day }
    }
  }
  return null
}

function saysWithout(words: readonly string[], day: number, dayFirst: boolean): boolean {
  const rest = words.join(' ').replace(/[,:]$/, '')
  return rest !== '' && readDate(rest, { dayFirst, timeZone: 'UTC' })?.day === day
}

function trimmed(name: string): string {
  return name.replace(/^[\s,:–—-]+|[\s,:–—-]+$/g, '')
}
