import { idOf } from '@fulcrum/domain'
import type { Id } from '@fulcrum/domain'
import * as z from 'zod/mini'

// Moving and copying many items to another board, over HTTP. A transfer is one piece of work of the server: it goes on when the
// page is gone or the server was killed, and is undone as one step.
//
//   POST   /transfers      TransferStart; answers a TransferStatus at once and goes on by itself
//   GET    /transfers/:id  TransferStatus: ask every 300 ms while its state is `running` or `taking-back`
//   DELETE /transfers/:id  ends a running one and takes back what it did; answers its TransferStatus
//
// Its id is that of its batch: `change.undoBatch` takes it back.

/** Items that one transfer takes by name; their sub-items go along. */
export const maxTransferRows = 10_000

export const transferStart = z.strictObject({
  board: idOf('board'),
  rows: z.array(z.int().check(z.gte(0))).check(z.minLength(1), z.maxLength(maxTransferRows)),
  to: idOf('board'),
  group: z.int().check(z.gte(1)),
  how: z.enum(['move', 'copy']),
  /** Which column takes which, by their numbers. */
  columns: z.array(z.strictObject({ from: z.int(), to: z.nullable(z.int()) })).check(z.maxLength(500)),
  /** Columns there that get the labels which they lack. */
  labels: z.array(z.strictObject({ id: idOf('column'), settings: z.json() })).check(z.maxLength(500)),
  /** Whether copies get the messages of their originals. */
  messages: z.boolean(),
})

export type TransferStart = z.infer<typeof transferStart>

export interface TransferStatus {
  readonly id: Id<'batch'>
  readonly state: 'running' | 'taking-back' | 'done' | 'failed' | 'cancelled'
  /** Items that are there, and how many go in all, their sub-items counted. */
  readonly done: number
  readonly total: number
  /** The row of the item there, where it was one that was asked to go. */
  readonly row: number | null
  /** Why nothing went, for people. */
  readonly message: string | null
}
