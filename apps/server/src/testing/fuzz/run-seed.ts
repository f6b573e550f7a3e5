import { BoardState, must, scopeOf } from '@fulcrum/domain'
import type { AccountId, Change, LoggedChange, MemberId, Principal, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadScope } from '../../storage/load-scope.ts'
import { changesAfter } from '../../storage/log.ts'
import { dumpState, replay } from '../dump.ts'
import type { TestDatabase } from '../postgres.ts'
import { kinds, newId } from '../world.ts'
import { actAtRandom } from './actions.ts'
import type { ActionContext } from './actions.ts'
import { FuzzClient } from './clients.ts'
import { duties } from './duties.ts'
import type { DutyContext } from './duties.ts'
import { startFuzzNode } from './nodes.ts'
import type { FuzzNode } from './nodes.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { conflicting, contestedUndos, difference, shownBy } from './verdict.ts'

/** What happened in a run, for telling that it was not an empty one. */
export interface SeedReport {
  readonly seed: number
  readonly clients: number
  readonly commands: number
  readonly answered: number
  readonly refused: number
  readonly refusedByServer: number
  readonly conflicting: number
  readonly contestedUndos: number
  readonly kinds: { readonly [command: string]: number }
  readonly batches: number
  readonly reloads: number
  readonly moves: number
  readonly cuts: number
}

export interface SeedOptions {
  readonly seed: number
  readonly commands: number
}

const system: Principal = { kind: 'system', memberId: null }
const maxTries = 400
/** After this long, what has not come to rest never will. */
const restMs = 60_000
const faults = { delay: 0.35, repeat: 0.05, reorder: 0.2 }

/** Runs one seed to its end and throws where anything was lost, doubled or differs. */
export async function runSeed(database: TestDatabase, options: SeedOptions): Promise<SeedReport> {
  const simulation = await Simulation.start(database, options)
  try {
    await simulation.work()
    return await simulation.settle()
  } finally {
    await simulation.stop()
  }
}

class Simulation {
  private readonly database: TestDatabase
  private readonly options: SeedOptions
  private readonly random: Random
  private readonly accountId = newId() as AccountId
  private readonly board = newId()
  private readonly nodes: FuzzNode[] = []
  private readonly clients: FuzzClient[] = []
  private readonly kept = new Set<number>()
  private readonly messages: ActionContext['messages'] = []
  private readonly working: Promise<void>[] = []
  private bystander: MemberId | null = null
  private stopped = false
  private moves = 0
  private cuts = 0

  private constructor(database: TestDatabase, options: SeedOptions) {
    this.database = database
    this.options = options
    this.random = randomOf(options.seed)
  }

  static async start(database: TestDatabase, options: SeedOptions): Promise<Simulation> {
    const simulation = new Simulation(database, options)
    await simulation.prepare()
    return simulation
  }

  private get scope(): Scope {
    return scopeOf('board', this.board)
  }

  private get alive(): FuzzNode[] {
    return this.nodes.filter(({ isAlive }) => isAlive)
  }

  private async asSystem(command: string, args: object, batch?: string): Promise<Extract<Answer, { ok: true }>> {
    const node = must(this.alive[0], 'a node')
    const answer = await node.sync.executor.run(
      { principal: () => system, ...(batch !== undefined && { batch }) },
      command,
      1,
      args,
    )
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer
  }

  private async member(role: string): Promise<MemberId> {
    const id = newId() as MemberId
    await this.asSystem('member.join', { id, user: newId(), name: role, email: `${id}@example.org`, role })
    return id
  }

