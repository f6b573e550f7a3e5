import { describe, expect, test } from 'vitest'
import { ordinaryWorkDays } from '../account/day.ts'
import { everyDay, workCalendar } from './calendar.ts'
import { planOf, type PlannedItem, type PlannedLink } from './plan.ts'
import { shiftPlan } from './shift.ts'
import { totalFloat } from './float.ts'

/** Monday, 23 November 2026. */
const MONDAY = 20_780
const calendar = workCalendar(ordinaryWorkDays)

function item(id: number, from: number, days: number): PlannedItem {
  return { id, start: MONDAY + from, end: MONDAY + from + days - 1 }
}

function link(from: number, to: number, more: Partial<PlannedLink> = {}): PlannedLink {
  return { from, to, reached: 'finish', enter: 'start', lag: 0, ...more }
}

describe('three items, one after another', () => {
  // Monday and Tuesday; Wednesday; Friday, with Thursday between them.
  const plan = planOf([item(1, 0, 2), item(2, 2, 1), item(3, 4, 1)], [link(1, 2), link(2, 3)], calendar)
  const later = new Map([[1, { start: MONDAY + 1, end: MONDAY + 2 }]])

  test('move together, over the weekend', () => {
    const { changes, broken } = shiftPlan(plan, later, 'move-followers')
    expect(changes.get(2)).toEqual({ start: MONDAY + 3, end: MONDAY + 3 })
    expect(changes.get(3)).toEqual({ start: MONDAY + 7, end: MONDAY + 7 })
    expect(broken).toEqual([])
  })

  test('keep their float: what has room stays', () => {
    const { changes } = shiftPlan(plan, later, 'keep-slack')
    expect([...changes.keys()]).toEqual([1, 2])
  })

  test('are left where they are, and what is broken says so', () => {
    const { changes, broken } = shiftPlan(plan, later, 'leave')
    expect([...changes.keys()]).toEqual([1])
    expect(broken).toEqual([link(1, 2)])
  })

  test('and nothing is pulled along by one that goes earlier, unless all go along', () => {
    const earlier = new Map([[1, { start: MONDAY - 3, end: MONDAY }]])
    expect([...shiftPlan(plan, earlier, 'keep-slack').changes.keys()]).toEqual([1])
    const { changes } = shiftPlan(plan, earlier, 'move-followers')
    expect(changes.get(3)).toEqual({ start: MONDAY + 3, end: MONDAY + 3 })
  })

  test('have their critical path where there is no room', () => {
    expect(Object.fromEntries(totalFloat(plan))).toEqual({ 1: 1, 2: 1, 3: 0 })
  })
})

test('a longer item pushes what waits for its end, not what waits for its start', () => {
  const plan = planOf(
    [item(1, 0, 2), item(2, 2, 1), item(3, 1, 1)],
    [link(1, 2), link(1, 3, { reached: 'start' })],
    calendar,
  )
  const { changes } = shiftPlan(plan, new Map([[1, { start: MONDAY, end: MONDAY + 3 }]]), 'move-followers')
  expect([...changes.keys()].toSorted()).toEqual([1, 2])
})

test('lags are working days, or all days where all are worked on', () => {
  const items = [item(1, 3, 2), item(2, 7, 1)]
  const wait = [link(1, 2, { lag: 1 })]
  const stay = new Map<number, PlannedItem>()
  expect(shiftPlan(planOf(items, wait, calendar), stay, 'leave').broken).toHaveLength(1)
  expect(shiftPlan(planOf(items, wait, everyDay), stay, 'leave').broken).toEqual([])
})

test('a broken link shows as float below zero', () => {
  const plan = planOf([item(1, 0, 3), item(2, 1, 3)], [link(1, 2)], calendar)
  expect(totalFloat(plan).get(1)).toBe(-2)
})

test('items that stand on a weekend keep what they have until they move', () => {
  const plan = planOf([item(1, 5, 2), item(2, 7, 1)], [link(1, 2)], calendar)
  expect(shiftPlan(plan, new Map(), 'leave').broken).toEqual([])
  const { changes } = shiftPlan(plan, new Map([[1, { start: MONDAY + 7, end: MONDAY + 7 }]]), 'keep-slack')
  expect(changes.get(2)).toEqual({ start: MONDAY + 8, end: MONDAY + 8 })
})

test('links in a circle are refused by the names of their items', () => {
  const items = [item(1, 0, 1), item(2, 1, 1), item(3, 2, 1), item(4, 3, 1)]
  const links = [link(1, 2), link(2, 3), link(3, 2), link(3, 4)]
  expect(() => planOf(items, links, calendar, (id) => `ENG-${id}`)).toThrow(
    /ENG-2 → ENG-3 → ENG-2|ENG-3 → ENG-2 → ENG-3/,
  )
})

test('ten thousand items in one chain are pushed without a deep stack', () => {
  const items = Array.from({ length: 10_000 }, (_, id) => item(id, id, 1))
  const plan = planOf(
    items,
    items.slice(1).map(({ id }) => link(id - 1, id)),
    everyDay,
  )
  const { changes } = shiftPlan(plan, new Map([[0, { start: MONDAY + 5, end: MONDAY + 5 }]]), 'keep-slack')
  expect(changes.size).toBe(10_000)
  expect(changes.get(9_999)?.start).toBe(MONDAY + 10_004)
})
