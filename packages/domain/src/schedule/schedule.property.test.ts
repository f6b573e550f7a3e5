import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workCalendar } from './calendar.ts'
import { planOf, withMoved, type DaySpan, type PlannedItem, type PlannedLink } from './plan.ts'
import { shiftPlan } from './shift.ts'
import { totalFloat } from './float.ts'
import {
  slowCount,
  slowIsFree,
  slowKeepFloat,
  slowMoveFollowers,
  slowRoom,
  slowFloat,
  slowStep,
  type SlowPlan,
} from './testing/slow-schedule.ts'

const TODAY = 20_780

const workDays = fc.record({
  weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 7 }),
  holidays: fc.uniqueArray(fc.integer({ min: TODAY - 20, max: TODAY + 40 }), { maxLength: 6 }),
})

/** Plans whose items begin and end on working days, as those that people shift do; links lead from lower to higher numbers. */
const plans: fc.Arbitrary<SlowPlan> = fc
  .tuple(
    workDays,
    fc.array(fc.record({ start: fc.nat(25), length: fc.nat(5), fixed: fc.boolean() }), { minLength: 2, maxLength: 7 }),
    fc.array(
      fc.record({
        ends: fc.tuple(fc.nat(6), fc.nat(6)),
        reached: fc.constantFrom('start' as const, 'finish' as const),
        enter: fc.constantFrom('start' as const, 'finish' as const),
        lag: fc.integer({ min: -3, max: 3 }),
      }),
      { maxLength: 10 },
    ),
    fc.boolean(),
  )
  .map(([days, spans, drawn, someFixed]) => {
    const items = spans.map(({ start, length, fixed }, id): PlannedItem => {
      const first = slowStep(TODAY + start, 0, days)
      return { id, start: first, end: slowStep(first, length, days), fixed: someFixed && fixed }
    })
    const links = drawn.flatMap(({ ends, ...rest }): PlannedLink[] => {
      const [from, to] = [Math.min(...ends), Math.max(...ends)]
      return from === to || to >= items.length ? [] : [{ from, to, ...rest }]
    })
    return { items, links, workDays: days }
  })

/** Such plans in which what waits for nothing and was drawn so is somebody else's. */
const boundPlans: fc.Arbitrary<SlowPlan> = fc
  .tuple(plans, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }))
  .map(([plan, drawn]) => {
    const waiting = new Set(plan.links.map(({ to }) => to))
    const items = plan.items.map((item, at) =>
      drawn[at] === true && !waiting.has(item.id) && at < plan.items.length - 1 ? { ...item, outside: true } : item,
    )
    return { ...plan, items }
  })

function withoutOutside({ items, links, workDays: days }: SlowPlan): SlowPlan {
  const here = items.filter(({ outside }) => outside !== true)
  const ids = new Set(here.map(({ id }) => id))
  return { items: here, links: links.filter(({ from }) => ids.has(from)), workDays: days }
}

const moved = fc.record({
  which: fc.nat(6),
  start: fc.integer({ min: -12, max: 12 }),
  longer: fc.integer({ min: -4, max: 6 }),
})

function movesOf({ items, workDays: days }: SlowPlan, move: { which: number; start: number; longer: number }) {
  const item = items[move.which % items.length] ?? items[0]
  if (item === undefined) throw new Error('no items')
  const start = slowStep(item.start, move.start, days)
  const length = Math.max(1, slowCount(item.start, item.end + 1, days) + move.longer)
  return new Map<number, DaySpan>([[item.id, { start, end: slowStep(start, length - 1, days) }]])
}

function fast({ items, links, workDays: days }: SlowPlan) {
  return planOf(items, links, workCalendar(days))
}

function sorted(changes: ReadonlyMap<number, DaySpan>) {
  return [...changes].toSorted(([left], [right]) => left - right)
}

