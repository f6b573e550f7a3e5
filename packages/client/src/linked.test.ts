import { KindRegistry, scopeOf } from '@fulcrum/domain'
import { columnKinds } from '@fulcrum/columns'
import type { LinkedItem, LinkedMessage, LinkedPart } from '@fulcrum/protocol'
import { beforeEach, expect, test } from 'vitest'
import { createLinkedCopy } from './linked.ts'
import type { LinkedCopy } from './linked.ts'
import { createLinkedEdits } from './linked-edits.ts'
import type { LinkedEdits } from './linked-edits.ts'
import type { Pending } from './overlay.ts'

const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [here, there, item] = [id(1), id(2), id(3)]
const scope = scopeOf('board', here)

let edits: LinkedEdits
let copy: LinkedCopy
beforeEach(() => {
  edits = createLinkedEdits()
  copy = createLinkedCopy(new KindRegistry(columnKinds), scope, edits)
})

/** What the server says of an item whose number is in column 1, at a version. */
function told(version: number, value: number, more: Partial<LinkedPart> = {}): LinkedMessage {
  const fields = { kind: 'number', title: 'Points', number: 1, rank: 'V', settingsVersion: 1 }
  const settings = new KindRegistry(columnKinds).get('number')?.defaultSettings ?? null
  const part: LinkedPart = {
    board: there,
    version,
    name: 'Epics',
    prefix: 'EPI',
    columns: [[id(9), { ...fields, settings }]],
    hidden: [],
    editable: [1],
    items: [{ id: item, row: 4, state: 'live', title: 'Epic', cells: [[1, value]] }],
    ...more,
  }
  return { t: 'linked', scope, boards: [part] }
}

function command(value: number, rows: readonly (string | number)[] = [item]): Pending {
  const args = { board: there, column: 1, rows, values: [value] }
  // @NOTE only these are looked at.
  return { queued: { key: `set ${value}`, command: 'item.setCells' }, args, answer: null } as unknown as Pending
}

function answered(pending: Pending, version: number): Pending {
  return { ...pending, answer: { ok: true, versions: { [scopeOf('board', there)]: version }, result: null } }
}

test('what is set on a board that is not open shows at once, and until the server tells of it', () => {
  copy.take(told(5, 1))
  const set = command(7, [4])
  expect(edits.follow([set])).toEqual(new Map([[there, [4]]]))
  expect([copy.cell(item, 1), copy.touched(there, [4])]).toEqual([7, [item]])
  // Somebody else's change, told of before this one's.
  copy.take(told(6, 2))
  expect(copy.cell(item, 1)).toBe(7)
  edits.settled(answered(set, 7))
  expect(copy.cell(item, 1)).toBe(7)
  copy.take(told(7, 7))
  copy.take(told(8, 9))
  expect(copy.cell(item, 1)).toBe(9)
})

test('what is refused is as it was', () => {
  copy.take(told(5, 1))
  const set = command(7)
  edits.follow([set])
  edits.settled(set)
  expect(copy.cell(item, 1)).toBe(1)
})

test('says which cells may be set there', () => {
  copy.take(told(5, 1))
  expect(copy.column(there, 1)?.mayEdit).toBe(true)
  copy.take(told(5, 1, { editable: [] }))
  expect(copy.column(there, 1)?.mayEdit).toBe(false)
  expect(copy.column(there, 2)).toBeNull()
})

test('comes back as it was kept, but never over what was told since', () => {
  copy.take({ ...told(5, 1), gone: [id(7)], noAccess: [id(8)], closed: [[id(6), 'no-access']] })
  copy.suppose([
    { is: 'item', id: id(5), board: there, row: 1, key: 'EPI-2', title: 'Found', stage: null, archived: false },
  ])
  const kept = copy.snapshot()
  const fresh = createLinkedCopy(new KindRegistry(columnKinds), scope)
  if (kept) fresh.restore(kept)
  expect([item, id(7), id(8), id(5)].map((each) => fresh.sight(each).is)).toEqual(['item', 'gone', 'no-access', 'item'])
  expect([fresh.board(id(6)), fresh.cell(item, 1)]).toEqual(['no-access', 1])
  expect(fresh.search([there], 'epi-').map(({ title }) => title)).toEqual(['Epic', 'Found'])
  const late = createLinkedCopy(new KindRegistry(columnKinds), scope)
  late.take({ t: 'linked', scope, fresh: true, noAccess: [item] })
  if (kept) late.restore(kept)
  expect(late.sight(item)).toEqual({ is: 'no-access' })
})