  private async prepare(): Promise<void> {
    const { url } = this.database
    for (let index = 0; index < 2; index++) this.nodes.push(await startFuzzNode(url, this.accountId))
    await this.asSystem('account.create', { name: 'Fuzz', locale: 'en', timeZone: 'UTC', weekStart: 1 })
    const workspace = newId()
    await this.asSystem('workspace.create', { id: workspace, name: 'Workspace' })
    const boss = await this.member('member')
    const { board, random } = this
    const first = must(this.nodes[0], 'a node')
    const owned = await first.sync.executor.run(
      { principal: () => first.sync.hub.principal(boss) },
      'board.create',
      1,
      {
        board,
        workspace,
        name: 'Board',
      },
    )
    if (!owned.ok) throw new Error(owned.message)
    for (const title of ['Now', 'Later']) await this.asSystem('group.create', { board, id: newId(), title })
    for (const [kind, title] of [
      ['text', 'Doomed'],
      ['status', 'Status'],
      ['number', 'Points'],
      ['checkbox', 'Done'],
      ['text', 'Secret'],
    ]) {
      await this.asSystem('column.create', { board, id: newId(), kind, title })
    }
    for (let index = 0; index < 10; index++) {
      await this.asSystem('item.create', { board, id: newId(), title: `item ${index}`, group: 1 + (index % 2) })
    }
    const count = 2 + random.int(5)
    for (let index = 0; index < count; index++) {
      await this.join(index === 0 ? boss : await this.member(index === 1 ? 'owner' : 'member'), index)
    }
    this.bystander = await this.member('member')
  }

  private async join(member: MemberId, index: number): Promise<void> {
    const { board, accountId, random } = this
    const client = new FuzzClient({
      accountId,
      member,
      board,
      node: must(this.nodes[index % 2], 'a node'),
      random: randomOf(this.options.seed * 1_000 + index),
      faults,
      name: `client${index}`,
    })
    const made = await this.asSystem('item.create', { board, id: newId(), title: `${client.name} 0`, group: 1 })
    const { row } = made.result as { row: number }
    client.ownRow = row
    this.kept.add(row)
    this.clients.push(client)
    void random
  }

  /** Random work of everybody, with what must happen in between, cuts, moves, reloads, and the death of one node. */
  async work(): Promise<void> {
    const { commands } = this.options
    const due = this.schedule()
    const death = Math.floor(commands * (0.45 + this.random.next() * 0.1))
    for (let step = 0; step < commands; step++) {
      for (const duty of due.get(step) ?? []) this.working.push(duty())
      if (step === death) this.killOne()
      const client = this.random.pick(this.clients)
      const { kept, messages, random } = this
      actAtRandom({ client, random, kept, messages })
      await this.trouble(client)
      if (this.random.chance(0.4)) await sleep(this.random.int(4))
      else if (this.random.chance(0.5)) await new Promise((resolve) => setImmediate(resolve))
    }
  }

  private schedule(): Map<number, (() => Promise<void>)[]> {
    const due = new Map<number, (() => Promise<void>)[]>()
    const [boss, stranger] = this.clients
    const context: DutyContext = {
      boss: must(boss, 'the boss'),
      stranger: must(stranger, 'a stranger'),
      others: this.clients.slice(1),
      batch: async (edits) => {
        const batch = newId()
        for (const edit of edits) await this.asSystem('item.setCells', { board: this.board, ...edit }, batch)
      },
      removeSomebody: () => this.asSystem('member.remove', { id: must(this.bystander, 'a bystander') }),
    }
    let before: Promise<void> = Promise.resolve()
    for (const { at, run } of duties) {
      const share = at[0] + this.random.next() * (at[1] - at[0])
      const step = Math.floor(this.options.commands * share)
      // One after another: each leaves the board as it should be for the next.
      const inTurn = () => {
        before = before.then(() =>
          this.insist(() => {
            // Whoever has a duty does not stay away.
            for (const client of [context.boss, context.stranger]) {
              client.network.restore()
              if (client.phase === 'gone') client.reopen()
            }
            return run(context)
          }),
        )
        return before
      }
      due.set(step, [...(due.get(step) ?? []), inTurn])
    }
    return due
  }

  /** Others may be in the way of a duty: an undo, a deletion. Then all of it is done again. */
  private async insist(work: () => Promise<void>): Promise<void> {
    for (let tries = 0; !this.stopped; tries++) {
      try {
        return await work()
      } catch (error) {
        if (tries === maxTries) throw error
        await sleep(25)
        if (tries % 20 === 19) await this.openToAll()
      }
    }
  }

