import { LIVE_LANE, chunkCount, decodeChunks, encodeChunk } from '@fulcrum/columnar'
import { BoardState, ScopeState, scopeKind, tablesInScope } from '@fulcrum/domain'
import type { Fields, KindRegistry, Scope } from '@fulcrum/domain'
import type { WireChunk } from '@fulcrum/protocol'
import type { CachedScope, ClientStorage, Compression } from './ports.ts'

type Records = CachedScope['records']

/** An empty state with records in place. */
export function stateOf(scope: Scope, version: number, records: Records, kinds: KindRegistry): ScopeState {
  const state = scopeKind(scope) === 'board' ? new BoardState(scope, kinds) : new ScopeState(scope)
  for (const [table, id, fields] of records) state.load(table, id, fields)
  state.version = version
  return state
}

/** Chunks decoded in one go. */
const chunksPerSlice = 24

/** The state that a cache entry holds; undefined where it cannot be read any more. */
export async function restoreScope(
  cached: CachedScope,
  kinds: KindRegistry,
  { gunzip }: Compression,
): Promise<ScopeState | undefined> {
  try {
    const state = stateOf(cached.scope, cached.version, cached.records, kinds)
    if (!(state instanceof BoardState)) return state
    state.derived.deriveLater()
    const stored = new Set([LIVE_LANE, ...state.storedLanes])
    const known = cached.chunks.filter(({ lane }) => stored.has(lane))
    for (let at = 0; at < known.length; at += chunksPerSlice) {
      const slice = known.slice(at, at + chunksPerSlice)
      const chunks = await Promise.all(
        slice.map(async ({ lane, chunk, body }) => ({ lane, chunk, bytes: await gunzip(body) })),
      )
      decodeChunks(state.items, chunks)
    }
    state.itemsLoaded()
    return state
  } catch {
    return undefined
  }
}

/** Looks at the confirmed state of the scope, now. */
export type LookAtConfirmed = <Result>(look: (state: ScopeState) => Result) => Result

/** Keeps the stored copy of one scope near what the server confirmed. One tab at a time writes. */
export interface ScopeCache {
  /** Chunks as they came from the server, just put in place. */
  readonly decoded: (board: BoardState, chunks: readonly WireChunk[]) => void
  /** The state is what the storage holds. */
  readonly restored: (state: ScopeState) => void
  /** Stores a scope that is whole for the first time, as it was opened: nothing has to be compressed again. */
  readonly saveOpened: (version: number, fingerprint: string, records: Records) => Promise<void>
  /** Stores what changed since. */
  readonly refresh: (confirmed: LookAtConfirmed, fingerprint: string) => Promise<void>
  /** Writes nothing from now on, not even what has been asked for. */
  readonly abandon: () => void
}

/** Chunks encoded in one go. */
const encodedPerSlice = 16

/** Makes the cache of one scope. */
export function createScopeCache(scope: Scope, storage: ClientStorage, { gzip }: Compression): ScopeCache {
  const bodies = new Map<string, WireChunk>()
  const epochs = new Map<string, number>()
  let storedVersion: number | null = null
  let abandoned = false
  let saving: Promise<void> = Promise.resolve()

  /** A copy that was written by halves is worse than none. */
  function saved(work: () => Promise<void>): Promise<void> {
    saving = saving.then(work).catch(async () => {
      storedVersion = null
      if (!abandoned) await storage.dropScope(scope).catch(() => undefined)
    })
    return saving
  }

  async function write(cached: CachedScope, options: { readonly whole: boolean }): Promise<void> {
    if (abandoned) return
    await storage.saveScope(cached, options)
    storedVersion = cached.version
  }

  async function encode(confirmed: LookAtConfirmed, keys: readonly ChunkKey[]): Promise<WireChunk[]> {
    const chunks: WireChunk[] = []
    for (let at = 0; at < keys.length; at += encodedPerSlice) {
      // Later slices may be newer than the version that is stored with them: patches are absolute.
      const raw = confirmed((state) => encodeAll(state, keys.slice(at, at + encodedPerSlice), epochs))
      chunks.push(...(await Promise.all(raw.map(async (each) => ({ ...each, body: await gzip(each.body) })))))
    }
    return chunks
  }

  return {
    decoded: (board, chunks) => {
      for (const chunk of chunks) {
        const key = `${chunk.lane}/${chunk.chunk}`
        bodies.set(key, chunk)
        if (chunk.lane === LIVE_LANE || board.items.hasLane(chunk.lane)) {
          epochs.set(key, board.items.chunkEpoch(chunk.lane, chunk.chunk))
        }
      }
    },
    restored: (state) => {
      storedVersion = state.version
      if (!(state instanceof BoardState)) return
      for (const [lane, chunk] of changedChunks(state, epochs)) {
        epochs.set(`${lane}/${chunk}`, state.items.chunkEpoch(lane, chunk))
      }
    },
    saveOpened: (version, fingerprint, records) =>
      saved(async () => {
        const chunks = [...bodies.values()]
        bodies.clear()
        await write({ scope, version, fingerprint, records, chunks }, { whole: true })
      }),
    refresh: (confirmed, fingerprint) =>
      saved(async () => {
        const version = confirmed((state) => state.version)
        if (abandoned || storedVersion === version) return
        const whole = storedVersion === null
        if (whole) epochs.clear()
        const [records, keys] = confirmed((state) => [recordsOf(state), changedChunks(state, epochs)])
        const chunks = await encode(confirmed, keys)
        await write({ scope, version, fingerprint, records, chunks }, { whole })
      }),
    abandon: () => {
      abandoned = true
    },
  }
}

type ChunkKey = readonly [lane: string, chunk: number]

function recordsOf(state: ScopeState): [string, string, Fields][] {
  return tablesInScope(scopeKind(state.scope)).flatMap((table) =>
    [...state.records(table)].map(([id, fields]): [string, string, Fields] => [table, id, fields]),
  )
}

/** The chunks whose cells changed since they were stored. */
function changedChunks(state: ScopeState, epochs: ReadonlyMap<string, number>): ChunkKey[] {
  if (!(state instanceof BoardState)) return []
  const { items } = state
  const keys: ChunkKey[] = []
  for (const lane of [LIVE_LANE, ...state.storedLanes]) {
    for (let chunk = 0; chunk < chunkCount(items); chunk++) {
      if (epochs.get(`${lane}/${chunk}`) !== items.chunkEpoch(lane, chunk)) keys.push([lane, chunk])
    }
  }
  return keys
}

/** The bytes of chunks, not compressed yet; they count as stored from now on. */
function encodeAll(state: ScopeState, keys: readonly ChunkKey[], epochs: Map<string, number>): WireChunk[] {
  if (!(state instanceof BoardState)) return []
  const { items } = state
  return keys.map(([lane, chunk]) => {
    epochs.set(`${lane}/${chunk}`, items.chunkEpoch(lane, chunk))
    return { lane, chunk, body: encodeChunk(items, lane, chunk) }
  })
}
