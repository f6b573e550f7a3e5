import { setTimeout as sleep } from 'node:timers/promises'
import { must, scopeOf } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { Answer, ServerMessage } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { changesAfter } from '../storage/log.ts'
import { firstOwner, invited } from '../testing/booted-server.ts'
import type { TestBrowser } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { spawnServer } from '../testing/spawn-server.ts'
import type { ServerProcess } from '../testing/spawn-server.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let left: ServerProcess
let right: ServerProcess

beforeAll(async () => {
  database = await testDatabase()
  left = await spawnServer(database.url)
  right = await spawnServer(database.url)
})

afterAll(async () => {
  await left.kill()
  await right.stop()
  await database.drop()
})

/** A client as small as it can be: numbered commands, one scope, and another server where its own is gone. */
class MovingClient {
  readonly id = newId()
  readonly acknowledged: string[] = []
  /** What it was told of the scope, in order: the versions must follow one another, whatever it was connected to. */
  version = 0
  private fingerprint = ''
  private n = 0
  private socket: WebSocket | null = null
  private readonly browser: TestBrowser
  private readonly servers: ServerProcess[]
  private readonly scope: Scope
  private readonly waiting = new Set<() => void>()
  private readonly answers = new Map<number, Answer>()
  moves = 0
  staleOpens = 0

  constructor(browser: TestBrowser, servers: ServerProcess[], scope: Scope) {
    this.browser = browser
    this.servers = servers
    this.scope = scope
  }

  async connect(): Promise<void> {
    for (;;) {
      const server = must(this.servers[this.moves % this.servers.length])
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync`, {
        headers: { cookie: this.browser.cookie },
      })
      socket.on('message', (data) => this.take(JSON.parse(String(data)) as ServerMessage))
      socket.on('error', () => {})
      socket.once('close', () => {
        this.socket = null
        this.wake()
      })
      const opened = await new Promise<boolean>((resolve) => {
        socket.once('open', () => resolve(true))
        socket.once('close', () => resolve(false))
      })
      if (opened) {
        this.socket = socket
        this.say({ t: 'hello', protocol: protocolVersion, client: this.id })
        const known = this.version > 0 ? { version: this.version, fingerprint: this.fingerprint } : {}
        this.say({ t: 'open', scope: this.scope, ...known })
        return
      }
      this.moves += 1
      await sleep(20)
    }
  }

  /** Runs a command until it has an answer; the same number is asked again after a move. */
  async run(command: string, args: object): Promise<Answer> {
    const n = ++this.n
    for (;;) {
      if (this.socket === null) await this.connect()
      this.say({ t: 'run', n, v: 1, command, args })
      await this.until(() => this.answers.has(n) || this.socket === null)
      const answer = this.answers.get(n)
      if (answer) {
        if (answer.ok && answer.change) this.acknowledged.push(answer.change)
        return answer
      }
      this.moves += 1
    }
  }

  async caughtUp(version: number): Promise<void> {
    if (this.socket === null) await this.connect()
    await this.until(() => this.version >= version)
  }

  close(): void {
    this.socket?.terminate()
  }

  private take(message: ServerMessage): void {
    if (message.t === 'answer') this.answers.set(message.n, message)
    if (message.t === 'opened' || message.t === 'resumed') {
      if (message.version < this.version) this.staleOpens += 1
      this.version = message.version
      if (message.t === 'opened') this.fingerprint = message.fingerprint
    }
    if (message.t === 'changes') {
      for (const { version, since = version - 1, more } of message.changes) {
        if (since !== this.version) throw new Error(`what follows ${since} came after ${this.version}`)
        if (!more) this.version = version
      }
    }
    this.wake()
  }

  private say(message: object): void {
    this.socket?.send(JSON.stringify(message))
  }

  private wake(): void {
    for (const check of this.waiting) check()
  }

  private until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!holds()) return
        this.waiting.delete(check)
        resolve()
      }
      this.waiting.add(check)
      check()
    })
  }
}

const commandsEach = 30

test('two server processes on one database, one killed half-way: nothing lost, nothing twice, own writes read after the move', async () => {
  const { browser: owner } = await firstOwner(left)
  const [workspace, board] = [newId(), newId()]
  await owner.must('/api/workspace.create', { id: workspace, name: 'Two' })
  await owner.must('/api/board.create', { board, workspace, name: 'Two' })
  await owner.must('/api/group.create', { board, id: newId(), title: 'Group' })
  await owner.must('/api/column.create', { board, id: newId(), kind: 'number', title: 'Number' })
  const people = [
    owner,
    ...(await Promise.all([1, 2, 3].map(() => invited(owner, 'member')))).map(({ browser }) => browser),
  ]
  const scope = scopeOf('board', board)
  const clients = people.map(
    (browser, at) => new MovingClient(browser, at % 2 === 0 ? [left, right] : [right, left], scope),
  )
  await Promise.all(clients.map((client) => client.connect()))
  let killed: Promise<void> | null = null
  await Promise.all(
    clients.map(async (client, at) => {
      for (let step = 0; step < commandsEach; step++) {
        if (at === 0 && step === commandsEach / 2) killed = left.kill()
        const answer =
          step % 3 === 0
            ? await client.run('item.create', { board, id: newId(), title: `${at}/${step}`, group: 1 })
            : await client.run('item.setCells', { board, column: 1, rows: [0], values: [at * 1_000 + step] })
        expect(answer.ok).toBe(true)
        const written = answer.ok ? (answer.versions[scope] ?? 0) : 0
        // What is acknowledged is there to be read, where the client is now, by the time the answer comes or right after.
        if (written > 0) await client.caughtUp(written)
      }
    }),
  )
  await killed
  const { rows } = await database.pool.query<{ account: string }>('SELECT account FROM scope WHERE scope = $1', [scope])
  const log = await changesAfter(database.pool, must(rows[0]).account, scope, 0, 100_000)
  expect(log.map(({ version }) => version)).toEqual(log.map((_, index) => index + 1))
  const acknowledged = clients.flatMap((client) => client.acknowledged)
  const logged = log.filter(({ client }) => clients.some(({ id }) => id === client)).map(({ id }) => id as string)
  expect(acknowledged.toSorted()).toEqual(logged.toSorted())
  expect(log.filter(({ command, client }) => command === 'item.create' && client !== undefined)).toHaveLength(
    clients.length * (commandsEach / 3),
  )
  for (const client of clients) {
    await client.caughtUp(log.length)
    expect([client.version, client.staleOpens]).toEqual([log.length, 0])
    client.close()
  }
  expect(clients.filter(({ moves }) => moves > 0).length).toBeGreaterThanOrEqual(2)
})