test('nothing that was found on a board is named any more once that board is closed', () => {
  copy.suppose([
    { is: 'item', id: item, board: there, row: 1, key: 'EPI-2', title: 'Found', stage: null, archived: false },
  ])
  copy.take({ t: 'linked', scope, closed: [[there, 'no-access']] })
  expect(copy.sight(item)).toEqual({ is: 'loading' })
})

test('what is deleted, or not to be seen, is news to the cells of every board that it may have been on', () => {
  const [another, late] = [id(7), id(8)]
  copy.take({ ...told(1, 1), fresh: true, closed: [[another, 'no-access']] })
  expect([copy.isGone(item), copy.isGone(late)]).toEqual([false, false])
  const changed = copy.take({ t: 'linked', scope, gone: [late] })
  expect([copy.isGone(late), changed?.get(there), changed?.get(another)]).toEqual([true, [late], [late]])
  copy.take({ t: 'linked', scope, noAccess: [late] })
  expect(copy.isGone(late)).toBe(false)
})

test('where a board’s columns are others, all that follows from it is asked anew, else what follows from the items told of', () => {
  copy.take(told(5, 1))
  expect(copy.take(told(6, 2))).toEqual(new Map([[there, [item]]]))
  const [[column, fields] = [id(9), {}]] = told(7, 2).boards?.[0]?.columns ?? []
  const deleted = told(7, 2, { columns: [[column, { ...fields, deletedAt: 1 }]] })
  expect(copy.take(deleted)).toEqual(new Map([[there, null]]))
  expect(copy.take(deleted)).toEqual(new Map([[there, [item]]]))
})

test('what is told anew in parts takes the place of the old item by item: nothing is unknown meanwhile, and only what is other is news', () => {
  const named = (number: number): LinkedItem => ({
    id: id(number),
    row: number,
    state: 'live',
    title: 'Epic',
    cells: [],
  })
  const [same, other, gone] = [named(3), named(4), named(5)]
  const items = [same, other, gone]
  copy.take({ ...told(1, 1, { items }), fresh: true, noAccess: [id(6)] })
  expect(copy.take({ ...told(2, 1, { items: [same] }), fresh: true, more: true })).toEqual(new Map())
  expect([copy.isWhole, ...[3, 4, 5, 6].map((number) => copy.sight(id(number)).is)]).toEqual([
    false,
    'item',
    'item',
    'item',
    'no-access',
  ])
  // Somebody's edit comes between the parts, and is not their end.
  copy.take(told(2, 1, { items: [{ ...other, title: 'Renamed' }] }))
  const changed = copy.take({ t: 'linked', scope, noAccess: [id(6)], last: true })
  expect([copy.isWhole, changed]).toEqual([true, new Map([[there, [gone.id]]])])
  expect([3, 4, 5, 6].map((number) => copy.sight(id(number)))).toMatchObject([
    { title: 'Epic' },
    { title: 'Renamed' },
    { is: 'loading' },
    { is: 'no-access' },
  ])
})

test('of a board that is closed nothing is known any longer, also where the rest of the telling is to come yet', () => {
  copy.take({ ...told(1, 1), fresh: true })
  const changed = copy.take({ t: 'linked', scope, fresh: true, more: true, closed: [[there, 'no-access']] })
  expect([copy.sight(item), copy.board(there), copy.cell(item, 1)]).toEqual([{ is: 'no-access' }, 'no-access', null])
  expect(changed?.get(there)).toEqual([item])
})

test('a board that is not told of anew is unknown at the end', () => {
  copy.take({ ...told(1, 1), fresh: true })
  copy.take({ t: 'linked', scope, fresh: true, more: true })
  expect(copy.board(there)).not.toBe('loading')
  expect(copy.take({ t: 'linked', scope, last: true })).toEqual(new Map([[there, null]]))
  expect(copy.board(there)).toBe('loading')
})
