import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardReader } from '../board/board-reader.ts'
import type { DerivedInput } from '../derived/derivation.ts'
import type { MemberId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import { accountRoles, boardRoles } from '../principal.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import { slowBoardRole, slowCan } from './testing/oracle.ts'
import type { ScopeReader } from '../state.ts'
import { boardResource } from './board-resource.ts'
import { accountSight, boardSight, visiblePatches, visibleRecords } from './visible.ts'

const people = ['anna', 'ben', 'cleo']
const names = fc.option(fc.subarray([...people, 'red'], { maxLength: 2 }), { freq: 3 })
const recordIds = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']

/** What a derived column reads, by the positions of columns; null where it is none. */
const derived = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 2 }), { freq: 2 })

const board = fc.record({
  access: fc.constantFrom('main', 'main', 'private', 'shareable'),
  grants: fc.dictionary(fc.constantFrom(...people), fc.constantFrom(...boardRoles)),
  columns: fc.uniqueArray(fc.record({ id: fc.constantFrom(...recordIds), readers: names, reads: derived }), {
    selector: ({ id }) => id,
    minLength: 2,
    maxLength: 6,
  }),
  views: fc.uniqueArray(fc.record({ id: fc.constantFrom(...recordIds), ownerId: fc.constantFrom(...people, null) }), {
    selector: ({ id }) => id,
  }),
  deleted: fc.constantFrom(false, false, false, true),
})

const patch: fc.Arbitrary<Patch> = fc.oneof(
  fc.record({
    op: fc.constant('cells' as const),
    column: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constantFrom('title' as const, 'rank' as const)),
    rows: fc.constant([1, 2]),
    values: fc.constant(['x']),
  }),
  fc.record({
    op: fc.constant('put' as const),
    table: fc.constantFrom('column', 'view', 'group', 'board'),
    id: fc.constantFrom(...recordIds, 'new'),
    fields: fc.record({ title: fc.constant('x') }),
  }),
  fc.record({
    op: fc.constant('drop' as const),
    table: fc.constantFrom('column', 'view', 'boardMember', 'viewChoice'),
    id: fc.constantFrom(...recordIds, ...people),
  }),
) as fc.Arbitrary<Patch>

/** A board that has records and nothing else: all that what is visible is judged by. */
function readerOf(parts: typeof board extends fc.Arbitrary<infer T> ? T : never): BoardReader {
  const tables: Record<string, Map<string, Fields>> = {
    board: new Map([['board', { name: 'Board', access: parts.access, ...(parts.deleted && { deletedAt: 1 }) }]]),
    boardMember: new Map(Object.entries(parts.grants).map(([id, role]) => [id, { subject: 'member', role }])),
    column: new Map(
      parts.columns.map(({ id, readers }, index) => [id, { number: index + 1, ...(readers && { readers }) }]),
    ),
    view: new Map(parts.views.map(({ id, ownerId }) => [id, ownerId === null ? {} : { ownerId }])),
    group: new Map(recordIds.map((id) => [id, { title: 'Group' }])),
    viewChoice: new Map(people.map((id) => [id, { viewId: 'r1' }])),
  }
  const reader = {
    boardId: 'board',
    record: (table: string, id: string) => tables[table]?.get(id),
    records: (table: string) => (tables[table] ?? new Map<string, Fields>()).entries(),
    column: (number: number) => ({ kind: parts.columns[number - 1]?.reads ? { derive: () => undefined } : {} }),
    derivedFrom: (number: number): readonly DerivedInput[] | undefined =>
      parts.columns[number - 1]?.reads?.map((column, index) => ({ of: index === 0 ? 'row' : 'children', column })),
  }
  // @NOTE the functions under test read nothing else of a board.
  return reader as unknown as BoardReader
}

/** A column and all that it follows from, found by going on until nothing new comes. */
function slowFollowed(
  columns: readonly { readonly id: string; readonly reads: readonly number[] | null }[],
  start: number,
): string[] {
  const followed = [start]
  for (let at = 0; at < followed.length; at++) {
    for (const read of columns[followed[at] as number]?.reads ?? []) {
      if (read <= columns.length && !followed.includes(read - 1)) followed.push(read - 1)
    }
  }
  return followed.map((at) => columns[at]?.id ?? '')
}

