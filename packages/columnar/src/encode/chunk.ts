import { ColumnarError } from '../errors.ts'
import { LANE_KINDS } from '../lanes/all.ts'
import { LIVE_LANE, type Table } from '../table.ts'
import { CHUNK_ROWS, MAX_ROWS } from '../types.ts'
import { badChunk, ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { readBits, writeBits } from './presence-codec.ts'

/** First byte of every chunk; rises when the format changes. */
const FORMAT = 1
const LIVE_WIRE_NUMBER = 0

/** How many chunks hold the rows of a table. */
export function chunkCount(table: Table): number {
  return Math.ceil(table.rowCount / CHUNK_ROWS)
}

/**
 * The cells of one lane (or, for `LIVE_LANE`, which rows are live) in rows `chunk * CHUNK_ROWS` and on, as bytes meant
 * to be compressed by the caller.
 *
 *     chunk = format u8 | lane type u8 | number of rows varint | cells, as the lane writes them
 */
export function encodeChunk(table: Table, laneKey: string, chunk: number): Uint8Array {
  const from = chunkStart(chunk)
  const to = Math.max(from, Math.min(from + CHUNK_ROWS, table.rowCount))
  const out = new ByteWriter()
  out.byte(FORMAT)
  if (laneKey === LIVE_LANE) {
    out.byte(LIVE_WIRE_NUMBER)
    out.varint(to - from)
    writeBits(out, table.liveness.subarray(from, to))
    return out.finish()
  }
  const lane = table.laneOf(laneKey)
  out.byte(LANE_KINDS[lane.type].wireNumber)
  out.varint(to - from)
  lane.encode(from, to, out)
  return out.finish()
}

/** A chunk on its way into a table. */
export interface ChunkBytes {
  readonly lane: string
  readonly chunk: number
  readonly bytes: Uint8Array
}

/** Replaces the cells of one chunk of a lane by decoded ones. Throws ColumnarError, and changes nothing, on bad bytes. */
export function decodeChunk(table: Table, laneKey: string, chunk: number, bytes: Uint8Array): void {
  decodeChunks(table, [{ lane: laneKey, chunk, bytes }])
}

/** Like `decodeChunk` for many at once: all or none, and views are told once. */
export function decodeChunks(table: Table, chunks: readonly ChunkBytes[]): void {
  const read = chunks.map((chunk) => ({ lane: chunk.lane, chunk: chunk.chunk, ...readChunk(table, chunk) }))
  // The last rows first, so that each lane grows once.
  table.replaceChunks(read.sort((left, right) => right.chunk - left.chunk))
}

function readChunk(table: Table, { lane: laneKey, chunk, bytes }: ChunkBytes): { rowEnd: number; store: () => void } {
  const from = chunkStart(chunk)
  const input = new ByteReader(bytes)
  if (input.byte() !== FORMAT) throw badChunk('it is of another version')
  const wireNumber = input.byte()
  const expected = laneKey === LIVE_LANE ? LIVE_WIRE_NUMBER : LANE_KINDS[table.laneOf(laneKey).type].wireNumber
  if (wireNumber !== expected) throw badChunk('it is of another type of lane')
  const count = input.varint()
  if (count > CHUNK_ROWS) throw badChunk('it has too many rows')
  const store =
    laneKey === LIVE_LANE ? readLiveness(table, from, count, input) : readLane(table, laneKey, from, count, input)
  input.end()
  return { rowEnd: from + count, store }
}

function readLiveness(table: Table, from: number, count: number, input: ByteReader): () => void {
  const flags = readBits(input, count)
  return () => table.replaceLiveness(from, flags)
}

function readLane(table: Table, key: string, from: number, count: number, input: ByteReader): () => void {
  const lane = table.laneOf(key)
  const store = lane.decode(from, count, input)
  return () => {
    store()
    const end = Math.min(from + CHUNK_ROWS, table.rowCount)
    for (let row = from + count; row < end; row++) if (lane.get(row) !== null) lane.set(row, null)
  }
}

function chunkStart(chunk: number): number {
  if (!Number.isInteger(chunk) || chunk < 0 || chunk >= MAX_ROWS / CHUNK_ROWS) {
    throw new ColumnarError('bad_chunk', `${String(chunk)} is not a chunk.`)
  }
  return chunk * CHUNK_ROWS
}
