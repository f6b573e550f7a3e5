import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { inLaneOrder, layOutWeek, type RowSpan } from './week-lanes.ts'

const firstDay = 20_000
const spans = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 40 })
  .map((pairs) =>
    pairs.map(([start, length], row) => ({ row, start: firstDay + start, end: firstDay + start + length })),
  )
const limits = fc.integer({ min: 1, max: 8 })
const days = [0, 1, 2, 3, 4, 5, 6]

const isOn = ({ start, end }: RowSpan, day: number): boolean => start <= firstDay + day && firstDay + day <= end

/** Without a limit, day by day: the topmost lane in which no earlier item shares a day with it. */
function slowLanes(ordered: readonly RowSpan[]): Map<number, number> {
  const lanes = new Map<number, number>()
  for (const span of ordered) {
    if (!days.some((day) => isOn(span, day))) continue
    const beside = ordered.filter(
      (other) => lanes.has(other.row) && days.some((day) => isOn(other, day) && isOn(span, day)),
    )
    let lane = 0
    while (beside.some((other) => lanes.get(other.row) === lane)) lane += 1
    lanes.set(span.row, lane)
  }
  return lanes
}

it('puts each item into the lane that a plain search finds, as far as there is room', () => {
  fc.assert(
    fc.property(spans, limits, (given, limit) => {
      const ordered = inLaneOrder(given)
      const slow = slowLanes(ordered)
      const crowded = days.filter((day) =>
        ordered.some((span) => isOn(span, day) && (slow.get(span.row) ?? 0) >= limit),
      )
      const fits = (span: RowSpan): boolean => {
        const lane = slow.get(span.row)
        if (lane === undefined || lane >= limit) return false
        return lane < limit - 1 || !crowded.some((day) => isOn(span, day))
      }
      const { bars } = layOutWeek(ordered, firstDay, limit)
      expect(bars.map(({ row, lane }) => [row, lane])).toEqual(
        ordered.filter(fits).map(({ row }) => [row, slow.get(row)]),
      )
    }),
  )
})

it('lets no two bars overlap, and shows or counts every item on every one of its days', () => {
  fc.assert(
    fc.property(spans, limits, (given, limit) => {
      const { bars, more, height } = layOutWeek(inLaneOrder(given), firstDay, limit)
      for (const day of days) {
        const shown = bars.filter(({ from, to }) => from <= day && day <= to)
        expect(new Set(shown.map(({ lane }) => lane)).size).toBe(shown.length)
        expect(shown.length + (more[day] ?? 0)).toBe(given.filter((span) => isOn(span, day)).length)
        if ((more[day] ?? 0) > 0) expect(shown.every(({ lane }) => lane < limit - 1)).toBe(true)
      }
      expect(height).toBeLessThanOrEqual(limit)
    }),
  )
})

it('says which bars go on beyond the week, and leaves items of equal days in the order given', () => {
  const span = (row: number, start: number, end: number) => ({ row, start: firstDay + start, end: firstDay + end })
  const given = [span(3, 2, 2), span(1, 2, 2), span(2, -3, 12), span(4, 6, 9), span(5, 7, 8)]
  const { bars } = layOutWeek(inLaneOrder(given), firstDay, 5)
  expect(bars.map(({ row, lane, goesBefore, goesAfter }) => [row, lane, goesBefore, goesAfter])).toEqual([
    [2, 0, true, true],
    [3, 1, false, false],
    [1, 2, false, false],
    [4, 1, false, true],
  ])
})
