import { LIVE_LANE, decodeChunks } from '@fulcrum/columnar'
import type { ChunkBytes } from '@fulcrum/columnar'
import { DomainError } from '@fulcrum/domain'
import type { BoardState, Scope } from '@fulcrum/domain'
import type { WireChange, WireChunk } from '@fulcrum/protocol'
import { firstLanes } from './chunk-plan.ts'
import type { ChunkAnswer, ChunkPort, Compression, Timers } from './ports.ts'

export interface ChunkLoadOptions {
  readonly scope: Scope
  /** The version at which the board was opened; chunks are as new or newer. */
  readonly version: number
  readonly chunks: number
  /** The lanes by request, in order. */
  readonly plan: readonly (readonly string[])[]
  readonly fetchChunks: ChunkPort
  readonly compression: Compression
  readonly timers: Timers
  /** Changes the confirmed state. */
  readonly mutate: (change: (board: BoardState) => void) => void
  /** Called within `mutate`, after chunks were put in place. */
  readonly onDecoded: (board: BoardState, chunks: readonly WireChunk[]) => void
  readonly onStep: () => void
  /** The chunks are refused: the rights changed, or this client asks for nonsense. */
  readonly onRefused: (error: DomainError) => void
}

/** The items of a board on their way. */
export interface ChunkLoad {
  /** Rows, groups and order are here: the board can be drawn and worked on. */
  readonly usable: boolean
  readonly done: boolean
  /** Share of the chunks that are here, 0 to 1. */
  readonly progress: number
  /** Remembers changes that the state took, so that older chunks which come later do not undo them. */
  readonly note: (changes: readonly WireChange[]) => void
  readonly start: () => void
  readonly cancel: () => void
}

const parallelRequests = 2
const retryMs = 300
const longestRetryMs = 10_000

/**
 * Fetches and decodes the chunks of a board. A chunk may be older or newer than the state by then. Patches are absolute, so
 * applying once more all that came since the chunk's version, in order, gives the state's version again; and a chunk that is
 * newer becomes right with the changes that are still to come.
 */
export function createChunkLoad(options: ChunkLoadOptions): ChunkLoad {
  const { scope, version, chunks, plan, timers } = options
  const since: WireChange[] = []
  const missing = new Set(chunks === 0 ? [] : plan.flat())
  const total = missing.size
  const queue = chunks === 0 ? [] : [...plan]
  const cancelling = { done: false }

  async function work(): Promise<void> {
    for (let lanes = queue.shift(); lanes && !cancelling.done; lanes = queue.shift()) await fetchLanes(lanes)
  }

  async function fetchLanes(lanes: readonly string[]): Promise<void> {
    for (let delayMs = retryMs; !cancelling.done; delayMs = Math.min(delayMs * 2, longestRetryMs)) {
      try {
        const answer = await options.fetchChunks({ scope, version, lanes, from: 0, to: chunks })
        if (answer.version >= version) {
          for (const lane of lanes) await storeLane(lane, answer)
          return
        }
      } catch (error) {
        if (error instanceof DomainError && error.code !== 'unavailable') {
          if (!cancelling.done) options.onRefused(error)
          return
        }
      }
      await new Promise<void>((resolve) => timers.setTimeout(resolve, delayMs))
    }
  }

  /** One lane at a time: while the next one is decompressed, the page draws and hears. */
  async function storeLane(lane: string, answer: ChunkAnswer): Promise<void> {
    const { gunzip } = options.compression
    const chunks = answer.chunks.filter((each) => each.lane === lane)
    const decompressed = await Promise.all(
      chunks.map(async ({ chunk, body }) => ({ lane, chunk, bytes: await gunzip(body) })),
    )
    if (!cancelling.done) store(lane, { ...answer, chunks }, decompressed)
  }

  function store(lane: string, answer: ChunkAnswer, decompressed: readonly ChunkBytes[]): void {
    options.mutate((board) => {
      if (lane === LIVE_LANE || board.items.hasLane(lane)) decodeChunks(board.items, decompressed)
      board.itemsLoaded()
      options.onDecoded(board, answer.chunks)
      for (const change of since) {
        if (change.version > answer.version) board.patch(change.patches ?? [], change.at ?? 0, change.actor ?? null)
      }
      missing.delete(lane)
    })
    options.onStep()
  }

  return {
    get usable() {
      return !firstLanes.some((lane) => missing.has(lane))
    },
    get done() {
      return missing.size === 0
    },
    get progress() {
      return total === 0 ? 1 : 1 - missing.size / total
    },
    note: (changes) => {
      if (missing.size > 0) since.push(...changes)
    },
    start: () => {
      for (let worker = 0; worker < parallelRequests; worker++) void work()
    },
    cancel: () => {
      cancelling.done = true
    },
  }
}
