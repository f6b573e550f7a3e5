import { BoardState, DomainError, isScope, notFound, publicId, scopeKind } from '@fulcrum/domain'
import type { Json, Scope, Sight } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import type { HeldScope } from '../scopes/scope-store.ts'
import { changesAfter } from '../storage/log.ts'
import type { Hub } from '../sync/hub.ts'
import { wireChange } from '../sync/wire-change.ts'
import { principalOf } from './caller.ts'
import type { Caller } from './caller.ts'
import { publicPatch, publicScope, scopeOfPublic } from './public-ids.ts'

/** So long a request waits for the next change, at most: less than proxies wait for an answer. */
export const maxWaitSeconds = 30
const maxChanges = 500

const digits = (message: string) => z.optional(z.string().check(z.regex(/^\d{1,15}$/, message)))

/** The parameters of `GET /api/changes`, as an address has them. */
export const changesArgs = z.strictObject({
  scope: z.string().check(z.maxLength(100)),
  after: digits('`after` is a version.'),
  limit: digits('`limit` is a number.'),
  wait: digits('`wait` is a number of seconds.'),
})

export interface ChangesAnswer {
  readonly scope: string
  /** How far the scope is. */
  readonly version: number
  /** What to ask for after this: the version of the last change here. */
  readonly next: number
  readonly changes: readonly Json[]
}

/**
 * The changes of a scope after a version, in order and without gaps, as the caller may know of them: by the same filter as
 * sync. A change of which nothing may be known is its bare version. With `wait`, an answer without changes comes only after
 * so many seconds.
 */
export async function readChanges(
  hub: Hub,
  caller: Caller,
  { scope: named, after = '0', limit = '100', wait = '0' }: z.infer<typeof changesArgs>,
  gone: AbortSignal,
): Promise<ChangesAnswer> {
  const scope = scopeOfPublic(named)
  if (!isScope(scope)) {
    throw new DomainError('invalid', '`scope` is the id of a board, an item, the account or yourself: board_…', {
      field: 'scope',
    })
  }
  const count = Math.min(Math.max(Number(limit), 1), maxChanges)
  const end = performance.now() + Math.min(Number(wait), maxWaitSeconds) * 1_000
  for (;;) {
    const answer = await changesNow(hub, caller, scope, Number(after), count)
    const leftMs = end - performance.now()
    if (answer.changes.length > 0 || leftMs <= 0 || gone.aborted) return answer
    await hub.moved(scope, Math.min(leftMs, 1_000), gone)
  }
}

async function changesNow(
  hub: Hub,
  caller: Caller,
  scope: Scope,
  after: number,
  limit: number,
): Promise<ChangesAnswer> {
  const board = await hub.judgingBoard(scope)
  if (board === undefined) throw notFound('scope')
  if (board !== null) await hub.store.knowing(principalOf(caller), [(await hub.store.get(board)).state])
  const held = await hub.store.get(scope)
  const { store } = hub
  // Who was told of a version by another node finds it here.
  if (held.state.version < after) await store.catchUp(scope)
  const sight = sightOn(hub, caller, scope, board)
  const { version } = held.state
  if (version === 0) throw notFound('scope')
  const logged =
    version > after
      ? await withRetry(store.pool, (pool) => changesAfter(pool, store.accountId, scope, after, limit))
      : []
  // Memory decides what may be known: no change is told that it does not have yet.
  const changes = logged.filter((change) => change.version <= held.state.version)
  return {
    scope: publicScope(scope),
    version: held.state.version,
    next: changes.at(-1)?.version ?? after,
    changes: changes.map((change) => publicChange(wireChange(change, sight, caller.memberId, held), held)),
  }
}

/** What the caller sees of a scope; one answer for what is missing and what is forbidden. */
function sightOn(hub: Hub, caller: Caller, scope: Scope, board: Scope | null): Sight | null {
  const principal = principalOf(caller)
  // What is a person's own is in no place that a token could be limited to.
  const isOut = scopeKind(scope) === 'user' && principal.kind === 'member' && Boolean(principal.limits?.places)
  const sight = isOut ? undefined : hub.sightOf(principal, scope, board)
  if (sight === undefined) throw notFound('scope')
  return sight
}

function publicChange(change: ReturnType<typeof wireChange>, { state }: HeldScope): Json {
  const { version, id, at, actor, cause, command, patches, batch } = change
  if (patches === undefined) return { version }
  const references = (column: number) =>
    state instanceof BoardState ? state.column(column)?.kind.references?.to : undefined
  return {
    version,
    id: publicId('change', id ?? ''),
    at: at ?? 0,
    actor: actor ? publicId('member', actor) : null,
    // @NOTE a cause is an object of texts.
    cause: (cause ?? null) as unknown as Json,
    command: command ?? '',
    ...(batch !== undefined && { batch: publicId('batch', batch) }),
    patches: patches.map((patch) => publicPatch(patch, references)),
  }
}
