import type { InboxAbout } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { boardPath, docPath, itemPath } from '../../shell/paths.ts'
import { keyOf, mutesOf, openingOf, pageOf, placeOf, titleOf } from './abouts.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const board = { id: '0190a000-0000-7000-8000-000000000002', name: 'Pumps' }
const thread = '0190a000-0000-7000-8000-000000000003'
const item: InboxAbout = { kind: 'item', id, name: 'Fix it', key: 'PUM-3', row: 2, board }
const doc: InboxAbout = { kind: 'doc', id, name: 'Plan', thread }

test('what an entry is about is called as it is elsewhere, and stands where it stands there', () => {
  expect([titleOf(item), keyOf(item), placeOf(item), pageOf(item)]).toEqual([
    'PUM-3 Fix it',
    'PUM-3',
    'Pumps',
    itemPath(board.id, 2),
  ])
  expect([titleOf(doc), keyOf(doc), placeOf(doc), pageOf(doc)]).toEqual(['Plan', null, 'Doc', docPath(id)])
  const whole: InboxAbout = { kind: 'board', ...board }
  expect([titleOf(whole), placeOf(whole), pageOf(whole)]).toEqual(['Pumps', 'Pumps', boardPath(board.id)])
})

test('news of an item opens in the inbox, and news of a doc where it was said', () => {
  expect(openingOf(item)).toBe(`/inbox/${id}`)
  expect(openingOf(doc)).toBe(`${docPath(id)}?comment=${thread}`)
  expect(openingOf({ ...doc, thread: null })).toBe(docPath(id))
})

test('an item can be muted and its board, a doc by itself', () => {
  expect(mutesOf(item).map(({ kind, id: of, name }) => [kind, of, name])).toEqual([
    ['item', id, 'PUM-3'],
    ['board', board.id, 'Pumps'],
  ])
  expect(mutesOf(doc).map(({ kind, id: of, name }) => [kind, of, name])).toEqual([['doc', id, 'Plan']])
})
