import { chunkCount, encodeChunk } from '@fulcrum/columnar'
import { columnKinds } from '@fulcrum/columns'
import {
  BoardState,
  DomainError,
  KindRegistry,
  ScopeState,
  boardSight,
  commandNamed,
  memberPrincipal,
  must,
  parseArgs,
  runCommand,
  scopeKind,
  scopeOf,
  systemLanes,
  tablesInScope,
  touchedRows,
  uuidV7,
  visiblePatches,
  visibleRecords,
} from '@fulcrum/domain'
import type { AccountId, CommandEnv, Json, MemberId, Patch, Principal, Scope } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { Answer, ClientMessage, ServerMessage, Viewport, WireChange } from '@fulcrum/protocol'
import type { ChunkAnswer, ChunkRequest, ConnectionHandlers, Transport } from '../ports.ts'

export const kinds = new KindRegistry(columnKinds)

/** Every runtime of the tests has it; the types of browsers, with which pages' tests are read too, do not. */
declare function setImmediate(call: (value: unknown) => void): unknown

let made = 0

/** An id for tests. */
export function newId(): string {
  return uuidV7((made += 1), (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>))
}

interface Session {
  readonly member: MemberId
  readonly handlers: ConnectionHandlers
  readonly sights: Map<Scope, string | null>
  client: string
}

/**
 * A server in memory that speaks the protocol and runs the real commands, without a database. Frames wait until `deliver`;
 * `cut` loses those on their way.
 */
export class FakeServer {
  readonly accountId = newId() as AccountId
  readonly states = new Map<Scope, ScopeState>()
  readonly log: (WireChange & { readonly scope: Scope })[] = []
  /** What arrived, for tests of what was sent. */
  readonly received: ClientMessage[] = []
  readonly answers = new Map<string, Answer>()
  now = 1_000_000
  reachable = true
  /** Frames of these types are lost. */
  readonly losing = new Set<ServerMessage['t']>()
  /** What `gone` and changes wait for; chunks are made when they are asked for. */
  private frames: (() => void)[] = []
  private readonly sessions = new Set<Session>()

  readonly system: Principal = { kind: 'system', memberId: null }

  transport(member: MemberId): Transport {
    return {
      connect: (handlers) => {
        const session: Session = { member, handlers, sights: new Map(), client: '' }
        const live = () => this.sessions.has(session)
        this.frames.push(() => {
          if (!this.reachable) return handlers.onClose()
          this.sessions.add(session)
          handlers.onOpen()
        })
        return {
          send: (text) => this.frames.push(() => live() && this.receive(session, JSON.parse(text) as ClientMessage)),
          close: () => void this.sessions.delete(session),
        }
      },
    }
  }

