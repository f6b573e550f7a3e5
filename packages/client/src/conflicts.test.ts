import { scopeOf } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { conflictsOf } from './conflicts.ts'
import type { QueuedCommand } from './queued-command.ts'

const [board, item] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002']

function queued(args: object, more: Partial<QueuedCommand> = {}): QueuedCommand {
  const base = { n: 4, key: 'k', command: 'item.setCells', version: 1, runAt: 1_000 }
  // @NOTE only these are looked at.
  return { ...base, args: { board, column: 3, ...args }, ...more } as unknown as QueuedCommand
}

function refusal(code: string, details: object): Answer {
  // @NOTE a refusal as the server sends it.
  return { ok: false, code, message: 'It was moved.', details } as unknown as Answer
}

test('what was typed into an item that has moved, where no column takes it, is kept with the reason', () => {
  const answer = refusal('conflict', { row: 7, item })
  const entry = { scope: scopeOf('board', board), board, column: 3, theirs: null, at: 1_000, refused: 'It was moved.' }
  expect(conflictsOf(queued({ rows: [7, 8], values: ['a', 'b'] }), answer)).toMatchObject([
    { ...entry, id: '4:7', row: 7, mine: 'a' },
    { ...entry, id: '4:8', row: 8, mine: 'b' },
  ])
  expect(conflictsOf(queued({ rows: [item], values: ['a'] }), answer)).toMatchObject([{ ...entry, row: 7, mine: 'a' }])
  expect(
    conflictsOf(queued({ rows: Array.from({ length: 900 }, (_, row) => row), values: ['a'] }), answer),
  ).toHaveLength(100)
})

test('other refusals, and refusals of other commands, are told and leave no entry', () => {
  const args = { rows: [7], values: ['a'] }
  expect(conflictsOf(queued(args), refusal('conflict', { row: 7 }))).toEqual([])
  expect(conflictsOf(queued(args), refusal('forbidden', { item }))).toEqual([])
  expect(conflictsOf(queued(args, { command: 'item.move' }), refusal('conflict', { row: 7, item }))).toEqual([])
})
