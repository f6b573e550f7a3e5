import { chunkCount, decodeChunks, encodeChunk } from '@fulcrum/columnar'
import { BoardState, scopeOf, systemLanes, tablesInScope } from '@fulcrum/domain'
import type { Fields, KindRegistry } from '@fulcrum/domain'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { setImmediate as turn } from 'node:timers/promises'
import type { StoredCheckpoint, StoredChunk } from '../storage/checkpoints.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

type Records = readonly (readonly [table: string, id: string, fields: Fields])[]

/** The lanes of a board that hold what was written, those of columns that are in the trash too. */
export function writtenLanes(board: BoardState): string[] {
  const own = board.columns().flatMap(({ lanes }) => lanes.filter(({ own }) => own).map(({ key }) => key))
  return [...new Set([...systemLanes.map(({ key }) => key), ...own])]
}

/**
 * A board as a checkpoint. Encoding has its turns, between which the board may go on: what the checkpoint holds is at least as
 * old as its `version` and no newer than its `until`, and becomes right with the changes after `version`.
 */
export async function toCheckpoint(board: BoardState, at: number): Promise<StoredCheckpoint> {
  const { version, boardId, rowCount } = board
  const records: Records = tablesInScope('board').flatMap((table) =>
    [...board.records(table)].map(([id, fields]) => [table, id, fields] as const),
  )
  const chunks: StoredChunk[] = []
  const count = chunkCount(board.items)
  for (const lane of writtenLanes(board)) {
    for (let chunk = 0; chunk < count; chunk++) {
      const bytes = encodeChunk(board.items, lane, chunk)
      const body = await compress(bytes, { level: 4 })
      chunks.push({ lane, chunk, hash: createHash('sha256').update(bytes).digest('base64url'), body })
      await turn()
    }
  }
  const packed = await compress(JSON.stringify(records))
  return { board: boardId, version, until: board.version, at, rowCount, records: packed, chunks }
}

/** The board of a checkpoint, without what is derived; `settle` must follow before it is asked for what is live. */
export async function fromCheckpoint(checkpoint: StoredCheckpoint, kinds: KindRegistry): Promise<BoardState> {
  const board = new BoardState(scopeOf('board', checkpoint.board), kinds)
  board.derived.deriveLater()
  // @NOTE the records were written by `toCheckpoint`.
  const records = JSON.parse((await decompress(checkpoint.records)).toString()) as Records
  for (const [table, id, fields] of records) board.load(table, id, fields)
  const chunks = await Promise.all(
    checkpoint.chunks.map(async ({ lane, chunk, body }) => ({ lane, chunk, bytes: await decompress(body) })),
  )
  const known = chunks.filter(({ lane }) => board.items.hasLane(lane))
  // The last rows first, so that a lane grows once; a turn for everything else between them.
  for (const part of known.sort((left, right) => right.chunk - left.chunk)) {
    decodeChunks(board.items, [part])
    await turn()
  }
  board.itemsLoaded()
  board.version = checkpoint.version
  return board
}

/** Rows whose place is decided in one turn. */
const settleRows = 8_192

/** Decides of all items of a board which are live, in turns. */
export async function settleAll(board: BoardState): Promise<void> {
  for (let from = 0; from < board.rowCount; from += settleRows) {
    board.settle(from, from + settleRows)
    await turn()
  }
}
