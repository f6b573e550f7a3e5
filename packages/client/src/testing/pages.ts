import { commandNamed, must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Json, MemberId, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { Client, ScopeHandle } from '../client.ts'
import { createClient } from '../create-client.ts'
import type { ClientOptions } from '../create-client.ts'
import { createLinking } from '../linking.ts'
import { memoryStorage } from '../memory-storage.ts'
import type { Refusal, Timers } from '../ports.ts'
import { FakeServer, kinds, newId } from './fake-server.ts'

/** Timers that run when the test says so. */
export class ManualTimers implements Timers {
  private waiting: { readonly call: () => void; readonly at: number }[] = []
  private time = 0

  readonly setTimeout = (call: () => void, delayMs: number) => {
    const timer = { call, at: this.time + delayMs }
    this.waiting.push(timer)
    return timer
  }

  readonly clearTimeout = (timer: unknown) => {
    this.waiting = this.waiting.filter((each) => each !== timer)
  }

  /** Moves the time on and runs what is due. */
  pass(ms: number): void {
    this.time += ms
    const due = this.waiting.filter(({ at }) => at <= this.time)
    this.waiting = this.waiting.filter(({ at }) => at > this.time)
    for (const { call } of due.sort((left, right) => left.at - right.at)) call()
  }
}

/** A client on a fake server, with the board that the tests work on. */
export class Stage {
  readonly server = new FakeServer()
  readonly board = newId()
  readonly scope: Scope = scopeOf('board', this.board)
  readonly owner = newId() as MemberId
  readonly member = newId() as MemberId
  readonly timers = new ManualTimers()
  readonly refusals: Refusal[] = []
  readonly errors: unknown[] = []
  readonly columns: string[] = []

  constructor() {
    const { server, board } = this
    server.run('account.create', { name: 'Test', locale: 'en', timeZone: 'UTC', weekStart: 1 })
    for (const [id, role] of [
      [this.owner, 'owner'],
      [this.member, 'member'],
    ]) {
      server.run('member.join', { id, user: newId(), name: role, email: `${role}@example.org`, role })
    }
    const workspace = newId()
    server.run('workspace.create', { id: workspace, name: 'Workspace' })
    server.run('board.create', { board, workspace, name: 'Board' }, server.as(this.owner))
    server.run('group.create', { board, id: newId(), title: 'Group' })
    for (const [kind, title] of [
      ['text', 'Text'],
      ['number', 'Points'],
    ]) {
      const id = newId()
      this.columns.push(id)
      server.run('column.create', { board, id, kind, title })
    }
    for (const title of ['A', 'B', 'C']) server.run('item.create', { board, id: newId(), title, group: 1 })
  }

  /** A page of the member. With the same storage, it is the same profile. */
  page(options: Partial<ClientOptions> = {}): Page {
    const client = createClient({
      accountId: this.server.accountId,
      memberId: this.member,
      kinds,
      commands: commandNamed,
      linking: createLinking(),
      transport: this.server.transport(this.member),
      fetchChunks: async (request) => this.server.chunks(this.member, request),
      query: async () => null,
      storage: memoryStorage(newId()),
      compression: { gzip: async (bytes) => bytes, gunzip: async (bytes) => bytes },
      timers: this.timers,
      now: () => 5_000,
      fillRandom: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
      onError: (error) => this.errors.push(error),
      ...options,
    })
    client.onRefusal((refusal) => this.refusals.push(refusal))
    return new Page(this, client)
  }

  /** The same with its board open and everything there. */
  async openPage(options: Partial<ClientOptions> = {}): Promise<Page> {
    const page = this.page(options)
    await this.server.deliver()
    return page
  }

  /** Somebody else sets the title of an item. */
  rename(row: number, title: string): void {
    const { board } = this
    this.server.run(
      'item.setCells',
      { board, column: 'title', rows: [row], values: [title] },
      this.server.as(this.owner),
    )
  }

  /** Brings the server back and lets clients find it. */
  async reconnect(): Promise<void> {
    await this.server.deliver()
    this.server.reachable = true
    this.timers.pass(60_000)
    await this.server.deliver()
  }

  /** Makes the server unreachable. */
  async disconnect(): Promise<void> {
    this.server.cut()
    await this.server.deliver()
  }

  title(row: number): Json {
    return this.server.board(this.scope).system(row, 'title')
  }
}

/** One page with the board open. */
export class Page {
  readonly client: Client
  handle: ScopeHandle
  private readonly stage: Stage

  constructor(stage: Stage, client: Client) {
    this.stage = stage
    this.client = client
    this.handle = client.open(stage.scope)
  }

  get state(): BoardState {
    return must(this.handle.state, 'the board') as BoardState
  }

  title(row: number): Json {
    return this.state.system(row, 'title')
  }

  run(command: string, args: object): Promise<Answer> {
    return this.client.run(command, { board: this.stage.board, ...args } as Json).done
  }

  rename(row: number, title: string): Promise<Answer> {
    return this.run('item.setCells', { column: 'title', rows: [row], values: [title] })
  }
}
