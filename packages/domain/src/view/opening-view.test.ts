import { beforeEach, describe, expect, test } from 'vitest'
import { people, World } from '../testing/world.ts'
import { openingSpec, openingView } from './opening-view.ts'

let world: World
let [all, kanban, own] = ['', '', '']

function view(name: string, mine = false, as: 'owner' | 'viewer' = 'owner'): string {
  const id = world.newId()
  world.run('view.create', { id, name, kind: 'table', mine, spec: { groupBy: null, sort: [] } }, as)
  return id
}

beforeEach(() => {
  world = new World()
  all = view('All')
  kanban = view('Kanban')
  own = view('Mine', true, 'viewer')
})

const opensFor = (person: keyof typeof people): string | undefined => openingView(world.board, people[person])
const opens = (id: string | null, mine: boolean, as: 'owner' | 'member' | 'viewer') =>
  world.run('view.setOpening', { id, mine }, as)

/** The views of everybody in their order. */
function order(): string[] {
  return [...world.board.records('view')]
    .filter(([, { deletedAt }]) => deletedAt === undefined)
    .toSorted(([, left], [, right]) => (String(left['rank']) < String(right['rank']) ? -1 : 1))
    .map(([, { name }]) => String(name))
}

describe('a board opens', () => {
  test('with the first view of everybody, with the one that its owner chose, and for each person with their own choice', () => {
    expect([opensFor('owner'), opensFor('viewer')]).toEqual([all, all])
    opens(kanban, false, 'owner')
    expect([opensFor('owner'), opensFor('viewer'), openingView(world.board, null)]).toEqual([kanban, kanban, kanban])
    opens(own, true, 'viewer')
    expect([opensFor('owner'), opensFor('viewer')]).toEqual([kanban, own])
    opens(all, true, 'viewer')
    expect([opensFor('owner'), opensFor('viewer')]).toEqual([kanban, all])
    expect(openingSpec(world.board, people.viewer)).toEqual({ groupBy: null, sort: [] })
    opens(null, true, 'viewer')
    opens(null, false, 'owner')
    expect([opensFor('owner'), opensFor('viewer')]).toEqual([all, all])
  })

  test('with the next best where a view is gone, and with it again once it is back', () => {
    opens(kanban, false, 'owner')
    opens(own, true, 'viewer')
    world.run('view.delete', { id: own }, 'viewer')
    expect(opensFor('viewer')).toBe(kanban)
    world.run('view.delete', { id: kanban })
    expect(opensFor('viewer')).toBe(all)
    world.run('view.delete', { id: all })
    expect(opensFor('viewer')).toBeUndefined()
    expect(openingSpec(world.board, people.viewer)).toEqual({})
    world.run('view.restore', { id: kanban })
    world.run('view.restore', { id: own }, 'viewer')
    expect([opensFor('owner'), opensFor('viewer')]).toEqual([kanban, own])
  })

  test('as whoever has the right says: for all its owner, for oneself whoever sees it', () => {
    expect(() => opens(kanban, false, 'member')).toThrow('no right')
    expect(() => opens(kanban, false, 'viewer')).toThrow('no right')
    opens(kanban, true, 'viewer')
    expect(() => opens(own, true, 'member')).toThrow('view')
    expect(() => opens(own, false, 'owner')).toThrow('view')
    const mine = view('Owner’s', true)
    expect(() => opens(mine, false, 'owner')).toThrow('yours alone')
    expect(() => opens(world.newId(), true, 'owner')).toThrow('view')
    world.run('view.delete', { id: all })
    expect(() => opens(all, true, 'owner')).toThrow('was deleted')
  })

  test('as before once that is taken back, by whoever said it', () => {
    const first = opens(kanban, false, 'owner')
    world.takeBack('change.undo', first)
    expect(opensFor('owner')).toBe(all)
    const second = opens(kanban, true, 'viewer')
    const third = opens(own, true, 'viewer')
    world.takeBack('change.undo', third, 'viewer')
    expect(opensFor('viewer')).toBe(kanban)
    world.takeBack('change.undo', second, 'viewer')
    expect(opensFor('viewer')).toBe(all)
  })
})

describe('views', () => {
  test('are moved behind each other by whoever may change them, and back', () => {
    const chart = view('Chart')
    expect(order()).toEqual(['All', 'Kanban', 'Mine', 'Chart'])
    const moved = world.run('view.move', { id: chart, after: null }, 'member')
    world.run('view.move', { id: all, after: kanban })
    expect(order()).toEqual(['Chart', 'Kanban', 'All', 'Mine'])
    expect(opensFor('owner')).toBe(chart)
    world.takeBack('change.undo', moved, 'member')
    expect(order()[0]).toBe('Kanban')
    expect(() => world.run('view.move', { id: all, after: null }, 'viewer')).toThrow('no right')
    expect(() => world.run('view.move', { id: own, after: null })).toThrow('no right')
    world.run('view.move', { id: own, after: null }, 'viewer')
    expect(() => world.run('view.move', { id: all, after: all })).toThrow('behind itself')
    expect(() => world.run('view.move', { id: all, after: own })).toThrow('view')
  })
})
