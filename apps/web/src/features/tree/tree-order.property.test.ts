import type { TreeBoard } from '@fulcrum/protocol'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byRank } from '../../shell/account.ts'
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

function board(number: number, place: Pick<TreeBoard, 'workspaceId' | 'folderId'>): TreeBoard {
  const text = id(number)
  return {
    ...place,
    id: text,
    name: text,
    access: 'main',
    rank: `V${number}V`,
    itemCount: 0,
    archived: false,
    hidden: false,
  }
}

function shelves(boards: readonly TreeBoard[]): readonly Shelf[] {
  return shelvesOf(treeSections({ workspaces, folders }, boards.toSorted(byRank)))
}

function names(boards: readonly TreeBoard[]): readonly (readonly string[])[] {
  return shelves(boards).map((shelf) => shelf.boards.map((each) => each.id))
}

/** The slow plain version: lists that a board is taken out of and put into. */
function moved(before: readonly (readonly string[])[], boardId: string, spot: Spot): readonly (readonly string[])[] {
  return before.map((list, index) => {
    const rest = list.filter((each) => each !== boardId)
    const { workspaceId, folderId } = containers[index] ?? containers[0]
    if (workspaceId !== spot.workspaceId || folderId !== spot.folderId) return rest
    const at = spot.before === null ? rest.length : rest.indexOf(spot.before)
    return [...rest.slice(0, at), boardId, ...rest.slice(at)]
  })
}

const moves = fc.array(fc.tuple(fc.nat(11), fc.nat(4), fc.nat(12), fc.double({ min: 0, max: 0.999, noNaN: true })), {
  maxLength: 30,
})

test('boards stand where they were put, however often and wherever', () => {
  fc.assert(
    fc.property(moves, (steps) => {
      let boards = Array.from({ length: 12 }, (_, number) =>
        board(number + 10, containers[number % 5] ?? containers[0]),
      )
      for (const [which, shelf, index, jitter] of steps) {
        const boardId = boards[which]?.id ?? ''
        const container = containers[shelf] ?? containers[0]
        const list = names(boards)[shelf] ?? []
        const before = list[index % (list.length + 1)] ?? null
        const spot = { ...container, before }
        if (before === boardId) continue
        const expected = moved(names(boards), boardId, spot)
        const place = placeAt(shelves(boards), boardId, spot, { fresh: id(900), jitter })
        if (place === null) expect(names(boards)).toEqual(expected)
        else boards = boards.map((each) => (each.id === boardId ? { ...each, ...place } : each))
        expect(names(boards)).toEqual(expected)
      }
    }),
    { numRuns: 300 },
  )
})

test('one step after the other leads a board through its whole workspace, and back', () => {
  let boards = [1, 2, 3].map((number) => board(number, { workspaceId: 'w1', folderId: null }))
  boards.push(board(4, { workspaceId: 'w1', folderId: 'f1' }))
  const walked: string[] = []
  const step = (by: -1 | 1): boolean => {
    const spot = stepOf(shelves(boards), id(3), by)
    if (spot === null) return false
    const place = placeAt(shelves(boards), id(3), spot, { fresh: id(5), jitter: 0.5 })
    boards = boards.map((each) => (each.id === id(3) ? { ...each, ...place } : each))
    const [one, two, own] = names(boards).map((list) => list.map((each) => Number(each.slice(-2))).join(''))
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
  const boards = [1, 2, 3].map((number) => ({ ...board(number, { workspaceId: 'w1', folderId: null }), rank: 'V' }))
  const spot = { workspaceId: 'w1', folderId: null, before: id(2) }
  const place = placeAt(shelves(boards), id(3), spot, { fresh: id(5), jitter: 0.5 })
  expect(place?.rank).toMatch(/^V/)
})

test('a folder steps among the folders of its workspace', () => {
  const sections = treeSections({ workspaces, folders }, [])
  expect(folderStep(sections, 'f1', 1)).toEqual({ from: null, to: 'f2' })
  expect(folderStep(sections, 'f2', -1)).toEqual({ from: 'f1', to: null })
  expect(folderStep(sections, 'f1', -1)).toBeNull()
  expect(folderStep(sections, 'f3', 1)).toBeNull()
})
