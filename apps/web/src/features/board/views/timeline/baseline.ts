import { maxViewSettings, type JsonObject } from '@fulcrum/domain'
import type { DaySpan } from '@fulcrum/domain/schedule'

/** What the settings keep beside a baseline, in characters. */
const REST = 2_000

/**
 * Bars as text, each as how much further its row, its start and its end lie: `1a,5,3;`. Some eight characters an item. Null
 * where that is more than a view can keep.
 */
export function writeBaseline(bars: Iterable<readonly [row: number, span: DaySpan]>): string | null {
  let [lastRow, lastStart] = [0, 0]
  const parts: string[] = []
  for (const [row, { start, end }] of [...bars].sort(([left], [right]) => left - right)) {
    parts.push(`${(row - lastRow).toString(36)},${(start - lastStart).toString(36)},${(end - start).toString(36)}`)
    lastRow = row
    lastStart = start
  }
  const text = parts.join(';')
  return text.length > maxViewSettings - REST ? null : text
}

/** The bars of such a text; what is not understood is left out. */
export function readBaseline(text: string): ReadonlyMap<number, DaySpan> {
  const bars = new Map<number, DaySpan>()
  let [row, start] = [0, 0]
  for (const part of text === '' ? [] : text.split(';')) {
    const [byRow = Number.NaN, byStart = Number.NaN, length = Number.NaN] = part
      .split(',')
      .map((each) => parseInt(each, 36))
    if (!Number.isInteger(byRow + byStart + length)) return bars
    row += byRow
    start += byStart
    bars.set(row, { start, end: start + length })
  }
  return bars
}

/** Settings with this baseline, or without any. */
export function withBaseline(settings: JsonObject | undefined, baseline: JsonObject | null): JsonObject {
  const { kept: _, ...rest } = settings ?? {}
  return baseline === null ? rest : { ...rest, kept: { baseline } }
}
