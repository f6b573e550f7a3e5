import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, ScopeState, boardSight, memberPrincipal, must } from '@fulcrum/domain'
import type { Json, MemberId, Patch } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dumpState } from '../testing/dump.ts'
import { shownBy } from '../testing/fuzz/verdict.ts'
import { Journal } from './journal.ts'
import { missedParts } from './missed.ts'

const kinds = new KindRegistry(columnKinds)
const boardId = '01900000-0000-7000-8000-000000000001'
// @NOTE ids of members that only this test knows.
const [ann, ben] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'] as [
  MemberId,
  MemberId,
]
const account = new ScopeState('account:01900000-0000-7000-8000-00000000000c')
for (const id of [ann, ben]) account.load('member', id, { role: 'member', userId: `user of ${id}` })

function emptyBoard(): BoardState {
  return new BoardState(`board:${boardId}`, kinds)
}

function put(table: string, id: string, fields: Record<string, Json>): Patch {
  return { op: 'put', table, id, fields }
}

const beginning: readonly Patch[] = [
  put('board', boardId, { name: 'Board', access: 'main' }),
  ...[1, 2].map((number) => put('group', `group ${number}`, { number, title: `Group ${number}`, rank: `${number}` })),
  ...['text', 'number', 'text'].map((kind, at) =>
    put('column', `column ${at}`, {
      number: at + 1,
      kind,
      title: kind,
      rank: `${at}`,
      settings: {},
      ...(at === 2 && { readers: [ann] }),
    }),
  ),
]

const row = fc.nat({ max: 7 })
const title = fc.option(fc.string({ maxLength: 6 }))
const time = fc.option(fc.nat({ max: 1_000 }))

function cells(column: Extract<Patch, { op: 'cells' }>['column'], value: fc.Arbitrary<Json>): fc.Arbitrary<Patch> {
  return fc.array(fc.tuple(row, value), { minLength: 1, maxLength: 4 }).map((all) => {
    const last = new Map(all)
    return { op: 'cells', column, rows: [...last.keys()], values: [...last.values()] }
  })
}

/** Whole items and parts of them, in any order, as commands and imports write them. */
const somePatch: fc.Arbitrary<Patch> = fc.oneof(
  { weight: 6, arbitrary: cells(1, title) },
  { weight: 4, arbitrary: cells(2, time) },
  { weight: 3, arbitrary: cells(3, title) },
  cells(9, title),
  cells('title', title),
  { weight: 3, arbitrary: cells('createdAt', time) },
  { weight: 3, arbitrary: cells('group', fc.constantFrom(1, 2)) },
  cells('rank', fc.constantFrom('A', 'B', 'C')),
  cells('createdBy', fc.constantFrom(ann, ben)),
  cells('archivedAt', time),
  cells('templateAt', time),
  cells('deletedAt', time),
  cells('updates', fc.nat({ max: 9 })),
  cells('updatedAt', time),
  fc.tuple(row, fc.option(row)).map(
    // A parent stands in a lower row: no item is its own ancestor.
    ([child, parent]): Patch => ({
      op: 'cells',
      column: 'parent',
      rows: [child],
      values: [parent !== null && parent < child ? parent : null],
    }),
  ),
  fc.tuple(fc.constantFrom(1, 2), time).map(([number, deletedAt]) => put('group', `group ${number}`, { deletedAt })),
  fc.constantFrom('view 1', 'view 2').chain((id) =>
    fc.oneof(
      fc.constantFrom(null, 'x', 'y').map((name) => put('view', id, { name, ownerId: id === 'view 1' ? null : ann })),
      fc.constant<Patch>({ op: 'drop', table: 'view', id }),
    ),
  ),
)

const someChange = fc.record({
  patches: fc.array(somePatch, { minLength: 1, maxLength: 3 }),
  actor: fc.constantFrom(ann, ben),
  client: fc.constantFrom('one', 'two'),
})

const run = fc.record({
  changes: fc.array(someChange, { minLength: 1, maxLength: 40 }),
  missed: fc.nat({ max: 40 }),
  maxLength: fc.constantFrom(0, 100, 10_000),
  member: fc.constantFrom(ann, ben),
})

test('what was missed, taken at once, leaves a copy where taking every change would', () => {
  fc.assert(
    fc.property(run, ({ changes, missed, maxLength, member }) => {
      const server = emptyBoard()
      server.patch(beginning, 0, null)
      const journal = new Journal(0)
      const versionOfCopy = Math.max(0, changes.length - missed)
      const copy = emptyBoard()
      copy.patch(beginning, 0, null)
      changes.forEach(({ patches, actor, client }, at) => {
        const change = { version: at + 1, patches, at: 5_000 + at, actor, client, n: at + 1 }
        server.apply(change)
        journal.note(change)
        if (at < versionOfCopy) copy.apply(change)
      })
      const sight = boardSight(must(memberPrincipal(account, member)), server)
      const touches = journal.after(versionOfCopy) ?? []
      const returning = { from: versionOfCopy, sight, memberId: member, clientId: 'one' }
      const parts = missedParts(server, touches, returning, maxLength) ?? []
      const confirms: number[] = []
      for (const { version, more, patches = [], confirms: some = [] } of parts) {
        copy.apply({ version: more ? copy.version : version, patches, at: 0, actor: null })
        confirms.push(...some)
      }
      expect(shownBy(copy, account, member)).toBe(shownBy(server, account, member))
      if (member === ann) expect(dumpState(copy)).toBe(dumpState(server))
      const mine = changes.flatMap(({ client }, at) => (client === 'one' && at >= versionOfCopy ? [at + 1] : []))
      expect(confirms).toEqual(mine)
    }),
    { numRuns: 400 },
  )
})
