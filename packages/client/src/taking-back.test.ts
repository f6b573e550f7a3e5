import type { Json, Scope } from '@fulcrum/domain'
import type { Answer, StackChange } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { createTakingBack } from './taking-back.ts'

const docId = '018bcfe5-6800-7000-8000-000000000001'
const board: Scope = 'board:018bcfe5-6800-7000-8000-000000000002'
const doc: Scope = `doc:${docId}`

/** A server that has these stacks, and answers each command with the next of these changes. */
function bench(changes: string[]) {
  const stacks = new Map<Scope, { undo: StackChange[]; redo: StackChange[] }>()
  const sent: string[] = []
  const answer = (change: string | undefined): Answer => ({
    ok: true,
    versions: {},
    result: { taken: 1, kept: 0 },
    ...(change !== undefined && { change }),
  })
  const takingBack = createTakingBack({
    query: async (name, args) => {
      if (name === 'change.stack') {
        const { scope } = args as { scope: Scope }
        return (stacks.get(scope) ?? { undo: [], redo: [] }) as unknown as Json
      }
      sent.push(`${name} ${String((args as { batch: string }).batch)}`)
      return { batch: String(changes.shift()), changes: 1, taken: 1, kept: 0 }
    },
    run: (command, args) => {
      sent.push(`${command} ${String((args as { change: string }).change)}`)
      return { n: 1, done: Promise.resolve(answer(changes.shift())) }
    },
    reach: async () => true,
    settled: async () => undefined,
  })
  const has = (scope: Scope, undo: StackChange[], redo: StackChange[] = []): void => {
    stacks.set(scope, { undo, redo })
  }
  return { takingBack, sent, has, done: (change: string) => Promise.resolve(answer(change)) }
}

const step = (change: string, batch?: string): StackChange => ({
  change,
  command: 'doc.rename',
  at: [{ scope: doc, version: 1 }],
  ...(batch !== undefined && { batch }),
})

test('undo on a board takes back what was done in a doc from there, and nothing that was done in the doc itself', async () => {
  const { takingBack, sent, has, done } = bench(['5', '6'])
  takingBack.note(board, { doc: docId }, { done: done('2') })
  has(board, [step('1')])
  has(doc, [step('4'), step('3'), step('2')])
  expect(await takingBack.undo(board)).toMatchObject({ taken: 1 })
  expect(sent).toEqual(['change.undo 2'])
  // What was taken back from there is done again from there, and taken back once more.
  has(doc, [step('4'), step('3')], [step('5')])
  await takingBack.redo(board)
  has(doc, [step('6'), step('4'), step('3')])
  await takingBack.undo(board)
  expect(sent.slice(1)).toEqual(['change.redo 5', 'change.undo 6'])
  has(doc, [step('4'), step('3')], [step('7')])
  await takingBack.undo(board)
  await takingBack.undo(doc)
  expect(sent.slice(3)).toEqual(['change.undo 1', 'change.undo 4'])
})

test('a batch that was done from elsewhere is taken back whole, and done again', async () => {
  const { takingBack, sent, has, done } = bench(['undone'])
  takingBack.note(board, { doc: docId }, { done: done('2'), batch: 'mine' })
  has(doc, [step('4', 'other'), step('2', 'mine')])
  await takingBack.undo(board)
  has(doc, [step('4', 'other')], [step('5', 'undone')])
  await takingBack.redo(board)
  expect(sent).toEqual(['change.undoBatch mine', 'change.redoBatch undone'])
})
