import { LIVE_LANE, chunkCount, encodeChunk } from '@fulcrum/columnar'
import { systemLanes } from '@fulcrum/domain'
import type { BoardSight, BoardState } from '@fulcrum/domain'
import { frameChunk } from '@fulcrum/protocol'
import type { ChunkManifest } from '@fulcrum/protocol'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

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

interface CachedChunk {
  readonly epoch: number
  readonly framed: Promise<Uint8Array>
}

/**
 * Compressed chunks, kept until the cells in them change. Rights choose chunks, they never make new ones, so everybody who
 * may have a lane gets the same bytes.
 */
export class ChunkCache {
  private readonly boards = new WeakMap<BoardState, Map<string, CachedChunk>>()

  /** One chunk of one lane as it goes on the wire. */
  get(board: BoardState, lane: string, chunk: number): Promise<Uint8Array> {
    const cached = this.boards.get(board) ?? new Map<string, CachedChunk>()
    this.boards.set(board, cached)
    const key = `${lane}/${chunk}`
    const epoch = board.items.chunkEpoch(lane, chunk)
    const known = cached.get(key)
    if (known?.epoch === epoch) return known.framed
    const bytes = encodeChunk(board.items, lane, chunk)
    const framed = compress(bytes, { level: 4 }).then((body) => frameChunk({ lane, chunk, body }))
    cached.set(key, { epoch, framed })
    return framed
  }
}
