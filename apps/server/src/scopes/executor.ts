import {
  BoardState,
  DomainError,
  accountTexts,
  commandNamed,
  inLockOrder,
  indexSome,
  must,
  parseArgs,
  partsOf,
  scopeOf,
  uuidV7,
} from '@fulcrum/domain'
import type {
  Cause,
  Change,
  ChangeId,
  ChangePlace,
  Command,
  CommandEnv,
  CommandOutcome,
  CommandReads,
  Json,
  LoggedChange,
  Principal,
  Scope,
  ScopeState,
} from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { setImmediate as turn } from 'node:timers/promises'
import { errorCode } from '../database/binaries.ts'
import type { Log } from '../database/database.ts'
import { isDiskFull, isUnavailable, isUnstorable, withRetry } from '../database/pool.ts'
import { requireFiles } from '../files/require-files.ts'
import type { MemberPrincipal } from '../files/require-files.ts'
import { commitChange, firstAnswer, storeAnswer, withScopesLocked } from '../storage/commit.ts'
import type { Commit, CommitPart } from '../storage/commit.ts'
import { boardsOfItems, placeOfItem } from '../storage/items.ts'
import { changesAt } from '../storage/log.ts'
import { pooledRandom } from './pooled-random.ts'
import { runNarrowly } from './run-narrowly.ts'
import type { ScopeStore } from './scope-store.ts'

/** Who asks, and from where. */
export interface Asker {
  /** Asked again at each try, so that a right that ended counts at once. */
  readonly principal: () => Principal | null
  /** Whose files may be put into cells, where the principal is the server itself at work for somebody. */
  readonly holder?: () => Principal | null
  readonly cause?: Cause
  readonly batch?: string
  /** A client's own number for the command: a repeat gets the first answer. */
  readonly client?: { readonly id: string; readonly n: number }
  /** It goes on by itself: nobody is at work because of it. */
  readonly byItself?: boolean
}

/** Another node may be first; after this many tries the scopes are locked before the command runs. */
const hopefulTries = 3

/** After this many tries the person is told. */
const maxTries = 20

/** A command on its way, with all that stays the same between tries. */
interface Attempt {
  readonly asker: Asker
  readonly command: Command
  readonly args: object
  readonly scopes: readonly Scope[]
  /** Those of them that it may write. */
  readonly locked: ReadonlySet<Scope>
  readonly changes: readonly LoggedChange[]
  /** What was sent to a connection that broke: it may be on disk, or come there yet. */
  readonly unsure: { readonly changeId: string; readonly place: ChangePlace; readonly answer: Answer }[]
}

/** Runs commands: the one way in which anything in the database changes. */
export class Executor {
  private readonly store: ScopeStore
  private readonly log: Log
  private readonly random = pooledRandom()
  /** The server's clock. */
  readonly now: () => number
  private clientAt = -Infinity

  constructor(store: ScopeStore, log: Log, now: () => number) {
    this.store = store
    this.log = log
    this.now = now
  }

  /** How long ago a person's own program last asked for something: what runs by itself leaves room while that is short. */
  get clientQuietMs(): number {
    return performance.now() - this.clientAt
  }

  /** Runs a command and returns its answer, which is on disk by then. Throws only where the database stays away. */
  async run(asker: Asker, name: string, version: number, rawArgs: unknown): Promise<Answer> {
    if (asker.client && asker.byItself !== true) this.clientAt = performance.now()
    try {
      return await this.judge(asker, name, version, rawArgs)
    } catch (error) {
      if (isUnstorable(error)) {
        // Tried again it would fail again: it is answered for ever.
        this.log.warn({ err: error, command: name }, 'a command held what the database does not store')
        const message = 'This text holds signs that cannot be stored, such as half of a character.'
        return this.remember(asker, { ok: false, code: 'invalid', message, details: {} })
      }
      if (!isDiskFull(error)) throw error
      this.log.error({ err: error }, 'the disk is full')
      const message = 'The disk of the server is full: nothing can be stored until there is room again.'
      return { ok: false, code: 'unavailable', message, details: {} }
    }
  }

