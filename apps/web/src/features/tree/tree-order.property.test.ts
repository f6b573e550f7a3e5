import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byRank } from '../../shell/account.ts'
import type { TreePlace, TreeThing } from '../../shell/tree-context.tsx'
import { treeSections } from './tree-model.ts'
import { folderStep, placeAt, shelvesOf, stepOf, type Shelf, type Spot } from './tree-order.ts'

const workspaces = ['w1', 'w2'].map((id) => ({ id, name: id, colour: 'blue', rank: id, demo: false }) as const)
const folders = [
  { id: 'f1', workspaceId: 'w1', name: 'One', rank: 'a' },
  { id: 'f2', workspaceId: 'w1', name: 'Two', rank: 'b' },
  { id: 'f3', workspaceId: 'w2', name: 'Three', rank: 'a' },
]
const containers = [
  { workspaceId: 'w1', folderId: 'f1' },
  { workspaceId: 'w1', folderId: 'f2' },
  { workspaceId: 'w1', folderId: null },
  { workspaceId: 'w2', folderId: 'f3' },
  { workspaceId: 'w2', folderId: null },
] as const

function id(number: number): string {
  return `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** Each third one is a doc. */
function thing(number: number, place: Pick<TreeBoard, 'workspaceId' | 'folderId'>): TreeThing {
  const text = id(number)
  const all = { ...place, id: text, name: text, access: 'main', rank: `V${number}V`, archived: false } as const
  return number % 3 === 0
    ? { kind: 'doc', of: { ...all, itemId: null, deletedAt: null, mayManage: true } }
    : { kind: 'board', of: { ...all, itemCount: 0, hidden: false, deletedAt: null, template: null, mayAdd: true } }
}

function shelves(things: readonly TreeThing[]): readonly Shelf[] {
  const boards = things.flatMap((each): TreeBoard[] => (each.kind === 'board' ? [each.of] : []))
  const docs = things.flatMap((each): TreeDoc[] => (each.kind === 'doc' ? [each.of] : []))
  return shelvesOf(treeSections({ workspaces, folders }, boards.toSorted(byRank), docs.toSorted(byRank)))
}

function names(things: readonly TreeThing[]): readonly (readonly string[])[] {
  return shelves(things).map((shelf) => shelf.things.map(({ of }) => of.id))
}

function putAt(things: readonly TreeThing[], thingId: string, place: TreePlace | null): TreeThing[] {
  // @NOTE a place changes nothing of which kind it is.
  return things.map((each) =>
    each.of.id === thingId ? ({ ...each, of: { ...each.of, ...place } } as TreeThing) : each,
  )
}

/** The slow plain version: lists that one is taken out of and put into. */
function moved(before: readonly (readonly string[])[], thingId: string, spot: Spot): readonly (readonly string[])[] {
  return before.map((list, index) => {
    const rest = list.filter((each) => each !== thingId)
    const { workspaceId, folderId } = containers[index] ?? containers[0]
    if (workspaceId !== spot.workspaceId || folderId !== spot.folderId) return rest
    const at = spot.before === null ? rest.length : rest.indexOf(spot.before)
    return [...rest.slice(0, at), thingId, ...rest.slice(at)]
  })
}

const moves = fc.array(fc.tuple(fc.nat(11), fc.nat(4), fc.nat(12), fc.double({ min: 0, max: 0.999, noNaN: true })), {
  maxLength: 30,
})

test('boards and docs stand where they were put, however often and wherever', () => {
  fc.assert(
    fc.property(moves, (steps) => {
      let things = Array.from({ length: 12 }, (_, number) =>
        thing(number + 10, containers[number % 5] ?? containers[0]),
      )
      for (const [which, shelf, index, jitter] of steps) {
        const thingId = things[which]?.of.id ?? ''
        const container = containers[shelf] ?? containers[0]
        const list = names(things)[shelf] ?? []
        const before = list[index % (list.length + 1)] ?? null
        const spot = { ...container, before }
        if (before === thingId) continue
        const expected = moved(names(things), thingId, spot)
        const place = placeAt(shelves(things), thingId, spot, { fresh: id(900), jitter })
        if (place === null) expect(names(things)).toEqual(expected)
        else things = putAt(things, thingId, place)
        expect(names(things)).toEqual(expected)
      }
    }),
    { numRuns: 300 },
  )
})

// The third is a doc.
test('one step after the other leads a doc through its whole workspace, and back', () => {
  let things = [1, 2, 3].map((number) => thing(number, { workspaceId: 'w1', folderId: null }))
  things.push(thing(4, { workspaceId: 'w1', folderId: 'f1' }))
  const walked: string[] = []
  const step = (by: -1 | 1): boolean => {
    const spot = stepOf(shelves(things), id(3), by)
    if (spot === null) return false
    things = putAt(things, id(3), placeAt(shelves(things), id(3), spot, { fresh: id(5), jitter: 0.5 }))
    const [one, two, own] = names(things).map((list) => list.map((each) => Number(each.slice(-2))).join(''))
    walked.push(`${one}|${two}|${own}`)
    return true
  }
  while (step(-1));
  expect(walked).toEqual(['4||132', '4||312', '4|3|12', '43||12', '34||12'])
  walked.length = 0
  while (step(1));
  expect(walked).toEqual(['43||12', '4|3|12', '4||312', '4||132', '4||123'])
})

test('equal ranks keep nobody from moving', () => {
  const place = { workspaceId: 'w1', folderId: null }
  const things = [1, 2, 3].map((number): TreeThing => {
    const each = thing(number, place)
    return putAt([each], each.of.id, { ...place, rank: 'V' })[0] ?? each
  })
  const put = placeAt(shelves(things), id(3), { ...place, before: id(2) }, { fresh: id(5), jitter: 0.5 })
  expect(put?.rank).toMatch(/^V/)
})

test('a folder steps among the folders of its workspace', () => {
  const sections = treeSections({ workspaces, folders }, [], [])
  expect(folderStep(sections, 'f1', 1)).toEqual({ from: null, to: 'f2' })
  expect(folderStep(sections, 'f2', -1)).toEqual({ from: 'f1', to: null })
  expect(folderStep(sections, 'f1', -1)).toBeNull()
  expect(folderStep(sections, 'f3', 1)).toBeNull()
})
