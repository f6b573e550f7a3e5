import { createClient, memoryStorage } from '@fulcrum/client'
import type { Client, ClientStorage, ConnectionHandlers, Run, ScopeHandle } from '@fulcrum/client'
import { createLinking } from '@fulcrum/client/linking'
import { BoardState, commandNamed, scopeOf } from '@fulcrum/domain'
import type { AccountId, Json, MemberId, Scope } from '@fulcrum/domain'
import type { Answer, ServerMessage } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { kinds, newId } from '../world.ts'
import { ClientNetwork } from './network.ts'
import type { NetworkFaults } from './network.ts'
import type { FuzzNode } from './nodes.ts'
import type { Random } from './random.ts'

/** Reconnecting and trying again go this much faster than in life. */
const hurry = 40
/** How long a client waits for a greeting and for an answer: a busy machine is no dead one. */
const patience: ReadonlySet<number> = new Set([15_000, 20_000])

const compression = {
  gzip: async (bytes: Uint8Array) => new Uint8Array(await promisify(gzip)(bytes)),
  gunzip: async (bytes: Uint8Array) => new Uint8Array(await promisify(gunzip)(bytes)),
}

export interface FuzzClientOptions {
  readonly accountId: AccountId
  readonly member: MemberId
  readonly board: string
  readonly node: FuzzNode
  readonly random: Random
  readonly faults: NetworkFaults
  readonly name: string
}

/** One browser profile of a member, on one board, as a person would use it: it can be cut off, moved and reloaded. */
export class FuzzClient {
  readonly member: MemberId
  readonly name: string
  readonly clientId = newId()
  readonly network: ClientNetwork
  readonly board: string
  readonly scope: Scope
  /** The version of the board that was on the screen when a command was run, by its number. */
  readonly seenAt = new Map<number, number>()
  readonly toldToTryAgain = new Set<number>()
  /** Commands that never left the client, and all that were run. */
  refusedHere = 0
  runs = 0
  reloads = 0
  /** What this client's own item says by the last good answer: it must never be seen to say less. */
  acknowledged = 0
  /** While one of these is on its way, it may take the own item's last title back. */
  private takingBack = 0
  private takenBack = 0
  private count = 0
  private readonly options: FuzzClientOptions
  private readonly storage: ClientStorage
  private readonly errors: unknown[] = []
  private storing = 0
  /** What whoever waits for an answer is told when the page closes; the answer may come to the next page. */
  private closing = Promise.withResolvers<Answer>()
  private client: Client
  private handle: ScopeHandle

  constructor(options: FuzzClientOptions) {
    this.options = options
    this.member = options.member
    this.name = options.name
    this.board = options.board
    this.scope = scopeOf('board', options.board)
    this.network = new ClientNetwork(options.node, options.member, options)
    this.storage = this.watched(memoryStorage(this.clientId))
    this.client = this.start()
    this.handle = this.open()
    this.watch()
  }

  get state(): BoardState | null {
    return this.handle.state as BoardState | null
  }

  get phase(): ScopeHandle['phase'] {
    return this.handle.phase
  }

  get current(): Client {
    return this.client
  }

  /** Everything went wrong that should not. */
  get failures(): readonly unknown[] {
    return this.errors
  }

  run(command: string, args: object): Run {
    this.runs += 1
    const board = /^(change\.|template\.|board\.(build|duplicate)$|item\.(un)?mute$)/.test(command)
      ? {}
      : { board: this.board }
    const { n, done } = this.client.run(command, { ...board, ...args } as Json)
    return { n, done: Promise.race([done, this.closing.promise]) }
  }

  /** Writes the next number into the title of an item that nobody else touches. */
  tick(row: number): void {
    const count = (this.count += 1)
    const { takenBack } = this
    const { done } = this.run('item.setCells', { column: 'title', rows: [row], values: [`${this.name} ${count}`] })
    void done.then((answer) => {
      if (!answer.ok || this.takingBack > 0 || this.takenBack !== takenBack) return
      this.acknowledged = Math.max(this.acknowledged, count)
    })
  }

  takeBack(way: 'undo' | 'redo'): Promise<unknown> {
    this.runs += 1
    this.takingBack += 1
    this.acknowledged = 0
    const ended = () => {
      this.takingBack -= 1
      this.takenBack += 1
      this.acknowledged = 0
    }
    return this.client[way](this.scope).then(ended, ended)
  }

