import type * as z from 'zod/mini'
import { defineCommand } from '../command.ts'
import type { Command, CommandEnv, States } from '../command.ts'
import { DomainError, must } from '../errors.ts'
import { idOf } from '../ids.ts'
import { trashDays } from '../item/purged.ts'
import type { Json } from '../json.ts'
import type { Principal } from '../principal.ts'
import { boardRole, can } from '../rights/can.ts'
import type { Action, BoardResource } from '../rights/can.ts'
import type { Sight } from '../rights/visible.ts'
import { scopeOf } from '../scope.ts'
import type { ScopeReader } from '../state.ts'
import type { ScopeWriter } from '../transaction.ts'
import { isPurgedRecord } from '../trash/purged-record.ts'

/** The id of the doc in a command's arguments. */
export const docArg = idOf('doc')

interface DocCommand<Args extends { readonly doc: string }> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  readonly action: Extract<Action, `doc.${string}`>
  readonly apply: (doc: ScopeWriter, args: Args, env: CommandEnv, account: ScopeWriter) => Json | void
  readonly undo?: { readonly none: string }
  readonly internal?: boolean
  /** It is for docs in the trash. */
  readonly inTrash?: boolean
}

/** What the rules about a doc look at: a doc is judged as a board is, by its access and by who is named on it. */
export function docResource(reader: ScopeReader, docId: string): BoardResource {
  const members = [...reader.records('docMember')].map(([id, fields]) => ({
    id,
    subject: String(fields['subject']),
    role: String(fields['role']),
  }))
  return { id: docId, board: reader.record('doc', docId) ?? {}, members }
}

/** The sight of a principal on a doc, or null where it may not read it at all. */
export function docSight(principal: Principal, reader: ScopeReader, docId: string): Sight | null {
  const resource = docResource(reader, docId)
  if (resource.board['deletedAt'] !== undefined) return null
  const role = boardRole(principal, resource)
  return role === null ? null : { fingerprint: `1:doc:${role}`, hiddenColumns: new Set() }
}

/** Declares a command on a doc. It writes the account's scope, too: its effect shows in the tree, and the audit finds it there. */
export function defineDocCommand<Args extends { readonly doc: string }>(command: DocCommand<Args>): Command<Args> {
  const { action, apply, inTrash, ...rest } = command
  return defineCommand<string, Args>({
    ...rest,
    version: 1,
    reads: ({ doc }, accountId) => ({ lock: [scopeOf('account', accountId), scopeOf('doc', doc)] }),
    can: (states, { doc }, { principal }) => may(states, doc, action, principal),
    apply: (tx, args, env) => {
      const account = tx.scope(scopeOf('account', env.accountId))
      const doc = tx.scope(scopeOf('doc', args.doc))
      refuseGoneDoc(doc.reader, args.doc, inTrash)
      const result = apply(doc, args, env, account)
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
