import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import type { ChangePlace, CommandEnv, CommandReads, States } from '../../command.ts'
import { leaveOutBroken } from '../../column/rules/leave-out.ts'
import { refusalOf } from '../../column/rules/keep.ts'
import { joinPairs } from '../../connection/take-back-pairs.ts'
import { DomainError, must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { scopeArg } from '../../scope-arg.ts'
import { scopeId, scopeKind } from '../../scope.ts'
import type { Transaction } from '../../transaction.ts'
import { mayWrite } from '../may-write.ts'
import { carryCounts, movesItems, refuseLaterEdits } from '../take-back-move.ts'
import { takeBack } from '../take-back.ts'
import { maxScopesOfUndo } from '../undo-limit.ts'

const args = z.strictObject({
  /** The change to take back. */
  change: idOf('change'),
  /** Where the log has it: every scope that the change wrote, with its version there. */
  at: z
    .array(z.strictObject({ scope: scopeArg, version: z.int().check(z.gte(1)) }))
    .check(z.minLength(1), z.maxLength(maxScopesOfUndo)),
})
const result = z.object({ taken: z.int(), kept: z.int() })

/**
 * Takes one of the person's own changes back, as far as nobody has changed the same things since and no rule of a column is
 * against it.
 */
export const undo = defineCommand({
  name: 'change.undo',
  version: 1,
  args,
  result,
  serverOnly: true,
  standing: true,
  undo: { none: 'An undo is taken back by redo.' },
  cause: ({ changes }) => ({ kind: 'undo', of: must(changes[0]).id }),
  reads: readsOf,
  can: mayTakeBack,
  apply: applyTakeBack,
})

/** Does again what an undo took back; `change` is the undo's own change. */
export const redo = defineCommand({
  name: 'change.redo',
  version: 1,
  args,
  result,
  serverOnly: true,
  standing: true,
  undo: { none: 'A redo is taken back by undo of what it did again.' },
  cause: ({ changes }) => ({ kind: 'redo', of: must(changes[0]).id }),
  reads: readsOf,
  can: mayTakeBack,
  apply: applyTakeBack,
})

interface Args {
  readonly change: string
  readonly at: readonly ChangePlace[]
}

function readsOf({ at }: Args): CommandReads {
  const scopes = at.map(({ scope }) => scope)
  // Messages are judged by the board on which their item is.
  const homes = scopes.filter((scope) => scopeKind(scope) === 'item').map(scopeId)
  return { lock: scopes, changes: at, ...(homes.length > 0 && { homes }) }
}

function mayTakeBack(states: States, { change: id, at }: Args, { principal, changes }: CommandEnv): boolean {
  return (
    changes.length === at.length &&
    changes.every(
      (change) =>
        change.id === id &&
        change.span === at.length &&
        change.actor === principal.memberId &&
        mayWrite(principal, must(states.get(change.scope), change.scope), change.inverse, states),
    )
  )
}

function applyTakeBack(tx: Transaction, _args: Args, env: CommandEnv) {
  const { changes } = env
  const count = { taken: 0, kept: 0 }
  for (const change of changes) {
    if (change.historic) throw new DomainError('invalid', 'Imported history cannot be undone.')
    const writer = change.scope.startsWith('board:')
      ? tx.board(change.scope.slice('board:'.length))
      : tx.scope(change.scope)
    refuseLaterEdits(writer.reader, change)
    takeBack(writer, change, count)
  }
  carryCounts(tx, changes)
  // Items that go from board to board leave nothing behind: the rules refuse all of it, or nothing.
  const broken = changes.some(movesItems) ? [] : leaveOutBroken(tx, env)
  const left = new Set(broken.map(({ board, by, row }) => `${board.boardId} ${by} ${row}`)).size
  count.taken -= left
  count.kept += left
  joinPairs(tx, env.kinds)
  const [first, ...more] = broken
  if (count.taken === 0 && first) throw refusalOf([first, ...more], env.principal, { kept: count.kept })
  if (count.taken === 0) {
    throw new DomainError('conflict', 'Nothing to take back: all of it was changed since.', { kept: count.kept })
  }
  return { taken: count.taken, kept: count.kept }
}