  /** Somebody's undo may have made the board private, or put it into the trash. */
  private async openToAll(): Promise<void> {
    const { board } = this
    await this.asSystem('board.restore', { board })
    await this.asSystem('board.setAccess', { board, access: 'main' })
    const { member } = must(this.clients[0], 'the boss')
    await this.asSystem('board.setMember', { board, id: member, subject: 'member', role: 'owner' })
  }

  private async trouble(client: FuzzClient): Promise<void> {
    const { random } = this
    if (random.chance(0.04)) {
      this.cuts += 1
      client.network.cut(random.chance(0.7))
    }
    if (client.network.isOffline && random.chance(0.1)) client.network.restore()
    if (random.chance(0.02) && this.alive.length > 1) {
      this.moves += 1
      client.network.move(random.pick(this.alive))
    }
    if (random.chance(0.008)) await client.reload()
    for (const each of this.clients) if (each.phase === 'gone' && random.chance(0.2)) each.reopen()
  }

  private killOne(): void {
    const victim = must(this.nodes[this.random.int(2)], 'a node')
    victim.kill()
    const survivor = must(this.alive[0], 'a node that lives')
    for (const { network } of this.clients) {
      if (network.node !== victim) continue
      this.moves += 1
      network.move(survivor)
    }
  }

  /** Lets everything arrive, then compares everything with everything. */
  async settle(): Promise<SeedReport> {
    for (const { network } of this.clients) network.restore()
    await this.dutiesDone()
    await this.openToAll()
    await this.untilQuiet()
    const { pool } = this.database
    const log = await this.log(this.scope)
    const cold = (await loadScope(pool, this.accountId, this.scope, kinds)) as BoardState
    const expected = dumpState(cold)
    same('the replay of the log', dumpState(replay(this.scope, log, kinds)), expected)
    for (const node of this.alive) {
      await node.sync.store.catchUp(this.scope)
      same("a node's memory", dumpState((await node.sync.store.get(this.scope)).state), expected)
    }
    await this.compareClients(cold)
    const failures = this.clients.flatMap((client) => client.failures)
    if (failures.length > 0) throw new Error(`A client reported: ${String(failures[0])}`, { cause: failures[0] })
    return this.report(log)
  }

  private async dutiesDone(): Promise<void> {
    const done = Promise.all(this.working).then(() => true)
    if (await Promise.race([done, sleep(restMs).then(() => false)])) return
    throw new Error(`Somebody waits for an answer for ever:\n${this.describe(0)}`)
  }

  private async compareClients(cold: BoardState): Promise<void> {
    const accountScope = scopeOf('account', this.accountId)
    const account = await loadScope(this.database.pool, this.accountId, accountScope, kinds)
    const fresh = new FuzzClient({
      accountId: this.accountId,
      member: must(this.clients[0], 'a client').member,
      board: this.board,
      node: must(this.alive[0], 'a node'),
      random: randomOf(0),
      faults,
      name: 'cold replica',
    })
    this.clients.push(fresh)
    await this.untilQuiet()
    for (const client of this.clients) {
      const state = must(client.state, `the board of ${client.name}`)
      same(client.name, shownBy(state, account, client.member), shownBy(cold, account, client.member))
      const known = client.current.open(accountScope)
      same(`the account of ${client.name}`, dumpState(must(known.state)), dumpState(account))
      known.close()
    }
    const replayed = replay(accountScope, await this.log(accountScope), kinds)
    same('the replay of the account', dumpState(replayed), dumpState(account))
  }

  private log(scope: Scope): Promise<LoggedChange[]> {
    return changesAfter(this.database.pool, this.accountId, scope, 0, 100_000)
  }

