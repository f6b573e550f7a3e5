import { createClient, memoryStorage } from '@fulcrum/client'
import type { ChunkPort, Client, Connection, ConnectionHandlers, Transport } from '@fulcrum/client'
import { createLinking } from '@fulcrum/client/linking'
import { chunkCount, encodeChunk, LIVE_LANE } from '@fulcrum/columnar'
import { BoardState, DomainError, scopeKind, scopeOf, systemLanes, uuidV7 } from '@fulcrum/domain'
import type { CommandLookup } from '@fulcrum/client'
import type { KindRegistry, Scope } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { ChunkManifest, ClientMessage, ServerMessage, ShownBoard } from '@fulcrum/protocol'

/** A client of one board that came as a whole. It keeps nothing, and nothing that is done with it goes anywhere. */
export interface StillClient {
  readonly client: Client
  /** Shows the board as it is by now. */
  readonly show: (shown: ShownBoard) => void
}

const fillRandom = (bytes: Uint8Array): void => void crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)

/** Makes one. `kinds` must be here for every column of the board. */
export function createStillClient(
  first: ShownBoard,
  kinds: KindRegistry,
  commands: Promise<CommandLookup>,
): StillClient {
  let server = serverOf(first, kinds, 1)
  let version = 1
  const open = new Set<Scope>()
  let tell: (message: ServerMessage) => void = () => undefined
  const transport: Transport = {
    connect: (handlers) => {
      const answer = connection(handlers, (message) => {
        if (message.t === 'hello') tell(server.welcome)
        else if (message.t === 'open') {
          open.add(message.scope)
          tell(server.opened(message.scope))
          const linked = server.linked(message.scope)
          if (linked !== null) tell(linked)
        } else if (message.t === 'close') open.delete(message.scope)
        else if (message.t === 'run') {
          const { code, message: text, details } = refused()
          tell({ t: 'answer', n: message.n, ok: false, code, message: text, details })
        }
      })
      tell = answer.tell
      return answer.connection
    },
  }
  const fetchChunks: ChunkPort = async ({ lanes, from, to }) => server.chunks(lanes, from, to)
  const client = createClient({
    accountId: first.account,
    memberId: first.viewer,
    kinds,
    commands,
    linking: createLinking(),
    transport,
    fetchChunks,
    query: () => Promise.reject(refused()),
    storage: memoryStorage(uuidV7(Date.now(), fillRandom)),
    // What is already here need not be made smaller.
    compression: { gzip: async (bytes) => bytes, gunzip: async (bytes) => bytes },
    timers: {
      setTimeout: (call, delayMs) => setTimeout(call, delayMs),
      // @NOTE what `setTimeout` gave.
      clearTimeout: (timer) => clearTimeout(timer as number),
    },
    now: () => Date.now(),
    fillRandom,
    onError: (error) => reportError(error),
  })
  return {
    client,
    show: (shown) => {
      version += 1
      server = serverOf(shown, kinds, version)
      for (const scope of open) tell({ t: 'gone', scope, reason: 'reset' })
    },
  }
}

/** What a server would say of the board. */
function serverOf(shown: ShownBoard, kinds: KindRegistry, version: number) {
  const board = boardOf(shown, kinds)
  const lanes: ChunkManifest['lanes'] = [
    ...systemLanes.map(({ key, type }) => ({ key, type })),
    { key: LIVE_LANE, type: 'boolean' },
    ...board
      .columns()
      .flatMap((column) => column.lanes.filter(({ own }) => own).map(({ key, type }) => ({ key, type: String(type) }))),
  ]
  const chunks: ChunkManifest = { rowCount: board.rowCount, chunks: chunkCount(board.items), lanes }
  const welcome: ServerMessage = {
    t: 'welcome',
    protocol: protocolVersion,
    account: shown.account,
    member: shown.viewer,
    lastN: 0,
    now: Date.now(),
  }
  const fingerprint = `still:${version}`
  return {
    welcome,
    opened: (scope: Scope): ServerMessage => {
      const about = { t: 'opened', scope, version, fingerprint } as const
      if (scope === board.scope) return { ...about, records: shown.records.board, chunks }
      if (scopeKind(scope) === 'account') return { ...about, records: shown.records.account }
      if (scope === scopeOf('user', shown.viewer)) return { ...about, records: [] }
      return { t: 'gone', scope, reason: 'no-access' }
    },
    /** Without anything told, what cells name elsewhere is on its way for ever. */
    linked: (scope: Scope): ServerMessage | null => (scope === board.scope ? (shown.linked ?? null) : null),
    chunks: (wanted: readonly string[], from: number, to: number) => ({
      version,
      chunks: wanted.flatMap((lane) =>
        Array.from({ length: Math.max(0, Math.min(to, chunks.chunks) - from) }, (_, index) => ({
          lane,
          chunk: from + index,
          body: encodeChunk(board.items, lane, from + index),
        })),
      ),
    }),
  }
}

function boardOf({ board: id, records, rows, cells }: ShownBoard, kinds: KindRegistry): BoardState {
  const board = new BoardState(scopeOf('board', id), kinds)
  for (const [table, record, fields] of records.board) board.load(table, record, fields)
  board.loadCells(cells.map(([column, values]) => [column, rows, values]))
  board.settle(0, board.rowCount)
  return board
}

/** A socket whose other end is here. Nothing is told before the one who asked has gone on. */
function connection(handlers: ConnectionHandlers, take: (message: ClientMessage) => void) {
  let isOpen = true
  const soon = (work: () => void): void => void setTimeout(() => isOpen && work(), 0)
  soon(handlers.onOpen)
  const connected: Connection = {
    // @NOTE the client's own words.
    send: (text) => take(JSON.parse(text) as ClientMessage),
    close: () => {
      isOpen = false
    },
  }
  return {
    connection: connected,
    tell: (message: ServerMessage) => soon(() => handlers.onMessage(JSON.stringify(message))),
  }
}

function refused(): DomainError {
  return new DomainError('forbidden', 'This page is only for reading.')
}
