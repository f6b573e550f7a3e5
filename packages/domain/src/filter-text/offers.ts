import { nearest } from '../formula/suggest.ts'
import { me } from '../view/to-filter.ts'
import type { Expected, FilterLanguage } from './language.ts'
import { optionsOf } from './language.ts'
import { dayOffers, rangeOffers } from './days.ts'
import { expectedAtEnd } from './parser.ts'
import { quoted } from './values.ts'

/** What could be typed next: it replaces the text between `from` and the cursor. */
export interface FilterOffer {
  readonly text: string
  /** What it is, in a word. */
  readonly of: 'column' | 'operator' | 'value' | 'word'
  readonly from: number
}

const mostOffers = 12

/** What goes on from what stands before the cursor, the best first. */
export function filterOffers(text: string, cursor: number, language: FilterLanguage): readonly FilterOffer[] {
  const before = text.slice(0, cursor)
  const expected = expectedAtEnd(before, language)
  if (expected === undefined) return []
  const typed = before.slice(expected.from)
  const offers = wanted(expected, language, typed)
  const key = typed.trim().toLowerCase().replace(/^"/, '')
  const close = nearest(
    key,
    offers.map(({ text: each }) => each),
  )
  return offers
    .map((offer) => ({ offer, rank: rankOf(offer.text.toLowerCase().replace(/^"/, ''), key) }))
    .filter(({ rank, offer }) => rank < 3 || offer.text === close)
    .toSorted((left, right) => left.rank - right.rank)
    .slice(0, mostOffers)
    .map(({ offer }) => offer)
}

function wanted(expected: Expected, language: FilterLanguage, typed: string): FilterOffer[] {
  const at = (of: FilterOffer['of'], texts: readonly string[], from = expected.from): FilterOffer[] =>
    texts.map((text) => ({ text, of, from }))
  if (expected.of === 'part') return at('column', [...new Set(language.fields.map(({ title }) => plain(title)))])
  if (expected.of === 'joiner') return at('word', ['and', 'or'])
  const { field } = expected
  if (expected.of === 'operator')
    return at(
      'operator',
      field.operators.map(({ label }) => label),
    )
  const operator = field.operators.find(({ label }) => label === expected.operator)
  if (operator === undefined) return []
  // Only the last of a list is being typed.
  const comma = typed.lastIndexOf(',')
  const from =
    comma < 0 ? expected.from : expected.from + comma + 1 + (/^\s*/.exec(typed.slice(comma + 1))?.[0].length ?? 0)
  const texts: Partial<Record<typeof operator.takes, readonly string[]>> = {
    options: optionsOf(field, language).map(({ name }) => plain(name)),
    people: [me, ...language.people.map(({ name }) => plain(name))],
    day: dayOffers,
    days: rangeOffers,
  }
  const ranges = operator.takes === 'day' && field.operators.some(({ takes }) => takes === 'days') ? rangeOffers : []
  return at('value', [...(texts[operator.takes] ?? []), ...ranges], from)
}

function plain(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _/-]*$/u.test(text) && !/(^|\s)(and|or|not)(\s|$)/i.test(text) ? text : quoted(text)
}

function rankOf(offer: string, typed: string): number {
  const last = typed.slice(typed.lastIndexOf(',') + 1).trim()
  if (last === '') return 0
  if (offer === last) return 2
  if (offer.startsWith(last)) return 0
  return offer.includes(last) ? 1 : 3
}
