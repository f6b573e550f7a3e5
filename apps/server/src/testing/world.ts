import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, must, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { AccountId, AccountRole, BoardState, MemberId, Principal, Scope } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { Answer, ServerMessage } from '@fulcrum/protocol'
import type pg from 'pg'
import { startNode } from '../node.ts'
import type { SyncNode } from '../node.ts'
import { loadScope } from '../storage/load-scope.ts'
import { preparePartitions } from '../storage/partitions.ts'
import { SyncSession } from '../sync/session.ts'
import { silentLog } from './temporary-cluster.ts'

export const kinds = new KindRegistry(columnKinds)

/** An id for tests. */
export function newId(): string {
  return uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
}

const system: Principal = { kind: 'system', memberId: null }

/** A database with an account, members and nodes; the one world in which tests of the server live. */
export interface World {
  readonly accountId: AccountId
  readonly pool: pg.Pool
  node(): Promise<SyncNode>
  /** Adds a member and gives its id. */
  member(node: SyncNode, role: AccountRole, name?: string): Promise<MemberId>
  /** Runs a command as the system; fails the test where it is refused. */
  asSystem(node: SyncNode, command: string, args: object): Promise<Extract<Answer, { ok: true }>>
  /** A board of a member with one group. */
  board(node: SyncNode, owner: MemberId): Promise<{ board: string; scope: Scope; group: number }>
  /** The scope as the database has it. */
  cold(scope: Scope): Promise<BoardState>
  stop(): Promise<void>
}

/** Makes a world on a fresh database. */
export async function makeWorld({ url, pool }: { url: string; pool: pg.Pool }): Promise<World> {
  const accountId = newId() as AccountId
  const nodes: SyncNode[] = []
  await preparePartitions(pool, new Date())
  const world: World = {
    accountId,
    pool,
    async node() {
      const node = await startNode({
        pool,
        databaseUrl: url,
        accountId,
        kinds,
        log: silentLog,
        now: () => Date.now(),
        pollMs: 200,
      })
      nodes.push(node)
      return node
    },
    async member(node, role, name = role) {
      const id = newId() as MemberId
      await world.asSystem(node, 'member.join', { id, user: newId(), name, email: `${id}@example.org`, role })
      return id
    },
    async asSystem(node, command, args) {
      const answer = await node.executor.run({ principal: () => system }, command, 1, args)
      if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
      return answer
    },
    async board(node, owner) {
      const workspace = newId()
      const board = newId()
      await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
      const principal = () => node.hub.principal(owner)
      const run = async (command: string, args: object) => {
        const answer = await node.executor.run({ principal }, command, 1, args)
        if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
        return answer.result as { number?: number }
      }
      await run('board.create', { board, workspace, name: 'Board' })
      const { number } = await run('group.create', { board, id: newId(), title: 'Group' })
      return { board, scope: scopeOf('board', board), group: must(number) }
    },
    async cold(scope) {
      // @NOTE callers ask for boards.
      return (await loadScope(pool, accountId, scope, { kinds })) as BoardState
    },
    async stop() {
      for (const node of nodes) await node.stop()
    },
  }
  const first = await world.node()
  await world.asSystem(first, 'account.create', { name: 'Test', locale: 'en', timeZone: 'UTC', weekStart: 1 })
  return world
}

/** A socket in memory: what it received, and a way to wait for it. */
export class TestSocket {
  readonly received: ServerMessage[] = []
  readonly session: SyncSession
  closed = false
  /** Hears of every message. */
  onMessage: ((message: ServerMessage) => void) | null = null
  private n = 0
  private readonly waiters = new Set<() => void>()

  constructor(node: SyncNode, member: MemberId) {
    this.session = new SyncSession(
      node.hub,
      {
        send: (frame) => {
          const message = JSON.parse(frame.toString()) as ServerMessage
          this.received.push(message)
          this.onMessage?.(message)
          for (const waiter of this.waiters) waiter()
        },
        close: () => {
          this.closed = true
        },
        pause: () => {},
        resume: () => {},
      },
      member,
      'session',
    )
  }

  say(message: object): void {
    this.session.receive(JSON.stringify(message))
  }

  async hello(client: string): Promise<Extract<ServerMessage, { t: 'welcome' }>> {
    this.say({ t: 'hello', protocol: protocolVersion, client })
    return this.message('welcome')
  }

  async open(
    scope: Scope,
    known: { version?: number; fingerprint?: string; view?: object } = {},
  ): Promise<ServerMessage> {
    const from = this.received.length
    this.say({ t: 'open', scope, ...known })
    return this.wait(() =>
      this.received
        .slice(from)
        .find((message) => 'scope' in message && message.scope === scope && message.t !== 'presence'),
    )
  }

  async run(command: string, args: object, n = ++this.n, batch?: string): Promise<Answer> {
    const from = this.received.length
    this.say({ t: 'run', n, v: 1, command, args, ...(batch !== undefined && { batch }) })
    return this.wait(() =>
      this.received.slice(from).find((message) => message.t === 'answer' && message.n === n),
    ) as Promise<Answer & ServerMessage>
  }

  async message<T extends ServerMessage['t']>(t: T): Promise<Extract<ServerMessage, { t: T }>> {
    return this.wait(() =>
      this.received.find((message): message is Extract<ServerMessage, { t: T }> => message.t === t),
    )
  }

  /** Waits until a condition on what was received holds. */
  wait<T>(find: () => T | undefined, timeoutMs = 45_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(check)
        reject(new Error(`Nothing came; received: ${JSON.stringify(this.received).slice(0, 2_000)}`))
      }, timeoutMs)
      const check = () => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        this.waiters.delete(check)
        resolve(found)
      }
      this.waiters.add(check)
      check()
    })
  }
}