  /** Lets everything that is on its way arrive, and what that brings about. */
  async deliver(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      const frames = this.frames.splice(0)
      for (const frame of frames) frame()
      quiet = frames.length > 0 ? 0 : quiet + 1
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Cuts every socket; frames on their way are lost. */
  cut(reachable = false): void {
    this.reachable = reachable
    this.frames = []
    const sessions = [...this.sessions]
    this.sessions.clear()
    for (const { handlers } of sessions) this.frames.push(handlers.onClose)
  }

  /** Runs a command for somebody who is not a client of the test. */
  run(command: string, args: object, principal: Principal = this.system): Extract<Answer, { ok: true }> {
    const answer = this.execute(principal, command, args, {})
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer
  }

  as(member: MemberId): Principal {
    return must(memberPrincipal(this.state(scopeOf('account', this.accountId)), member), 'a member')
  }

  board(scope: Scope): BoardState {
    return this.state(scope) as BoardState
  }

  chunks(member: MemberId, { scope, lanes, from, to }: ChunkRequest): ChunkAnswer {
    const board = this.board(scope)
    const hidden = must(boardSight(this.as(member), board), 'the right to read').hiddenColumns
    const allowed = lanes.filter((lane) => ![...hidden].some((number) => lane === `c${number}`))
    const chunks = allowed.flatMap((lane) =>
      Array.from({ length: Math.min(to, chunkCount(board.items)) - from }, (_, index) => ({
        lane,
        chunk: from + index,
        body: encodeChunk(board.items, lane, from + index),
      })),
    )
    return { version: board.version, chunks }
  }

  say(scope: Scope, message: ServerMessage): void {
    for (const session of this.sessions) if (session.sights.has(scope)) this.send(session, message)
  }

  private state(scope: Scope): ScopeState {
    const known = this.states.get(scope)
    if (known) return known
    const state = scopeKind(scope) === 'board' ? new BoardState(scope, kinds) : new ScopeState(scope)
    this.states.set(scope, state)
    return state
  }

  private receive(session: Session, message: ClientMessage): void {
    this.received.push(message)
    const { client } = session
    const handlers: { readonly [T in ClientMessage['t']]: (message: Extract<ClientMessage, { t: T }>) => void } = {
      hello: (hello) => {
        session.client = hello.client
        const lastN = Math.max(0, ...[...this.answers.keys()].map((key) => Number(key.split('|')[1])))
        const { accountId: account, now } = this
        const { member } = session
        this.send(session, { t: 'welcome', protocol: protocolVersion, account, member, lastN, now })
      },
      open: (open) => this.open(session, open),
      close: ({ scope }) => void session.sights.delete(scope),
      run: ({ n, command, args }) => {
        const key = `${client}|${n}`
        const answer =
          this.answers.get(key) ?? this.execute(this.as(session.member), command, args as object, { client, n })
        this.answers.set(key, answer)
        this.send(session, { t: 'answer', n, ...answer })
      },
      presence: ({ scope, cell }) =>
        this.say(scope, { t: 'presence', scope, people: [{ member: session.member, client, cell }] }),
      // Texts of docs are tried with the server that there is.
      'doc.sync': () => undefined,
      'doc.update': () => undefined,
      'doc.cursor': () => undefined,
    }
    handlers[message.t](message as never)
  }

  private open(session: Session, { scope, version, fingerprint, view }: Extract<ClientMessage, { t: 'open' }>): void {
    const state = this.state(scope)
    const board = state instanceof BoardState ? state : null
    const sight = board && boardSight(this.as(session.member), board)
    if (board && !sight) return this.send(session, { t: 'gone', scope, reason: 'no-access' })
    const print = sight?.fingerprint ?? 'all'
    session.sights.set(scope, sight?.fingerprint ?? null)
    if (version !== undefined && fingerprint === print) {
      this.send(session, { t: 'resumed', scope, version })
      for (const change of this.missed(session, scope, version))
        this.send(session, { t: 'changes', scope, changes: [change] })
      return
    }
    const tables = tablesInScope(scopeKind(scope))
    const records = board
      ? visibleRecords(board, tables, must(sight), session.member)
      : tables.flatMap((table) => [...state.records(table)].map(([id, fields]) => [table, id, fields] as const))
    const lanes = board
      ? [
          ...systemLanes.map(({ key, type }) => ({ key, type: String(type) })),
          { key: '$live', type: 'boolean' },
          ...board
            .columns()
            .filter(({ number }) => !sight?.hiddenColumns.has(number))
            .flatMap((column) => column.lanes.filter(({ own }) => own)),
        ]
      : []
    const chunks = board && { rowCount: board.rowCount, chunks: chunkCount(board.items), lanes }
    this.send(session, {
      t: 'opened',
      scope,
      version: state.version,
      fingerprint: print,
      records,
      ...(chunks && { chunks }),
      ...(board && chunks && view && { viewport: firstRows(board, chunks.lanes) }),
    })
  }

  private execute(
    principal: Principal,
    name: string,
    rawArgs: object,
    from: { readonly client?: string; readonly n?: number },
  ): Answer {
    try {
      const command = must(commandNamed(name), name)
      const args = parseArgs(command, command.version, rawArgs)
      const { lock, look = [] } = command.reads(args, this.accountId)
      const states = new Map([...lock, ...look].map((scope) => [scope, this.state(scope)]))
      this.now += 1
      const env: CommandEnv = {
        accountId: this.accountId,
        principal,
        now: this.now,
        timeZone: 'UTC',
        kinds,
        newId,
        random: Math.random,
        changes: [],
      }
      const { writes, result } = runCommand(command, args, states, env)
      const change = newId()
      const versions: Record<string, number> = {}
      for (const { scope, patches } of writes) {
        versions[scope] = this.commit(scope, patches, { id: change, actor: principal.memberId, command: name, ...from })
      }
      return { ok: true, ...(writes.length > 0 && { change }), versions, result }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return { ok: false, code: error.code, message: error.message, details: error.details }
    }
  }

  private commit(scope: Scope, patches: readonly Patch[], about: Omit<WireChange, 'version'>): number {
    const state = this.state(scope)
    const change = { ...about, version: state.version + 1, at: this.now, patches }
    state.apply({ ...change, actor: (about.actor ?? null) as MemberId | null })
    this.log.push({ ...change, scope })
    for (const session of this.sessions) {
      if (!session.sights.has(scope)) continue
      const sight = state instanceof BoardState ? boardSight(this.as(session.member), state) : null
      if (state instanceof BoardState && sight?.fingerprint !== session.sights.get(scope)) {
        session.sights.delete(scope)
        this.send(session, { t: 'gone', scope, reason: sight ? 'reset' : 'no-access' })
      } else this.send(session, { t: 'changes', scope, changes: this.seen(session, scope, [change]) })
    }
    return change.version
  }

  /** What was missed as one change in two parts, as far as there is something to divide. */
  private missed(session: Session, scope: Scope, since: number): WireChange[] {
    const state = this.state(scope)
    const changes = this.log.filter((change) => change.scope === scope && change.version > since)
    if (changes.length === 0) return []
    const { version } = state
    const patches = this.seen(session, scope, changes).flatMap((change) => change.patches ?? [])
    const confirms = changes.flatMap(({ client, n }) => (client === session.client && n !== undefined ? [n] : []))
    const half = Math.floor(patches.length / 2)
    return [
      ...(half > 0 ? [{ version, since, more: true, patches: touched(state, patches.slice(0, half)) } as const] : []),
      { version, since, patches: touched(state, patches.slice(half)), confirms },
    ]
  }

  private seen(session: Session, scope: Scope, changes: readonly WireChange[]): WireChange[] {
    const state = this.state(scope)
    const sight = state instanceof BoardState ? boardSight(this.as(session.member), state) : null
    return changes.map((change) => {
      if (!(state instanceof BoardState) || !sight) return change
      const patches = visiblePatches(change.patches ?? [], sight, session.member, state)
      return patches.length > 0 ? { ...change, patches } : { version: change.version }
    })
  }

  private send(session: Session, message: ServerMessage): void {
    const text = JSON.stringify(message)
    if (this.losing.has(message.t)) return
    this.frames.push(() => {
      if (this.sessions.has(session)) session.handlers.onMessage(text)
    })
  }
}

/** All rows, whatever the view: the tests' boards are small. */
function firstRows(board: BoardState, lanes: readonly { readonly key: string }[]): Viewport {
  const rows = Array.from({ length: board.rowCount }, (_, row) => row)
  const keys = lanes.flatMap(({ key }) => (board.items.hasLane(key) ? [key] : []))
  return {
    count: rows.length,
    groups: [{ key: null, count: rows.length, rows }],
    lanes: keys,
    values: rows.map((row) => [row, keys.map((key) => board.items.get(key, row) as Json)]),
  }
}

/** Patches with who touched their items last, as the state says it. */
function touched(state: ScopeState, patches: readonly Patch[]): readonly Patch[] {
  const rows = touchedRows(patches)
  if (!(state instanceof BoardState) || rows.length === 0) return patches
  const said = (column: 'updatedAt' | 'updatedBy'): Patch => ({
    op: 'cells',
    column,
    rows,
    values: rows.map((row) => state.system(row, column)),
  })
  return [...patches, said('updatedAt'), said('updatedBy')]
}
