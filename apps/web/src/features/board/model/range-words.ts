import type { AggregateValue } from '@fulcrum/columnar'

const DAY_MS = 86_400_000

/** From when to when: `14 Nov – 27 Nov`, with years where it is not all this one. Null where nothing has a day. */
export function rangeWords(
  first: AggregateValue | undefined,
  last: AggregateValue | undefined,
  { locale, today }: { readonly locale: string; readonly today: number },
): string | null {
  if (typeof first !== 'number' || typeof last !== 'number') return null
  const year = (day: number): number => new Date(day * DAY_MS).getUTCFullYear()
  const inThisYear = year(first) === year(today) && year(last) === year(today)
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(inThisYear ? {} : { year: 'numeric' }),
  })
  const words = (day: number): string => format.format(day * DAY_MS)
  // The items' first start may lie behind their last end where only some have both.
  return first >= last ? words(last) : `${words(first)} – ${words(last)}`
}
