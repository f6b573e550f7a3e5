import { columnKinds } from '@fulcrum/columns'
import { KindRegistry } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { kindsIn } from './kinds-in.ts'
import type { ScopeMessage } from './uplink-messages.ts'

const scope = 'board:0190a000-0000-7000-8000-000000000001'
// @NOTE the parts of messages that name kinds; the rest is not looked at.
const message = (parts: object) => ({ scope, ...parts }) as unknown as ScopeMessage

test('finds the kinds that a message brings, wherever columns stand in it', () => {
  expect(
    kindsIn(
      message({
        t: 'opened',
        records: [
          ['group', 'g', { kind: 'x' }],
          ['column', 'c', { kind: 'week' }],
        ],
      }),
    ),
  ).toEqual(['week'])
  const put = { op: 'put', table: 'column', id: 'c', fields: { kind: 'hour' } }
  expect(
    kindsIn(message({ t: 'changes', changes: [{ patches: [put, { op: 'drop', table: 'view', id: 'v' }] }] })),
  ).toEqual(['hour'])
  expect(kindsIn(message({ t: 'linked', boards: [{ columns: [['c', { kind: 'vote' }]] }] }))).toEqual(['vote'])
  expect(kindsIn(message({ t: 'presence', people: [] }))).toEqual([])
})

test('a registry waits until every kind of its build is here, and no longer, and keeps their order once they are here', async () => {
  const [first] = columnKinds
  const kinds = new KindRegistry([first], () => Promise.resolve(columnKinds))
  expect(kinds.awaits([first.id])).toBe(false)
  expect(kinds.awaits(['week'])).toBe(true)
  await kinds.fetch()
  expect(kinds.awaits(['week', 'of-another-build'])).toBe(false)
  expect(kinds.all().map(({ id }) => id)).toEqual(columnKinds.map(({ id }) => id))
})