  /** The row of the item that only this client edits. */
  ownRow: number | null = null

  reopen(): void {
    const before = this.handle
    this.handle = this.open()
    before.close()
    if (this.handle.phase === 'gone') {
      this.handle.close()
      this.handle = this.open()
    }
    this.watch()
  }

  /** Closes the page and opens it again. */
  async reload(): Promise<void> {
    this.reloads += 1
    // Until it is connected again, the next page shows what the cache had.
    this.acknowledged = 0
    this.close()
    while (this.storing > 0) await sleep(1)
    this.closing = Promise.withResolvers()
    this.client = this.start()
    this.handle = this.open()
    this.watch()
  }

  async stop(): Promise<void> {
    this.close()
    while (this.storing > 0) await sleep(1)
  }

  /** With its first rows, which are worked on before the rest is here. */
  private open(): ScopeHandle {
    return this.client.open(this.scope, { view: {} })
  }

  private close(): void {
    this.client.stop()
    this.closing.resolve({ ok: false, code: 'unavailable', message: 'The page was closed.', details: {} })
  }

  private start(): Client {
    const { accountId, member } = this.options
    const client = createClient({
      accountId,
      memberId: member,
      kinds,
      commands: commandNamed,
      linking: createLinking(),
      transport: { connect: (handlers) => this.network.transport.connect(this.overhearing(handlers)) },
      fetchChunks: async (request) => {
        await this.wait()
        const answer = await this.network.node.chunks(member)(request)
        await this.wait()
        return answer
      },
      query: (name, args) => this.network.node.query(member)(name, args),
      storage: this.storage,
      compression,
      timers: {
        setTimeout: (call, delayMs) => setTimeout(call, delayMs / (patience.has(delayMs) ? 2 : hurry)),
        clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
      now: () => Date.now(),
      fillRandom: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
      onError: (error) => this.errors.push(error),
    })
    client.onRefusal(({ local }) => {
      if (local) this.refusedHere += 1
    })
    return client
  }

  /** The server remembers no answer that is its own fault: the person was told, and does it again. */
  private overhearing(handlers: ConnectionHandlers): ConnectionHandlers {
    return {
      ...handlers,
      onMessage: (text) => {
        const message = JSON.parse(text) as ServerMessage
        if (message.t === 'answer' && !message.ok && message.code === 'unavailable') {
          this.toldToTryAgain.add(message.n)
        }
        handlers.onMessage(text)
      },
    }
  }

  private watch(): void {
    const { handle } = this
    handle.subscribe(({ kind }) => {
      // These tell nothing of items, and may come between the steps of a batch, whose end tells of all of them.
      if (kind === 'presence' || kind === 'linked') return
      if (handle.phase !== 'ready' || handle !== this.handle || this.ownRow === null) return
      const shown = Number(String(this.state?.system(this.ownRow, 'title') ?? '').split(' ')[1] ?? 0)
      if (shown < this.acknowledged) {
        this.errors.push(new Error(`${this.name} sees ${shown} although ${this.acknowledged} was acknowledged`))
        this.acknowledged = 0
      }
    })
  }

  private async wait(): Promise<void> {
    if (this.options.random.chance(0.5)) await sleep(this.options.random.int(5))
  }

  /** Storage that takes its time, and remembers what was on the screen when a command was stored. */
  private watched(storage: ClientStorage): ClientStorage {
    const slow = async <T>(work: () => Promise<T>): Promise<T> => {
      this.storing += 1
      try {
        if (this.options.random.chance(0.3)) await sleep(this.options.random.int(3))
        return await work()
      } finally {
        this.storing -= 1
      }
    }
    let last: Promise<unknown> = Promise.resolve()
    return {
      ...storage,
      append: (command) => {
        const seen = this.state?.version ?? 0
        const before = last
        const appended = slow(async () => {
          await before
          const queued = await storage.append(command)
          this.seenAt.set(queued.n, seen)
          return queued
        })
        last = appended
        return appended
      },
      removeCommands: (numbers) => slow(() => storage.removeCommands(numbers)),
      loadScope: (scope) => slow(() => storage.loadScope(scope)),
    }
  }
}
