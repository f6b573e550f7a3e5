import type { Json } from '../json.ts'
import type { Scanner } from './scanner.ts'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const words = [
  ['today', 0],
  ['tomorrow', 1],
  ['yesterday', -1],
] as const
const spans = ['week', 'month'] as const
const places = [
  ['this', 0],
  ['next', 1],
  ['last', -1],
] as const

/** A day as it stands here: `today`, `in 3 days`, `2 days ago`, `next friday`, `end of this month`, `2026-11-24`; undefined where none does. */
export function readDay(scan: Scanner, today: number): Json | undefined {
  const word = scan.takeLongest(words.map(([phrase, days]) => [phrase, { today: days }] as const))
  if (word !== undefined) return word
  const iso = scan.match(/(\d{4})-(\d{2})-(\d{2})(?!\d)/y)
  if (iso) return dayOfDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const ago = scan.match(/(\d{1,6})\s+days?\s+ago\b/iy)
  if (ago) return { today: -Number(ago[1]) }
  const ahead = scan.match(/in\s+(\d{1,6})\s+days?\b/iy)
  if (ahead) return { today: Number(ahead[1]) }
  const edge = scan.takeLongest<Json>(
    spans.flatMap((span) =>
      places.flatMap(([place, by]) => [
        [`start of ${place} ${span}`, { [span]: by }] as const,
        [`end of ${place} ${span}`, { [span]: by, end: true }] as const,
      ]),
    ),
  )
  if (edge !== undefined) return edge
  return scan.takeLongest(
    weekdays.flatMap((name, weekday) => [
      [name, nextOf(weekday, today)] as const,
      [`next ${name}`, nextOf(weekday, today)] as const,
      [`last ${name}`, nextOf(weekday, today) - 7] as const,
    ]),
  )
}

/** Days as they stand here: `this week`, `next 7 days`, `today and 2026-12-24`; undefined where none do. */
export function readDays(scan: Scanner, today: number): Json | undefined {
  const range = readRange(scan)
  if (range !== undefined) return range
  const first = readDay(scan, today)
  if (first === undefined || !(scan.take('and') || scan.take('to'))) return undefined
  const second = readDay(scan, today)
  return second === undefined ? undefined : [first, second]
}

/** Days that have a name of their own: `last month`, `next 14 days`. */
export function readRange(scan: Scanner): Json | undefined {
  const span = scan.takeLongest<Json>(
    spans.flatMap((name) =>
      places.map(([place, by]) => [`${place} ${name}`, [{ [name]: by }, { [name]: by, end: true }]] as const),
    ),
  )
  if (span !== undefined) return span
  const days = scan.match(/(next|last|past)\s+(\d{1,6})\s+days?\b/iy)
  if (!days) return undefined
  const count = Number(days[2])
  return days[1]?.toLowerCase() === 'next' ? [{ today: 0 }, { today: count }] : [{ today: -count }, { today: 0 }]
}

/** The ways to write a day, the nicest first. They are tried by reading them. */
export function dayTexts(day: Json): string[] {
  if (typeof day === 'number') {
    const date = new Date(day * 86_400_000)
    return Number.isNaN(date.getTime()) ? [] : [date.toISOString().slice(0, 10)]
  }
  if (typeof day !== 'object' || day === null || Array.isArray(day)) return []
  const given = day as { readonly [field: string]: Json }
  const away = given['today']
  if (typeof away === 'number') {
    const word = words.find(([, days]) => days === away)?.[0]
    return [...(word === undefined ? [] : [word]), away < 0 ? `${-away} days ago` : `in ${away} days`]
  }
  return spans.flatMap((span) => {
    const place = places.find(([, by]) => by === given[span])?.[0]
    return place === undefined ? [] : [`start of ${place} ${span}`, `end of ${place} ${span}`]
  })
}

/** The ways to write two days. */
export function daysTexts(days: Json): string[] {
  if (!Array.isArray(days)) return []
  const [first, second] = (days as readonly Json[]).map(dayTexts)
  const both = (first ?? []).flatMap((one) => (second ?? []).map((other) => `${one} and ${other}`))
  const count = [days[0], days[1]].map((day) => Number((day as { readonly today?: number } | null)?.today))
  const named = places.flatMap(([place]) => spans.map((span) => `${place} ${span}`))
  return [...named, `next ${count[1]} days`, `last ${-Number(count[0])} days`, ...both]
}

/** What is offered for a day. */
export const dayOffers: readonly string[] = [
  'today',
  'tomorrow',
  'yesterday',
  'in 7 days',
  '7 days ago',
  'next friday',
  'end of this week',
  'end of this month',
]

/** What is offered for two days. */
export const rangeOffers: readonly string[] = [
  'this week',
  'next week',
  'last week',
  'this month',
  'next 7 days',
  'last 7 days',
]

/** The next such weekday after today. */
function nextOf(weekday: number, today: number): number {
  const now = (((today + 4) % 7) + 7) % 7
  return today + ((weekday - now + 6) % 7) + 1
}

function dayOfDate(year: number, month: number, date: number): number | undefined {
  const ms = Date.UTC(year, month - 1, date)
  const back = new Date(ms)
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === date ? ms / 86_400_000 : undefined
}
