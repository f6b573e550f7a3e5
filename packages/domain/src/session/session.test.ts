import { beforeEach, describe, expect, test } from 'vitest'
import { ids, people, World } from '../testing/world.ts'
import type { PersonName } from '../testing/world.ts'
import { sessionsAt } from './cell.ts'

const minute = 60_000

let world: World
let column: number
let item: number

beforeEach(() => {
  world = new World()
  column = world.column('tracked', 'Time')
  item = world.item('a', world.group('Now'))
})

/** The cell as `person start-end` in minutes since the world began. */
function cell(row = item): string[] {
  return sessionsAt(world.board, row, column).map(({ person, start, end, note }) => {
    const name = Object.entries(people).find(([, id]) => id === person)?.[0]
    const at = (instant: number) => Math.round((instant - begun) / minute)
    return `${name} ${at(start)}-${end === null ? '' : at(end)}${note === undefined ? '' : ` ${note}`}`
  })
}

const begun = new World().now

function at(minutes: number): number {
  return begun + minutes * minute
}

function run(minutes: number, name: string, as: PersonName, args: object = {}): void {
  world.now = at(minutes)
  world.run(name, { board: ids.board, column, item, ...args }, as)
}

describe('a timer', () => {
  test('is started and stopped by the clock of the server', () => {
    run(10, 'session.start', 'member')
    expect(cell()).toEqual(['member 10-'])
    run(25, 'session.stop', 'member')
    expect(cell()).toEqual(['member 10-25'])
  })

  test('that runs is not started again, and one that stands is not stopped again', () => {
    run(10, 'session.start', 'member')
    run(11, 'session.start', 'member')
    expect(cell()).toEqual(['member 10-'])
    run(12, 'session.stop', 'member')
    run(13, 'session.stop', 'member')
    expect(cell()).toEqual(['member 10-12'])
  })

  test('of two people on one item keeps both', () => {
    run(10, 'session.start', 'member')
    run(11, 'session.start', 'other')
    run(12, 'session.stop', 'member')
    run(13, 'session.log', 'owner', { start: at(1), end: at(3) })
    run(14, 'session.stop', 'other')
    expect(cell()).toEqual(['owner 1-3', 'member 10-12', 'other 11-14'])
  })

  test('is one a person and board: what runs elsewhere stops, in any column', () => {
    const other = world.item('b', 1)
    const second = world.column('tracked', 'Review time')
    run(10, 'session.start', 'member')
    run(20, 'session.start', 'member', { item: other, column: second })
    expect(cell()).toEqual(['member 10-20'])
    run(30, 'session.start', 'member', { item: other })
    expect(sessionsAt(world.board, other, second).map(({ end }) => end)).toEqual([at(30)])
    expect(cell(other)).toEqual(['member 30-'])
  })

  test('says when it was started by who was offline, never later than now', () => {
    run(30, 'session.start', 'member', { at: at(10) })
    run(40, 'session.stop', 'member', { at: at(35) })
    run(50, 'session.start', 'member', { at: at(90) })
    expect(cell()).toEqual(['member 10-35', 'member 50-'])
  })

  test('of another person is stopped by owners of the board only', () => {
    run(10, 'session.start', 'member')
    expect(() => run(11, 'session.stop', 'other', { person: people.member })).toThrow(/Only owners/)
    run(12, 'session.stop', 'owner', { person: people.member })
    expect(cell()).toEqual(['member 10-12'])
  })

  test('is not for those who may not edit', () => {
    expect(() => run(10, 'session.start', 'viewer')).toThrow(/no right/)
  })
})

describe('a session', () => {
  beforeEach(() => {
    run(60, 'session.log', 'member', { start: at(10), end: at(30), note: ' built  it ' })
    run(60, 'session.log', 'other', { start: at(10), end: at(40) })
  })

  const mine = { person: people.member, start: at(10) }

  test('is changed and removed by itself', () => {
    run(61, 'session.edit', 'member', { session: mine, start: at(15), note: '' })
    expect(cell()).toEqual(['other 10-40', 'member 15-30'])
    run(62, 'session.remove', 'member', { session: { ...mine, start: at(15) } })
    expect(cell()).toEqual(['other 10-40'])
    run(63, 'session.remove', 'owner', { session: { ...mine, person: people.other } })
    expect(world.board.cell(item, column)).toBeNull()
  })

  test('of others is theirs, and one that is gone is not there', () => {
    const theirs = { person: people.other, start: at(10) }
    expect(() => run(61, 'session.edit', 'member', { session: theirs, note: 'x' })).toThrow(/Only owners/)
    expect(() => run(61, 'session.remove', 'member', { session: theirs })).toThrow(/Only owners/)
    expect(() => run(61, 'session.log', 'member', { person: people.other, start: 1, end: 2 })).toThrow(/Only owners/)
    expect(() => run(61, 'session.remove', 'member', { session: { ...mine, start: at(11) } })).toThrow(/not exist/)
  })

  test('never ends before it starts, and starts but once', () => {
    expect(() => run(61, 'session.edit', 'member', { session: mine, end: at(9) })).toThrow(/ends when it starts/)
    expect(() => run(61, 'session.log', 'member', { start: at(10), end: at(11) })).toThrow(/same moment/)
  })

  test('is not taken back by undo once somebody else tracked there: nobody loses theirs', () => {
    world.now = at(70)
    const ran = world.run('session.log', { board: ids.board, column, item, start: at(50), end: at(55) }, 'member')
    run(71, 'session.log', 'other', { start: at(50), end: at(51) })
    expect(() => world.takeBack('change.undo', ran, 'member')).toThrow(/changed since/)
    expect(cell()).toEqual(expect.arrayContaining(['member 50-55', 'other 50-51']))
  })
})

describe('a whole value', () => {
  const pasted = (as: PersonName, values: unknown[]) => world.run('item.setCells', { column, rows: [item], values }, as)

  test('only adds to what stands there', () => {
    run(10, 'session.log', 'other', { start: at(1), end: at(2) })
    pasted('member', [[{ person: people.member, start: at(3), end: at(4) }]])
    expect(cell()).toEqual(['other 1-2', 'member 3-4'])
    expect(() => pasted('member', [null])).toThrow(/session by session/)
    pasted('member', [[{ person: people.member, start: at(3), end: at(9) }]])
    expect(cell()).toEqual(['other 1-2', 'member 3-4'])
  })

  test('neither starts timers nor writes time for others', () => {
    pasted('member', [[{ person: people.member, start: at(3), end: null }]])
    expect(cell()).toEqual([])
    const theirs = [{ person: people.other, start: at(3), end: at(4) }]
    expect(() => pasted('member', [theirs])).toThrow(/Only owners/)
    pasted('owner', [theirs])
    expect(cell()).toEqual(['other 3-4'])
  })

  test('is kept by columns that track no time', () => {
    const note = world.column('note', 'Note')
    expect(() => world.run('session.start', { board: ids.board, column: note, item })).toThrow(/does not track time/)
  })
})