test('what leaves the server holds nothing of hidden columns and of others’ own views, and all of the rest', () => {
  let hiddenCells = 0
  fc.assert(
    fc.property(
      board,
      fc.constantFrom(...accountRoles),
      fc.array(patch, { minLength: 6, maxLength: 12 }),
      (parts, role, patches) => {
        const reader = readerOf(parts)
        const viewer: Principal = { kind: 'member', memberId: 'anna' as MemberId, role, teamIds: ['red'] }
        const resource = boardResource(reader, 'board')
        const sight = boardSight(viewer, reader)
        expect(sight === null).toBe(parts.deleted || slowBoardRole(viewer, resource) === '-')
        if (!sight) return

        const mayRead = (id: string) => {
          const at = parts.columns.findIndex((column) => column.id === id)
          return (
            at < 0 ||
            slowFollowed(parts.columns, at).every((each) => {
              const column = reader.record('column', each) ?? {}
              return slowCan(viewer, 'column.read', { ...resource, column })
            })
          )
        }
        const mayKnow = (table: string, id: string) => {
          if (table === 'column') return mayRead(id)
          if (table === 'viewChoice') return id === 'anna'
          const owner = table === 'view' ? (reader.record('view', id)?.['ownerId'] ?? null) : null
          return owner === null || owner === 'anna'
        }
        const columnId = (number: number) => parts.columns[number - 1]?.id ?? 'none'
        const expected = patches.filter((each) => {
          if (each.op !== 'cells') return mayKnow(each.table, each.id)
          const visible = typeof each.column !== 'number' || mayRead(columnId(each.column))
          if (!visible) hiddenCells += 1
          return visible
        })
        expect(visiblePatches(patches, sight, 'anna', reader)).toEqual(expected)

        const told = ['column', 'view', 'viewChoice', 'group']
        const records = visibleRecords(reader, told, sight, 'anna').map(([table, id]) => `${table} ${id}`)
        const all = told.flatMap((table) =>
          [...reader.records(table)].filter(([id]) => mayKnow(table, id)).map(([id]) => `${table} ${id}`),
        )
        expect(records).toEqual(all)
      },
    ),
    { numRuns: 5_000 },
  )
  expect(hiddenCells).toBeGreaterThan(250)
})

const memberFields = fc.record(
  {
    name: fc.constantFrom('Anna', 'Ben'),
    email: fc.emailAddress(),
    colour: fc.constantFrom('blue', 'red'),
    role: fc.constantFrom(...accountRoles),
    userId: fc.uuid(),
    sources: fc.constant(['jira:anna@example.org']),
    timeZone: fc.constant('Europe/Berlin'),
    placeholder: fc.constant(true),
    joinedAt: fc.integer(),
    removedAt: fc.integer(),
  },
  { requiredKeys: ['name'] },
) as fc.Arbitrary<Fields>

const accountPatch: fc.Arbitrary<Patch> = fc.oneof(
  fc.record({
    op: fc.constant('put' as const),
    table: fc.constant('member'),
    id: fc.constantFrom(...people),
    fields: fc.oneof(memberFields, fc.record({ email: fc.emailAddress() })),
  }),
  fc.record({
    op: fc.constant('put' as const),
    table: fc.constantFrom('team', 'workspace', 'folder'),
    id: fc.constantFrom('red', 'blue'),
    fields: fc.record({ name: fc.constant('Red'), email: fc.constant('not a member’s') }),
  }),
  fc.record({ op: fc.constant('drop' as const), table: fc.constant('folder'), id: fc.constant('red') }),
  fc.record({ op: fc.constant('drop' as const), table: fc.constant('member'), id: fc.constantFrom(...people) }),
) as fc.Arbitrary<Patch>

test('guests learn of other members what a name and a picture need, and of places nothing; all others everything', () => {
  const known = ['name', 'colour', 'role', 'placeholder', 'service', 'removedAt']
  const places = ['workspace', 'folder']
  let hidden = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...accountRoles),
      fc.array(accountPatch, { minLength: 3, maxLength: 8 }),
      fc.dictionary(fc.constantFrom(...people), memberFields),
      (role, patches, members) => {
        const tables: Record<string, Map<string, Fields>> = {
          member: new Map(Object.entries(members)),
          ...Object.fromEntries(places.map((table) => [table, new Map([['red', { name: 'Red' }]])])),
        }
        const reader: Pick<ScopeReader, 'record' | 'records'> = {
          record: (table, id) => tables[table]?.get(id),
          records: (table) => (tables[table] ?? new Map<string, Fields>()).entries(),
        }
        const viewer: Principal = { kind: 'member', memberId: 'anna' as MemberId, role, teamIds: [] }
        const sight = accountSight(viewer)
        expect(sight === null).toBe(slowCan(viewer, 'member.contact', null))
        expect(sight === null).toBe(role !== 'guest')
        if (sight === null) return
        const seen = (id: string, fields: Fields): Fields =>
          id === 'anna' ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => known.includes(name)))
        // @NOTE the functions under test read nothing else of an account.
        const account = reader as ScopeReader
        const expected = patches.flatMap((each) => {
          if (each.op !== 'cells' && places.includes(each.table)) return []
          if (each.op !== 'put' || each.table !== 'member' || each.id === 'anna') return [each]
          const fields = seen(each.id, each.fields)
          if ('email' in each.fields) hidden += 1
          return Object.keys(fields).length === 0 ? [] : [{ ...each, fields }]
        })
        expect(visiblePatches(patches, sight, 'anna', account)).toEqual(expected)
        expect(visibleRecords(account, ['member', 'team', ...places], sight, 'anna')).toEqual(
          Object.entries(members).map(([id, fields]) => ['member', id, seen(id, fields)]),
        )
      },
    ),
    { numRuns: 2_000 },
  )
  expect(hidden).toBeGreaterThan(100)
})
