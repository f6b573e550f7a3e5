import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import { decodeChunks } from '@fulcrum/columnar'
import { BoardState, KindRegistry } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { columnKinds } from '@fulcrum/columns'
import { readChunks } from '@fulcrum/protocol'
import type { OpenedMessage, ServerMessage, WireChange } from '@fulcrum/protocol'
import { connect, openScope } from './sockets.ts'
import type { BenchSocket } from './sockets.ts'
import type { BenchWorld } from './world.ts'

const unzip = promisify(gunzip)

/** A client's copy of a board, kept as the client keeps it: records, chunks, then changes. */
export class BoardReplica {
  readonly board: BoardState
  readonly bytes: number
  readonly version: number
  readonly fingerprint: string
  private readonly socket: BenchSocket
  private readonly waiting = new Set<() => void>()

  private constructor(board: BoardState, socket: BenchSocket, opened: OpenedMessage, bytes: number) {
    this.board = board
    this.socket = socket
    this.bytes = bytes
    this.version = opened.version
    this.fingerprint = opened.fingerprint
  }

  /** Opens the world's board and fetches all of it but the ids, which a client asks for when it needs one. */
  static async open(world: BenchWorld): Promise<BoardReplica> {
    const early: ServerMessage[] = []
    let take = (message: ServerMessage): void => {
      early.push(message)
    }
    const socket = await connect(world, (frame) => take(JSON.parse(frame.toString()) as ServerMessage))
    const opened = await openScope(socket, { scope: world.scope })
    if (opened.t !== 'opened') throw new Error('the board was not opened whole')
    const { board, bytes } = await fetchBoard(world, opened)
    const replica = new BoardReplica(board, socket, opened, bytes)
    take = (message) => replica.take(message)
    for (const message of early) replica.take(message)
    return replica
  }

  /** Resolves as soon as a condition on the board holds. */
  until(holds: () => boolean): Promise<void> {
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

  close(): void {
    this.socket.close()
  }

  private take(message: ServerMessage): void {
    if (message.t !== 'changes') return
    applyChanges(this.board, message.changes)
    for (const check of this.waiting) check()
  }
}

/** Takes changes of the server into a board. */
export function applyChanges(board: BoardState, changes: readonly WireChange[]): void {
  for (const { version, more, patches = [], at = 0, actor = null } of changes) {
    if (version <= board.version) continue
    // @NOTE an actor is always a member's id.
    board.apply({ version: more ? board.version : version, patches, at, actor: actor as never })
  }
}

/** The items of an opened board, ready to filter. */
export async function fetchBoard(
  { server, browser, scope }: Pick<BenchWorld, 'server' | 'browser' | 'scope'>,
  opened: OpenedMessage,
): Promise<{ readonly board: BoardState; readonly bytes: number }> {
  const board = new BoardState(scope as Scope, new KindRegistry(columnKinds))
  for (const [table, id, fields] of opened.records) board.load(table, id, fields)
  board.version = opened.version
  const lanes = (opened.chunks?.lanes ?? []).map(({ key }) => key).filter((key) => key !== 'id')
  const query = new URLSearchParams({ scope, version: String(opened.version), lanes: lanes.join(',') })
  const response = await fetch(`${server.url}/sync/chunks?${query}`, { headers: { cookie: browser.cookie } })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const chunks = readChunks(bytes)
  const bodies = await Promise.all(chunks.map(({ body }) => unzip(body)))
  decodeChunks(
    board.items,
    chunks.map(({ lane, chunk }, at) => ({ lane, chunk, bytes: bodies[at] ?? new Uint8Array(0) })),
  )
  board.itemsLoaded()
  return { board, bytes: bytes.length }
}
