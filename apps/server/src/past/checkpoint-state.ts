import { chunkCount, encodeChunk } from '@fulcrum/columnar'
import { systemLanes, tablesInScope } from '@fulcrum/domain'
import type { BoardState, Fields } from '@fulcrum/domain'
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

/** The records of a checkpoint. */
export async function readRecords(checkpoint: StoredCheckpoint): Promise<Records> {
  // @NOTE they were written by `toCheckpoint`.
  return JSON.parse((await decompress(checkpoint.records)).toString()) as Records
}
