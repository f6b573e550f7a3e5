import * as z from 'zod/mini'
import type { BoardReader } from '../board/board-reader.ts'
import { defineCommand } from '../command.ts'
import type { Command, CommandEnv, CommandReads, States } from '../command.ts'
import { DomainError, must, notFound } from '../errors.ts'
import { idOf } from '../ids.ts'
import { refuseDeletedBoard, trashDays } from '../item/purged.ts'
import type { Json } from '../json.ts'
import type { Principal } from '../principal.ts'
import { boardResource } from '../rights/board-resource.ts'
import { boardRole, can } from '../rights/can.ts'
import type { Action, BoardResource } from '../rights/can.ts'
import type { Sight } from '../rights/visible.ts'
import { scopeOf } from '../scope.ts'
import type { ScopeReader } from '../state.ts'
import type { ScopeWriter, Transaction } from '../transaction.ts'
import { docResourceOf } from './followed-rights.ts'
import { isPurgedRecord } from '../trash/purged-record.ts'

/** The id of the doc in a command's arguments. */
export const docArg = idOf('doc')

/** An item on which a doc is put, in a command's arguments: boards are said, because items name none. */
export const itemOnBoard = z.strictObject({ board: idOf('board'), item: idOf('item') })

export type ItemOnBoard = z.infer<typeof itemOnBoard>

/** What a command on a doc has beside the doc. */
interface DocTransaction {
  readonly account: ScopeWriter
  /** The board that `on` names. */
  readonly board: BoardReader | null
}

interface DocCommand<Args extends { readonly doc: string }> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  readonly action: Extract<Action, `doc.${string}`>
  /** The item on which it puts the doc: whoever does so may edit items there. */
  readonly on?: (args: Args) => ItemOnBoard | null
  readonly apply: (doc: ScopeWriter, args: Args, env: CommandEnv, tx: DocTransaction) => Json | void
  readonly undo?: { readonly none: string }
  readonly internal?: boolean
  /** It is for docs in the trash. */
  readonly inTrash?: boolean
}

/** What the rules about a doc look at, read from its state. */
export function docResource(reader: ScopeReader, docId: string): BoardResource {
  return docResourceOf(docId, reader.record('doc', docId) ?? {}, docMembers(reader))
}

/** Who is named on a doc itself, and with which role. */
export function docMembers(reader: ScopeReader): BoardResource['members'] {
  return [...reader.records('docMember')].map(([id, fields]) => ({
    id,
    subject: String(fields['subject']),
    role: String(fields['role']),
  }))
}

/** The sight of a principal on a doc, or null where it may not read it at all. */
export function docSight(principal: Principal, reader: ScopeReader, docId: string): Sight | null {
  const resource = docResource(reader, docId)
  if (resource.board['deletedAt'] !== undefined) return null
  const role = boardRole(principal, resource)
  if (role === null) return null
  const sight = { fingerprint: `1:doc:${role}`, hiddenColumns: new Set<number>() }
  if (principal.kind !== 'member') return sight
  const { memberId, teamIds } = principal
  // Whoever joins a team is told anew of what it may do: so it is part of what they see.
  const named = teamIds.filter((team) => resource.members.some(({ id }) => id === team)).sort()
  const fingerprint = named.length === 0 ? sight.fingerprint : `${sight.fingerprint}:${named.join(',')}`
  return { ...sight, fingerprint, names: new Set([memberId, ...teamIds]) }
}

/** Declares a command on a doc. It writes the account's scope, too: its effect shows in the tree, and the audit finds it there. */
export function defineDocCommand<Args extends { readonly doc: string }>(command: DocCommand<Args>): Command<Args> {
  const { action, apply, inTrash, on, ...rest } = command
  return defineCommand<string, Args>({
    ...rest,
    version: 1,
    reads: (args, accountId) => ({
      lock: [scopeOf('account', accountId), scopeOf('doc', args.doc)],
      ...readsItem(on?.(args)),
    }),
    can: (states, args, { principal }) =>
      may(states, args.doc, action, principal) && mayPutOn(states, on?.(args), principal),
    apply: (tx, args, env) => {
      const account = tx.scope(scopeOf('account', env.accountId))
      const doc = tx.scope(scopeOf('doc', args.doc))
      refuseGoneDoc(doc.reader, args.doc, inTrash)
      const result = apply(doc, args, env, { account, board: boardOn(tx, on?.(args)) })
      touchDocRef(account, args.doc)
      return result
    },
  })
}

function may(
  states: States,
  doc: string,
  action: DocCommand<{ doc: string }>['action'],
  principal: Principal,
): boolean {
  const state = must(states.get(scopeOf('doc', doc)), 'the doc')
  if (state.record('doc', doc) === undefined) return false
  // @NOTE all of these actions look at a doc, or at nothing.
  return can(principal, action, docResource(state, doc) as never)
}

/** What is looked at before a doc is put on an item. */
export function readsItem(on: ItemOnBoard | null | undefined): Pick<CommandReads, 'look' | 'items'> {
  return on ? { look: [scopeOf('board', on.board)], items: [on.item] } : {}
}

/** Whether somebody may put a doc on an item: a doc there is part of what is said of it. */
export function mayPutOn(states: States, on: ItemOnBoard | null | undefined, principal: Principal): boolean {
  if (!on) return true
  const board = must(states.get(scopeOf('board', on.board)), 'the board')
  return board.record('board', on.board) !== undefined && can(principal, 'item.edit', boardResource(board, on.board))
}

/** The board of an item on which a doc is put. Refuses one that is not there, or in the trash. */
export function boardOn(tx: Transaction, on: ItemOnBoard | null | undefined): BoardReader | null {
  if (!on) return null
  const board = must(tx.boards().get(on.board), 'the board')
  refuseDeletedBoard(board)
  const row = board.rowOf(on.item)
  if (row === undefined) throw notFound('item')
  if (!board.isLive(row)) {
    throw new DomainError('conflict', 'This item is in the trash or archived. Restore it first.', { id: on.item })
  }
  return board
}

/** Refuses a doc that is gone for good, or in the trash. */
export function refuseGoneDoc(reader: ScopeReader, id: string, inTrash = false): void {
  const fields = must(reader.record('doc', id), 'the doc')
  if (isPurgedRecord('doc', fields)) {
    throw new DomainError('conflict', `This doc was deleted more than ${trashDays} days ago: it is gone for good.`)
  }
  if (!inTrash && fields['deletedAt'] !== undefined) {
    throw new DomainError('conflict', 'This doc is in the trash. Restore it first.')
  }
}

/** Tells everyone of the account that something about a doc may have changed for them, and nothing more. */
export function touchDocRef(account: ScopeWriter, docId: string): void {
  const ref = account.reader.record('docRef', docId)
  if (ref) account.put('docRef', docId, { epoch: Number(ref['epoch'] ?? 0) + 1 })
  else account.create('docRef', docId, { epoch: 1 })
}