  private async untilQuiet(): Promise<void> {
    const deadline = performance.now() + restMs
    for (;;) {
      const { rows } = await this.database.pool.query<{ version: number }>(
        'SELECT version FROM scope WHERE account = $1 AND scope = $2',
        [this.accountId, this.scope],
      )
      const version = must(rows[0]).version
      for (const client of this.clients) if (client.phase === 'gone') client.reopen()
      const quiet = this.clients.every(
        ({ current, phase, state }) =>
          current.status.queued === 0 &&
          current.status.link.state === 'online' &&
          phase === 'ready' &&
          state?.version === version,
      )
      if (quiet) return
      if (performance.now() > deadline) throw new Error(`It does not come to rest: ${this.describe(version)}`)
      await sleep(10)
    }
  }

  private describe(version: number): string {
    const each = this.clients.map(({ name, current, phase, state, failures }) => {
      const { link, queued, stale } = current.status
      return `${name} ${link.state} ${link.reason ?? ''} ${phase} at ${state?.version} queued ${queued} stale ${stale.length} ${String(failures[0] ?? '')}`
    })
    return [`the board is at ${version}`, ...each].join('\n')
  }

  private async report(log: readonly LoggedChange[]): Promise<SeedReport> {
    const { pool } = this.database
    const { rows: commands } = await pool.query<{ command: string; count: number }>(
      'SELECT command, count(*) AS count FROM change WHERE account = $1 GROUP BY command',
      [this.accountId],
    )
    const { rows: answers } = await pool.query<{ ok: boolean; count: number }>(
      `SELECT (answer->>'ok')::boolean AS ok, count(*) AS count FROM client_command WHERE account = $1 GROUP BY 1`,
      [this.accountId],
    )
    await this.everyCommandOnce()
    const people = this.clients
    const refusedHere = people.reduce((sum, { refusedHere: count }) => sum + count, 0)
    const refusedByServer = answers.find(({ ok }) => !ok)?.count ?? 0
    return {
      seed: this.options.seed,
      clients: people.length - 1,
      commands: people.reduce((sum, { runs }) => sum + runs, 0),
      answered: answers.reduce((sum, { count }) => sum + count, 0),
      refused: refusedHere + refusedByServer,
      refusedByServer,
      conflicting: conflicting(log, new Map(people.map(({ clientId, seenAt }) => [clientId, seenAt]))),
      contestedUndos: contestedUndos(log),
      kinds: Object.fromEntries(commands.map(({ command, count }) => [command, count])),
      batches: new Set(log.flatMap((change: Change) => (change.batch === undefined ? [] : [change.batch]))).size,
      reloads: people.reduce((sum, { reloads }) => sum + reloads, 0),
      moves: this.moves,
      cuts: this.cuts,
    }
  }

  /** Every command that a client stored has one answer, and every good one with a change stands in the log once. */
  private async everyCommandOnce(): Promise<void> {
    const { rows } = await this.database.pool.query<{
      client: string
      n: number
      change: string | null
      logged: number
    }>(
      `SELECT k.client, k.n, k.answer->>'change' AS change,
              (SELECT count(DISTINCT c.change_id) FROM change c WHERE c.account = k.account AND c.client = k.client AND c.n = k.n) AS logged
       FROM client_command k WHERE k.account = $1`,
      [this.accountId],
    )
    for (const { client, n, change, logged } of rows) {
      if (logged !== (change === null ? 0 : 1))
        throw new Error(`Command ${n} of ${client} stands in the log ${logged} times`)
    }
    for (const { clientId, seenAt, name } of this.clients) {
      const answered = new Set(rows.filter(({ client }) => client === clientId).map(({ n }) => n))
      const lost = [...seenAt.keys()].filter((n) => !answered.has(n))
      if (lost.length > 0) throw new Error(`Commands ${lost.join()} of ${name} were lost`)
    }
  }

  async stop(): Promise<void> {
    this.stopped = true
    for (const client of this.clients) await client.stop()
    for (const node of this.nodes) await node.stop()
    await Promise.allSettled(this.working)
  }
}

function same(what: string, found: string, expected: string): void {
  if (found !== expected) throw new Error(`${what} differs:\n${difference(found, expected)}`)
}