describe('the calendar', () => {
  test('numbers working days as one who counts them does', () => {
    fc.assert(
      fc.property(workDays, fc.integer({ min: -60, max: 60 }), fc.integer({ min: -40, max: 40 }), (days, at, by) => {
        const calendar = workCalendar(days)
        const day = TODAY + at
        expect(calendar.dayAt(calendar.numberOf(day) + by)).toBe(slowStep(day, by, days))
        expect(calendar.isFree(day)).toBe(slowIsFree(day, days))
        expect(calendar.numberOf(day + by) - calendar.numberOf(day)).toBe(slowCount(day, day + by, days))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a move', () => {
  test('with kept float pushes as far as pushing by single days does', () => {
    fc.assert(
      fc.property(plans, moved, (plan, move) => {
        const moves = movesOf(plan, move)
        expect(sorted(shiftPlan(fast(plan), moves, 'keep-slack').changes)).toEqual(sorted(slowKeepFloat(plan, moves)))
      }),
      { numRuns: 1_500 },
    )
  })

  test('with followers moves those that asking until nothing changes moves', () => {
    fc.assert(
      fc.property(plans, moved, (plan, move) => {
        const moves = movesOf(plan, move)
        const { changes } = shiftPlan(fast(plan), moves, 'move-followers')
        expect(sorted(changes)).toEqual(sorted(slowMoveFollowers(plan, moves)))
      }),
      { numRuns: 1_500 },
    )
  })

  test('behind another one comes to what it does in a plan that is read anew in between', () => {
    const modes = fc.constantFrom('keep-slack' as const, 'move-followers' as const, 'leave' as const)
    fc.assert(
      fc.property(boundPlans, moved, moved, modes, (plan, one, other, mode) => {
        const { changes } = shiftPlan(fast(plan), movesOf(plan, one), mode)
        const items = plan.items.map((item) => ({ ...item, ...changes.get(item.id) }))
        const next = movesOf({ ...plan, items }, other)
        const goneOn = shiftPlan(withMoved(fast(plan), changes), next, mode)
        expect(goneOn).toEqual(shiftPlan(fast({ ...plan, items }), next, mode))
      }),
      { numRuns: 1_000 },
    )
  })

  test('moves nothing that is fixed, pushes nothing earlier, and breaks no link between two that may move', () => {
    fc.assert(
      fc.property(plans, moved, (plan, move) => {
        const moves = movesOf(plan, move)
        const { changes, broken } = shiftPlan(fast(plan), moves, 'keep-slack')
        const before = new Map(plan.items.map((item) => [item.id, item]))
        for (const [id, span] of changes) {
          if (moves.has(id)) continue
          expect(before.get(id)?.fixed).not.toBe(true)
          expect(span.start).toBeGreaterThan(before.get(id)?.start ?? Infinity)
        }
        for (const link of broken) {
          const [from, to] = [before.get(link.from), before.get(link.to)]
          if (from === undefined || to === undefined || to.fixed === true || moves.has(link.to)) continue
          expect(slowRoom(link, from, to, plan.workDays)).toBeLessThan(0)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('says which links are broken as one who looks at each does', () => {
    fc.assert(
      fc.property(plans, moved, fc.constantFrom('leave', 'keep-slack', 'move-followers'), (plan, move, mode) => {
        const { changes, broken } = shiftPlan(fast(plan), movesOf(plan, move), mode)
        const now = new Map<number, DaySpan>(plan.items.map((item) => [item.id, changes.get(item.id) ?? item]))
        const none = { start: 0, end: 0 }
        const seen = plan.links.filter(
          (link) => slowRoom(link, now.get(link.from) ?? none, now.get(link.to) ?? none, plan.workDays) < 0,
        )
        expect(broken).toEqual(seen)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('total float', () => {
  test('is how far an item can go later until its network ends later', () => {
    fc.assert(
      fc.property(plans, (drawn) => {
        const whole = drawn.items.map((item) => ({ ...item, fixed: false }))
        const none = { start: 0, end: 0 }
        const links = drawn.links.filter(
          ({ from, to, ...link }) =>
            slowRoom({ from, to, ...link }, whole[from] ?? none, whole[to] ?? none, drawn.workDays) >= 0,
        )
        const plan = { items: whole, links, workDays: drawn.workDays }
        for (const [id, float] of totalFloat(fast(plan))) expect(float).toBe(slowFloat(plan, id))
      }),
      { numRuns: 400 },
    )
  })
})

describe('what is outside', () => {
  test('bounds what follows as one who tries single days finds, and never moves', () => {
    fc.assert(
      fc.property(boundPlans, moved, fc.constantFrom('keep-slack', 'move-followers'), (plan, move, mode) => {
        const moves = movesOf(withoutOutside(plan), move)
        const { changes } = shiftPlan(fast(plan), moves, mode)
        const slow = mode === 'keep-slack' ? slowKeepFloat(plan, moves) : slowMoveFollowers(plan, moves)
        expect(sorted(changes)).toEqual(sorted(slow))
        for (const { id, outside } of plan.items) if (outside === true) expect(changes.has(id)).toBe(false)
      }),
      { numRuns: 1_500 },
    )
  })

  test('no link from it comes to break, or breaks by more, unless its item was put there', () => {
    fc.assert(
      fc.property(boundPlans, moved, (plan, move) => {
        const moves = movesOf(withoutOutside(plan), move)
        const { changes } = shiftPlan(fast(plan), moves, 'move-followers')
        const items = new Map(plan.items.map((item) => [item.id, item]))
        for (const link of plan.links) {
          const [from, to] = [items.get(link.from), items.get(link.to)]
          if (from?.outside !== true || to === undefined || moves.has(to.id)) continue
          const room = slowRoom(link, from, changes.get(to.id) ?? to, plan.workDays)
          expect(room).toBeGreaterThanOrEqual(Math.min(0, slowRoom(link, from, to, plan.workDays)))
        }
      }),
      { numRuns: 1_500 },
    )
  })

  test('makes no float of what is here and takes none, and has that of the first that it would push', () => {
    fc.assert(
      fc.property(boundPlans, (plan) => {
        const [all, here] = [totalFloat(fast(plan)), totalFloat(fast(withoutOutside(plan)))]
        for (const [id, float] of here) expect(all.get(id)).toBe(float)
        for (const { id, outside } of plan.items) {
          const links = plan.links.filter(({ from }) => from === id)
          if (outside !== true || links.length === 0) continue
          const items = new Map(plan.items.map((item) => [item.id, item]))
          const none = { start: 0, end: 0 }
          const rooms = links.map(
            (link) =>
              slowRoom(link, items.get(id) ?? none, items.get(link.to) ?? none, plan.workDays) +
              (all.get(link.to) ?? 0),
          )
          expect(all.get(id)).toBe(Math.min(...rooms))
        }
      }),
      { numRuns: 600 },
    )
  })
})
