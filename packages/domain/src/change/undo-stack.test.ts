import { expect, test } from 'vitest'
import type { Cause } from '../change.ts'
import type { ChangeId } from '../ids.ts'
import { undoStack } from './undo-stack.ts'
import type { StackEntry } from './undo-stack.ts'

const person: Cause = { kind: 'person' }
const did = (id: string, batch?: string): StackEntry => ({ id, cause: person, undoable: true, batch })
const undid = (id: string, of: string, batch?: string): StackEntry => ({
  id,
  cause: { kind: 'undo', of: of as ChangeId },
  undoable: false,
  batch,
})
const redid = (id: string, of: string, batch?: string): StackEntry => ({
  id,
  cause: { kind: 'redo', of: of as ChangeId },
  undoable: false,
  batch,
})
const ids = (entries: readonly StackEntry[]) => {
  const { undo, redo } = undoStack(entries)
  return [undo.map(({ id }) => id).join(' '), redo.map(({ id }) => id).join(' ')]
}

test('undo takes the latest change, redo what undo took, and a new change ends redo', () => {
  expect(ids([did('a'), did('b')])).toEqual(['a b', ''])
  expect(ids([did('a'), did('b'), undid('u', 'b')])).toEqual(['a', 'u'])
  expect(ids([did('a'), did('b'), undid('u', 'b'), redid('r', 'u')])).toEqual(['a r', ''])
  expect(ids([did('a'), did('b'), undid('u', 'b'), did('c')])).toEqual(['a c', ''])
})

test('what cannot be undone is passed over', () => {
  expect(ids([did('a'), { ...did('b'), undoable: false }])).toEqual(['a', ''])
})

test('a batch is one step of undo, and its undo one step of redo', () => {
  const paste = [did('a'), did('p1', 'P'), did('p2', 'P'), did('p3', 'P')]
  expect(undoStack(paste)).toEqual({ undo: [{ id: 'a' }, { id: 'p3', batch: 'P' }], redo: [] })
  const undone = [...paste, undid('u3', 'p3', 'U'), undid('u2', 'p2', 'U'), undid('u1', 'p1', 'U')]
  expect(undoStack(undone)).toEqual({ undo: [{ id: 'a' }], redo: [{ id: 'u1', batch: 'U' }] })
  const redone = [...undone, redid('r1', 'u1', 'R'), redid('r2', 'u2', 'R'), redid('r3', 'u3', 'R')]
  expect(undoStack(redone)).toEqual({ undo: [{ id: 'a' }, { id: 'r3', batch: 'R' }], redo: [] })
})
