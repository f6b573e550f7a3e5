import { ScopeState, scopeOf } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { readAccount } from './account.ts'

const id = '01999999-0000-7000-8000-00000000000a'
const member = (n: number): string => `01999999-0000-7000-8000-00000000010${n}`

function account() {
  const state = new ScopeState(scopeOf('account', id))
  state.load('account', id, { name: 'Tidewater', locale: 'de', timeZone: 'Europe/Berlin', weekStart: 1 })
  state.load('member', member(1), { name: 'Zoe', role: 'owner', colour: 'teal', email: 'zoe@example.org' })
  state.load('member', member(2), { name: 'Ali', role: 'guest', placeholder: true })
  state.load('workspace', member(3), { name: 'B', rank: 'b' })
  state.load('workspace', member(4), { name: 'A', rank: 'a' })
  state.load('workspace', member(5), { name: 'Gone', rank: 'c', deletedAt: 1 })
  return state
}

test('people stand by name, workspaces by rank, and what is in the trash is left out', () => {
  const view = readAccount(account(), id)
  expect(view.members.map(({ name, placeholder }) => [name, placeholder])).toEqual([
    ['Ali', true],
    ['Zoe', false],
  ])
  expect(view.workspaces.map(({ name }) => name)).toEqual(['A', 'B'])
  expect(view.goneWorkspaces).toEqual([{ id: member(5), name: 'Gone', deletedAt: 1 }])
  expect(view).toMatchObject({ name: 'Tidewater', locale: 'de', timeZone: 'Europe/Berlin', weekStart: 1 })
})

test('nothing new is the same object; a change leaves the other parts what they were', () => {
  const state = account()
  const before = readAccount(state, id)
  expect(readAccount(state, id, before)).toBe(before)

  state.load('boardRef', member(6), { epoch: 3 })
  expect(readAccount(state, id, before)).toBe(before)

  state.load('workspace', member(4), { name: 'Renamed', rank: 'a' })
  const after = readAccount(state, id, before)
  expect(after).not.toBe(before)
  expect(after.members).toBe(before.members)
  expect(after.workspaces.map(({ name }) => name)).toEqual(['Renamed', 'B'])
})

test('fields that are missing or of another kind have a meaning all the same', () => {
  const state = new ScopeState(scopeOf('account', id))
  state.load('member', member(1), { role: 'emperor', colour: 'plaid' })
  const view = readAccount(state, id)
  expect(view).toMatchObject({ locale: 'en', timeZone: 'UTC', weekStart: 1 })
  expect(view.members[0]).toMatchObject({ name: 'Somebody', role: 'guest', removed: false })
})