  private async judge(asker: Asker, name: string, version: number, rawArgs: unknown): Promise<Answer> {
    try {
      const command = commandNamed(name)
      if (!command || (command.internal && asker.principal()?.kind === 'member')) {
        throw new DomainError('unsupported', `There is no command "${name}".`, { command: name })
      }
      const args = parseArgs(command, version, rawArgs)
      return await this.attempt(asker, command, args).catch(async (error: unknown) => {
        const followed = error instanceof DomainError ? await this.follow(asker, command, args, error) : undefined
        if (followed) return followed
        throw error
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const answer: Answer = { ok: false, code: error.code, message: error.message, details: error.details }
      // What was no fault of the command is not its answer for ever.
      if (error.code === 'unavailable') return answer
      const stored = await this.remember(asker, { ...answer, message: error.kept })
      return stored.ok || stored.code !== error.code || stored.message !== error.kept ? stored : answer
    }
  }

  /** Does a command where its item is now, if that is why it was refused and it can be done there; else it stays refused. */
  private async follow(
    asker: Asker,
    command: Command,
    args: object,
    refusal: DomainError,
  ): Promise<Answer | undefined> {
    const { accountId, pool } = this.store
    const item = refusal.details['item']
    const [scope] = command.reads(args, accountId).lock
    if (!command.follow || typeof item !== 'string' || scope === undefined) return undefined
    const place = await withRetry(pool, () => placeOfItem(pool, accountId, item))
    if (!place) return undefined
    const { state: from } = await this.store.get(scope)
    const { state: to } = await this.store.get(scopeOf('board', place.board))
    const { state: account } = await this.store.get(scopeOf('account', accountId))
    if (!(from instanceof BoardState) || !(to instanceof BoardState)) return undefined
    const next = command.follow(args, { item, from, to, texts: accountTexts(account) })
    if (next === null) return undefined
    try {
      return await this.attempt(asker, command, next)
    } catch (error) {
      // Whoever may do nothing there is told what they would be told without it.
      if (error instanceof DomainError && ['forbidden', 'not-found'].includes(error.code)) return undefined
      throw error
    }
  }

  private async attempt(asker: Asker, command: Command, args: object): Promise<Answer> {
    const { accountId, pool } = this.store
    const reads = command.reads(args, accountId)
    const lock = inLockOrder(reads.lock)
    const homes = await this.homes(reads)
    const look = [...new Set([...(reads.look ?? []), ...homes])].filter((scope) => !lock.includes(scope))
    for (const scope of look) await this.store.get(scope)
    const changes = reads.changes ? await withRetry(pool, () => changesAt(pool, accountId, reads.changes ?? [])) : []
    const attempt: Attempt = {
      asker,
      command,
      args,
      scopes: [...lock, ...look],
      locked: new Set(lock),
      changes,
      unsure: [],
    }
    return this.store.locked(lock, async () => {
      for (let tries = 0; tries < maxTries; tries++) {
        const outcome =
          tries < hopefulTries
            ? await this.tryOnce(attempt, (commit) => commitChange(pool, commit))
            : await this.tryLocked(attempt, lock)
        if (outcome !== 'stale') return outcome
        for (const scope of lock) await this.store.catchUpLocked(scope)
      }
      throw new DomainError('unavailable', 'Too many changes at once: try again in a moment.')
    })
  }

  /** The boards on which the items are that a command asks for. */
  private async homes({ homes = [] }: CommandReads): Promise<Scope[]> {
    if (homes.length === 0) return []
    const boards = await withRetry(this.store.pool, (pool) => boardsOfItems(pool, this.store.accountId, homes))
    return [...boards.values()].map((board) => scopeOf('board', board))
  }

  /** Runs a command while no other node can move what it writes. What went wrong before its commit is tried again. */
  private async tryLocked(attempt: Attempt, lock: readonly Scope[]): Promise<Answer | 'stale'> {
    try {
      return await withScopesLocked(this.store.pool, this.store.accountId, lock, async (client, commit) => {
        for (const scope of lock) await this.store.catchUpLocked(scope, client)
        return this.tryOnce(attempt, commit)
      })
    } catch (error) {
      if (isUnavailable(error)) return 'stale'
      throw error
    }
  }

  /** Runs a command on what this node knows; `stale` where somebody else was first. */
  private async tryOnce(attempt: Attempt, send: (commit: Commit) => Promise<boolean>): Promise<Answer | 'stale'> {
    const { asker, command, args, scopes, locked, changes } = attempt
    const late = await this.lateAnswer(attempt)
    if (late) return late
    const states = await this.states(scopes)
    const beyond = new Set<Scope>()
    for (let known = -1; known !== states.size && command.looksBeyond;) {
      known = states.size
      for (const scope of command.looksBeyond(states, args)) {
        if (states.has(scope)) continue
        states.set(scope, (await this.store.get(scope)).state)
        beyond.add(scope)
      }
    }
    // Whoever sees what they watch sees nothing of it before it is known what that is.
    const env = await this.env(asker, changes, states)
    const { writes, result } = runNarrowly(command, args, { states, locked, beyond, narrow: this.store.narrow }, env)
    if (writes.length === 0) return this.remember(asker, { ok: true, versions: {}, result })
    await this.requireFiles(writes, states, { ...env, principal: holderOf(asker, env.principal) }, command)
    const commit = this.commit(asker, command, states, writes, env)
    // What is large gives others their turn before it is made into SQL; the scopes stay locked.
    if (commit.writes.some(({ parts }) => parts !== undefined)) await turn()
    const answer: Answer = {
      ok: true,
      change: commit.changeId,
      versions: Object.fromEntries(
        commit.writes.map(({ scope, version, parts }) => [scope, parts?.at(-1)?.version ?? version]),
      ),
      result,
    }
    const outcome = await this.write(asker, { ...commit, answer: clientAnswer(asker, answer) }, send)
    if (outcome === 'unsure') {
      const { scope, version } = must(commit.writes[0])
      attempt.unsure.push({ changeId: commit.changeId, place: { scope, version }, answer })
      return 'stale'
    }
    if (outcome !== 'written') return outcome
    for (const write of commit.writes) await this.take(commit, write, asker)
    return answer
  }

  private async requireFiles(
    writes: CommandOutcome['writes'],
    states: ReadonlyMap<Scope, ScopeState>,
    { principal, now }: CommandEnv,
    { standing = false }: Pick<Command, 'standing'>,
  ): Promise<void> {
    const { pool, accountId } = this.store
    const written = writes.flatMap(({ scope, patches }) => {
      const state = states.get(scope)
      return state === undefined ? [] : [{ state, patches }]
    })
    const getBoard = (scope: Scope) => this.store.get(scope)
    const knowing = (asker: MemberPrincipal) => this.store.knowing(asker)
    await requireFiles(written, { pool, accountId, principal, knowing, getBoard, now, standing })
  }

  private async states(scopes: readonly Scope[]): Promise<Map<Scope, ScopeState>> {
    const states = new Map<Scope, ScopeState>()
    for (const scope of scopes) {
      const { state } = await this.store.get(scope)
      states.set(scope, state)
      // What is unique on a large board is looked through in slices, between which others have their turn.
      if (state instanceof BoardState) while (indexSome(state)) await turn()
    }
    return states
  }

  private async env(
    asker: Asker,
    changes: readonly LoggedChange[],
    states: ReadonlyMap<Scope, ScopeState>,
  ): Promise<CommandEnv> {
    const asked = asker.principal()
    if (!asked) throw new DomainError('signed-out', 'You are not a member here any more.')
    const principal = await this.store.knowing(asked, states.values())
    return {
      accountId: this.store.accountId,
      principal,
      now: this.now(),
      timeZone: this.store.timeZone,
      kinds: this.store.kinds,
      newId: () => this.newId(),
      random: Math.random,
      changes,
    }
  }

  private newId(): string {
    return uuidV7(this.now(), this.random)
  }

  private commit(
    asker: Asker,
    command: Command,
    states: ReadonlyMap<Scope, ScopeState>,
    writes: CommandOutcome['writes'],
    env: CommandEnv,
  ): Commit {
    const changeId = this.newId()
    return {
      accountId: this.store.accountId,
      changeId,
      at: env.now,
      actor: env.principal.memberId,
      cause: asker.cause ?? command.cause?.(env) ?? { kind: 'person' },
      command: command.name,
      batch: asker.batch,
      writes: writes.map((write) => {
        const state = states.get(write.scope)
        if (!state) throw new Error(`${command.name} wrote ${write.scope}, which it did not declare`)
        const version = state.version + 1
        // Of a batch, a write may be larger than a change of the log.
        const parts = asker.batch !== undefined && writes.length === 1 ? partsOf(write) : []
        if (parts.length < 2) return { ...write, state, version }
        return {
          ...write,
          state,
          version,
          parts: parts.map((part, at) => ({
            ...part,
            version: version + at,
            changeId: at === 0 ? changeId : this.newId(),
          })),
        }
      }),
    }
  }

  /** Writes a change; `unsure` where the connection broke before the database said what became of it. */
  private async write(
    asker: Asker,
    commit: Commit,
    send: (commit: Commit) => Promise<boolean>,
  ): Promise<'written' | 'stale' | 'unsure' | Answer> {
    try {
      return (await send(commit)) ? 'written' : 'stale'
    } catch (error) {
      if (errorCode(error) === '23505') return this.duplicate(asker, error)
      if (!isUnavailable(error)) throw error
      this.log.warn({ err: error }, 'the database went away during a commit')
      return 'unsure'
    }
  }

  /**
   * The answer of an earlier try whose change the log has after all. A change that comes there only now holds the scope's lock
   * until then, so that the try which missed it here is stale and looks again.
   */
  private async lateAnswer({ unsure, scopes }: Attempt): Promise<Answer | undefined> {
    const { accountId, pool } = this.store
    for (const { changeId, place, answer } of unsure) {
      const [found] = await withRetry(pool, () => changesAt(pool, accountId, [place]))
      if (found?.id !== changeId) continue
      for (const scope of scopes) if (scope in (answer.ok ? answer.versions : {})) await this.store.catchUpLocked(scope)
      return answer
    }
    return undefined
  }

  /** A unique key was there already: this client's number, or the id of something made elsewhere. */
  private async duplicate(asker: Asker, error: unknown): Promise<Answer> {
    if (asker.client) {
      const { id, n } = asker.client
      const answer = await firstAnswer(this.store.pool, this.store.accountId, id, n)
      // @NOTE only answers are stored there.
      if (answer !== undefined) return answer as unknown as Answer
    }
    this.log.debug({ err: error }, 'a command wrote an id that exists')
    throw new DomainError('conflict', 'Something with this id exists already.')
  }

  private async take(commit: Commit, write: Commit['writes'][number], asker: Asker): Promise<void> {
    const held = await this.store.get(write.scope)
    const parts: readonly CommitPart[] = write.parts ?? [{ ...write, changeId: commit.changeId }]
    for (const [index, part] of parts.entries()) {
      // Others get their turn between the parts of what is large.
      if (index > 0) await turn()
      if (held.state.version < part.version) this.store.took(held, this.changeOf(commit, write.scope, part, asker))
    }
  }

  private changeOf(commit: Commit, scope: Scope, part: CommitPart, asker: Asker): Change {
    return {
      id: part.changeId as ChangeId,
      scope,
      version: part.version,
      at: commit.at,
      // @NOTE an actor is always a member's id.
      actor: commit.actor as Change['actor'],
      cause: commit.cause,
      command: commit.command,
      patches: part.patches,
      ...(commit.batch !== undefined && { batch: commit.batch }),
      ...(asker.client && { client: asker.client.id, n: asker.client.n }),
    }
  }

  private async remember(asker: Asker, answer: Answer): Promise<Answer> {
    if (!asker.client) return answer
    const { id: client, n } = asker.client
    const stored = { client, n, answer: answer as unknown as Json }
    // @NOTE only answers are stored there.
    return (await withRetry(this.store.pool, (pool) =>
      storeAnswer(pool, this.store.accountId, stored),
    )) as unknown as Answer
  }
}

function holderOf({ holder }: Asker, principal: Principal): Principal {
  if (!holder) return principal
  const found = holder()
  if (!found) throw new DomainError('signed-out', 'You are not a member here any more.')
  return found
}

function clientAnswer(asker: Asker, answer: Answer): Commit['answer'] {
  return asker.client && { client: asker.client.id, n: asker.client.n, answer: answer as unknown as Json }
}
