import { LIVE_LANE, chunkCount, encodeChunk } from '@fulcrum/columnar'
import { systemLanes } from '@fulcrum/domain'
import type { BoardSight, BoardState } from '@fulcrum/domain'
import { frameChunk } from '@fulcrum/protocol'
import type { ChunkManifest } from '@fulcrum/protocol'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Slices } from './slices.ts'

const compress = promisify(gzip)

/** The lanes of a board that somebody with this sight may have, and how many chunks each has. */
export function chunkManifest(board: BoardState, sight: BoardSight): ChunkManifest {
  const own = board
    .columns()
    .filter((column) => !sight.hiddenColumns.has(column.number))
    .flatMap((column) => column.lanes.filter((lane) => lane.own).map(({ key, type }) => ({ key, type })))
  return {
    rowCount: board.rowCount,
    chunks: chunkCount(board.items),
    lanes: [...systemLanes.map(({ key, type }) => ({ key, type })), { key: LIVE_LANE, type: 'boolean' }, ...own],
  }
}

/** One chunk of one lane as it goes on the wire, with the hash of its contents. */
export interface CachedChunk {
  readonly framed: Uint8Array
  readonly hash: string
}

/**
 * Compressed chunks, kept until the cells in them change. Rights choose chunks, they never make new ones, so everybody who
 * may have a lane gets the same bytes. Encoding is sliced, compressing is off the main thread.
 */
export class ChunkCache {
  private readonly boards = new WeakMap<
    BoardState,
    Map<string, { readonly epoch: number; readonly made: Promise<CachedChunk> }>
  >()
  private readonly slices = new Slices()

  /** One chunk of one lane, at least as new as the board is now. */
  get(board: BoardState, lane: string, chunk: number): Promise<CachedChunk> {
    const cached = this.boards.get(board) ?? new Map<string, { epoch: number; made: Promise<CachedChunk> }>()
    this.boards.set(board, cached)
    const key = `${lane}/${chunk}`
    const epoch = board.items.chunkEpoch(lane, chunk)
    const known = cached.get(key)
    if (known?.epoch === epoch) return known.made
    const made = this.make(board, lane, chunk)
    cached.set(key, { epoch, made })
    made.catch(() => cached.delete(key))
    return made
  }

  private async make(board: BoardState, lane: string, chunk: number): Promise<CachedChunk> {
    const body = await compress(await this.slices.run(() => encodeChunk(board.items, lane, chunk)), { level: 4 })
    return {
      framed: frameChunk({ lane, chunk, body }),
      hash: createHash('sha1').update(body).digest('base64url'),
    }
  }
}

/** The name of a whole answer: equal where every chunk of it is, on every node and after every restart. */
export function chunksTag(chunks: readonly CachedChunk[]): string {
  const all = createHash('sha1')
  for (const { hash } of chunks) all.update(hash)
  return `"${all.digest('base64url')}"`
}
