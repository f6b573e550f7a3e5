import { expect, test } from 'vitest'
import { workCalendar } from '../schedule/calendar.ts'
import { accountSight, visibleRecords } from '../rights/visible.ts'
import { dayAt } from '../time/zone.ts'
import { people, uuid, World } from '../testing/world.ts'
import { awayOn, daysAway, daysOff, timeOffOf } from './time-off.ts'

/** A Monday. */
const MONDAY = 20_780
const away = uuid(95)

function offOf(world: World, who: keyof typeof people = 'member') {
  return timeOffOf(world.account.record('member', people[who]) ?? {})
}

test('people say when they are away themselves; of others only whoever manages members does', () => {
  const world = new World()
  const args = { id: people.member, away, from: MONDAY, to: MONDAY + 4 }
  world.run('member.addTimeOff', args, 'member')
  expect(offOf(world)).toEqual([{ id: away, from: MONDAY, to: MONDAY + 4 }])
  for (const as of ['other', 'viewer', 'guest'] as const) {
    expect(() => world.run('member.addTimeOff', args, as)).toThrow('no right')
    expect(() => world.run('member.removeTimeOff', { id: people.member, away }, as)).toThrow('no right')
  }
  world.run('member.addTimeOff', { ...args, away: uuid(96), from: MONDAY - 7, to: MONDAY - 7, half: true }, 'admin')
  expect(offOf(world).map(({ from, half }) => [from, half])).toEqual([
    [MONDAY - 7, true],
    [MONDAY, undefined],
  ])
})

test('the same time said twice is one, and one that is gone is taken away no more', () => {
  const world = new World()
  const args = { id: people.member, away, from: MONDAY, to: MONDAY + 4 }
  world.run('member.addTimeOff', args, 'member')
  world.run('member.addTimeOff', { ...args, to: MONDAY + 1 }, 'member')
  expect(offOf(world)).toEqual([{ id: away, from: MONDAY, to: MONDAY + 1 }])
  world.run('member.removeTimeOff', { id: people.member, away }, 'member')
  world.run('member.removeTimeOff', { id: people.member, away }, 'member')
  expect(offOf(world)).toEqual([])
})

test('it is taken back by whoever said it', () => {
  const world = new World()
  const before = world.account.record('member', people.viewer)
  const said = world.run('member.addTimeOff', { id: people.viewer, away, from: MONDAY, to: MONDAY }, 'viewer')
  world.takeBack('change.undo', said, 'viewer')
  expect(world.account.record('member', people.viewer)).toEqual(before)
})

test('days that end before they begin, and years, are refused', () => {
  const world = new World()
  const said = (from: number, to: number) => () =>
    world.run('member.addTimeOff', { id: people.member, away, from, to }, 'member')
  expect(said(MONDAY, MONDAY - 1)).toThrow('must not come before')
  expect(said(MONDAY, MONDAY + 366)).toThrow('more than a year')
  expect(() =>
    world.run('member.addTimeOff', { id: people.member, away, from: MONDAY, to: MONDAY, why: 'ill' }, 'member'),
  ).toThrow()
})

test('of two hundred times the oldest that are over make room, and none that is to come', () => {
  const world = new World()
  const today = dayAt(world.now, 'UTC')
  const fill = (firstDay: number) => {
    const off = Array.from({ length: 200 }, (_, at) => ({
      id: uuid(1000 + at),
      from: firstDay + at,
      to: firstDay + at,
    }))
    world.account.load('member', people.member, { ...world.account.record('member', people.member), timeOff: off })
    return off
  }
  const args = { id: people.member, away, from: today + 300, to: today + 300 }
  const off = fill(today - 1)
  for (const _ of ['said', 'said again']) {
    world.run('member.addTimeOff', args, 'member')
    expect(offOf(world).map(({ id }) => id)).toEqual([...off.slice(1).map(({ id }) => id), away])
  }
  expect(() => world.run('member.addTimeOff', { ...args, away: uuid(96) }, 'member')).toThrow('not over')
  expect(offOf(world)).toHaveLength(200)
})

test('guests are not told when others are away, and know it of themselves', () => {
  const world = new World()
  for (const [at, who] of (['member', 'guest'] as const).entries()) {
    world.run('member.addTimeOff', { id: people[who], away: uuid(95 + at), from: MONDAY, to: MONDAY }, who)
  }
  const seenBy = (who: 'guest' | 'viewer') => {
    const principal = world.principal(who)
    const sight = accountSight(principal) ?? { fingerprint: '', hiddenColumns: new Set<number>() }
    const records = visibleRecords(world.account, ['member'], sight, people[who])
    return records.filter(([, , fields]) => 'timeOff' in fields).map(([, id]) => id)
  }
  expect(seenBy('guest')).toEqual([people.guest])
  expect(seenBy('viewer').toSorted()).toEqual([people.member, people.guest].toSorted())
})

test('working days away are counted, halves as halves, and each day once', () => {
  const calendar = workCalendar({ weekend: [6, 7], holidays: [MONDAY + 2] })
  const off = [
    { id: uuid(1), from: MONDAY - 3, to: MONDAY },
    { id: uuid(2), from: MONDAY, to: MONDAY + 3, half: true as const },
    { id: uuid(3), from: MONDAY + 4, to: MONDAY + 9 },
  ]
  expect([0, 1, 4, 10].map((day) => awayOn(MONDAY + day, off))).toEqual([1, 0.5, 1, 0])
  const week = { start: MONDAY, end: MONDAY + 6 }
  // Monday whole, Tuesday and Thursday half, Wednesday a holiday, Friday whole.
  expect(daysAway(week, off, calendar)).toBe(3)
  expect(daysOff({ start: MONDAY - 1, end: MONDAY + 1 }, off)).toEqual([MONDAY - 1, MONDAY, MONDAY + 1])
})
