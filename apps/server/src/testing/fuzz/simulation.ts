import { must, scopeOf } from '@fulcrum/domain'
import type { AccountId, MemberId, Principal, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestDatabase } from '../postgres.ts'
import { newId } from '../world.ts'
import { actAtRandom } from './actions.ts'
import type { ActionContext, FuzzLinks } from './actions.ts'
import { FuzzClient } from './clients.ts'
import { duties } from './duties.ts'
import type { DutyContext } from './duties.ts'
import { startFuzzNode } from './nodes.ts'
import type { FuzzNode } from './nodes.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'

export interface SeedOptions {
  readonly seed: number
  readonly commands: number
}

const system: Principal = { kind: 'system', memberId: null }
const maxTries = 400
/** How many titles everybody writes at once. */
const contestedTitles = 14
export const faults = { delay: 0.35, repeat: 0.05, reorder: 0.2 }

/** One account on two nodes, with its clients at work. */
export class Simulation {
  readonly database: TestDatabase
  readonly options: SeedOptions
  private readonly random: Random
  readonly accountId = newId() as AccountId
  readonly board = newId()
  /** A second board, whose items a column of the first one names; the two columns are partners. */
  readonly links: FuzzLinks = { other: newId(), column: 0, partner: 0, items: [] }
  private readonly nodes: FuzzNode[] = []
  readonly clients: FuzzClient[] = []
  private readonly kept = new Set<number>()
  private readonly messages: ActionContext['messages'] = []
  readonly working: Promise<void>[] = []
  private bystander: MemberId | null = null
  private stopped = false
  moves = 0
  cuts = 0

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

  get scope(): Scope {
    return scopeOf('board', this.board)
  }

  get alive(): FuzzNode[] {
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
      // Lists of which several people write a part each.
      ['vote', 'Votes'],
      ['time-tracking', 'Time'],
    ]) {
      await this.asSystem('column.create', { board, id: newId(), kind, title })
    }
    // Nothing of these is stored or sent: every side has to come to the same by itself.
    for (const [kind, title, settings] of [
      ['progress', 'Progress', { from: 'stages', column: 2 }],
      ['formula', 'Weight', { text: 'IF({Done}, {Points} * 2, {Points}) + {Progress}', type: 'number' }],
    ] as const) {
      await this.asSystem('column.create', { board, id: newId(), kind, title, settings })
    }
    for (let index = 0; index < 10; index++) {
      await this.asSystem('item.create', { board, id: newId(), title: `item ${index}`, group: 1 + (index % 2) })
    }
    await this.connectBoards(workspace)
    const count = 2 + random.int(5)
    for (let index = 0; index < count; index++) {
      await this.join(index === 0 ? boss : await this.member(index === 1 ? 'owner' : 'member'), index)
    }
    this.bystander = await this.member('member')
  }

  private async connectBoards(workspace: string): Promise<void> {
    const { board, links } = this
    const { other } = links
    await this.asSystem('board.create', { board: other, workspace, name: 'Other' })
    await this.asSystem('group.create', { board: other, id: newId(), title: 'All' })
    for (let index = 0; index < 4; index++) {
      const id = newId()
      await this.asSystem('item.create', { board: other, id, title: `other ${index}`, group: 1 })
      links.items.push(id)
    }
    const id = newId()
    const settings = { boards: [{ board: other, partner: null }], several: true }
    const made = await this.asSystem('column.create', { board, id, kind: 'connect', title: 'Linked', settings })
    const pair = () => this.asSystem('column.pair', { board, id, other, partner: newId(), title: 'Linked from' })
    await pair()
    await this.asSystem('column.unpair', { board, id, other })
    const paired = await pair()
    // @NOTE new columns are answered with their numbers.
    links.column = (made.result as { number: number }).number
    links.partner = (paired.result as { number: number }).number
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
    // People work on what they see.
    while (!this.clients.every(({ phase }) => phase === 'ready')) await sleep(5)
    const { commands } = this.options
    const due = this.schedule()
    const death = Math.floor(commands * (0.45 + this.random.next() * 0.1))
    const contestAt = Math.floor(commands * (0.6 + this.random.next() * 0.3))
    let blind = 0
    for (let step = 0; step < commands; step++) {
      for (const duty of due.get(step) ?? []) this.working.push(duty())
      if (step === death) this.killOne()
      if (step === contestAt) this.contest()
      const client = this.random.pick(this.clients)
      const { kept, links, messages, random } = this
      actAtRandom({ client, random, kept, links, messages })
      await this.trouble(client)
      if (this.random.chance(0.4)) await sleep(this.random.int(4))
      else if (this.random.chance(0.5)) await new Promise((resolve) => setImmediate(resolve))
      // Whoever sees no board waits for it more than they do blindly.
      if (client.state !== null) continue
      await sleep(15)
      if ((blind += 1) % 10 === 0) await this.openToAll()
    }
  }

  /** Everybody, cut off from the others, writes the same titles: whoever comes back later meets what others wrote. */
  private contest(): void {
    for (const { network } of this.clients) network.cut(true)
    for (const client of this.clients) {
      const { state } = client
      if (state === null) continue
      const there = Array.from({ length: state.rowCount }, (_, row) => row).filter(
        (row) => !this.kept.has(row) && state.isLive(row),
      )
      for (const row of there.slice(0, contestedTitles)) {
        client.run('item.setCells', { column: 'title', rows: [row], values: [`${client.name} was here ${row}`] })
      }
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
  async openToAll(): Promise<void> {
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

  async stop(): Promise<void> {
    this.stopped = true
    for (const client of this.clients) await client.stop()
    for (const node of this.nodes) await node.stop()
    await Promise.allSettled(this.working)
  }
}
