import { CHUNK_ROWS, LIVE_LANE, decodeChunks, encodeChunk } from '@fulcrum/columnar'
import { BoardState, PatchFold, allColumns, livenessCells, must } from '@fulcrum/domain'
import type { CellColumn, KindRegistry, Scope } from '@fulcrum/domain'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { StoredCheckpoint } from '../storage/checkpoints.ts'
import { readRecords } from './checkpoint-state.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** So many cells that changes said are about as large in memory as an item in its columns. */
const cellsPerItem = 3

/** Rows whose place is decided in one turn. */
const settleRows = 8_192

/**
 * A board as it was, read no further than somebody asks. Its records are there; of its items those cells that were loaded. The
 * others lie as a checkpoint has them, compressed, beside what changes said of them later: a chunk that no change names goes on
 * the wire as it is stored.
 */
export class PastItems {
  readonly state: BoardState
  private readonly stored = new Map<string, Map<number, Uint8Array>>()
  private readonly fold = new PatchFold()
  private readonly loaded = new Map<CellColumn, Set<number>>()
  private readonly bodies = new Map<string, Promise<Uint8Array>>()
  private loading: Promise<unknown> = Promise.resolve()
  private chunks = 0
  /** Of each lane its column, and the chunks in which changes say other cells than are stored. */
  private lanes: ReadonlyMap<string, { readonly column: CellColumn; readonly changed: ReadonlySet<number> }> | null =
    null

  constructor(scope: Scope, kinds: KindRegistry) {
    this.state = new BoardState(scope, kinds)
    this.state.derived.deriveLater()
  }

  /** A board as a checkpoint has it. */
  static async of(checkpoint: StoredCheckpoint, scope: Scope, kinds: KindRegistry): Promise<PastItems> {
    const items = new PastItems(scope, kinds)
    for (const [table, id, fields] of await readRecords(checkpoint)) items.state.load(table, id, fields)
    for (const { lane, chunk, body } of checkpoint.chunks) {
      const bodies = items.stored.get(lane) ?? new Map<number, Uint8Array>()
      items.stored.set(lane, bodies.set(chunk, body))
      items.chunks = Math.max(items.chunks, chunk + 1)
    }
    return items
  }

  /** Puts over it what changes came to. `settle` must follow before it is asked for what is live. */
  put(fold: PatchFold): void {
    fold.putRecordsInto(this.state)
    this.chunks = Math.max(this.chunks, Math.ceil(fold.rowEnd / CHUNK_ROWS))
    for (const [column, chunks] of this.loaded) this.putCells(fold, column, chunks)
    this.fold.takeCells(fold)
    this.state.itemsLoaded()
    this.bodies.clear()
    this.lanes = null
  }

  /** How large it is in memory, in items. */
  get size(): number {
    return this.state.rowCount + Math.ceil(this.fold.cellCount / cellsPerItem)
  }

  /** Decides which items are live, in turns. */
  async settle(): Promise<void> {
    await this.load(livenessCells)
    for (let from = 0; from < this.state.rowCount; from += settleRows) {
      this.state.settleLive(from, from + settleRows)
      await turn()
    }
  }

  /** Reads cells into `state`: those of some columns, or of all, in the chunks that hold some rows, or in all. */
  async load(columns?: Iterable<CellColumn>, rows?: Iterable<number>): Promise<void> {
    const asked = [...(columns ?? allColumns(this.state))]
    const chunks = rows
      ? [...new Set([...rows].map(chunkOf))]
      : Array.from({ length: this.chunks }, (_, chunk) => chunk)
    const work = this.loading.then(() => this.loadChunks(asked, chunks))
    this.loading = work.catch(() => undefined)
    await work
  }

  /** One chunk of a lane as it goes on the wire; of what is live once it is settled. */
  body(lane: string, chunk: number): Promise<Uint8Array> {
    const key = `${lane}/${chunk}`
    const known = this.bodies.get(key)
    if (known) return known
    const made = this.makeBody(lane, chunk)
    this.bodies.set(key, made)
    made.catch(() => this.bodies.delete(key))
    return made
  }

  private async makeBody(lane: string, chunk: number): Promise<Uint8Array> {
    if (lane !== LIVE_LANE) {
      const { column, changed } = this.columnOf(lane)
      const stored = this.stored.get(lane)?.get(chunk)
      if (stored && !changed.has(chunk)) return stored
      await this.load([column], [chunk * CHUNK_ROWS])
    }
    return compress(encodeChunk(this.state.items, lane, chunk), { level: 1 })
  }

  private async loadChunks(columns: readonly CellColumn[], chunks: readonly number[]): Promise<void> {
    for (const column of columns) {
      const known = this.loaded.get(column) ?? new Set<number>()
      this.loaded.set(column, known)
      const missing = new Set(chunks.filter((chunk) => !known.has(chunk)))
      if (missing.size === 0) continue
      const bodies = this.lanesOf(column).flatMap((lane) =>
        [...missing].flatMap((chunk) => {
          const body = this.stored.get(lane)?.get(chunk)
          return body ? [{ lane, chunk, body }] : []
        }),
      )
      const parts = await Promise.all(
        bodies.map(async ({ lane, chunk, body }) => ({ lane, chunk, bytes: await decompress(body) })),
      )
      decodeChunks(this.state.items, parts)
      this.putCells(this.fold, column, missing)
      for (const chunk of missing) known.add(chunk)
      await turn()
    }
    this.state.itemsLoaded()
  }

  private putCells(fold: PatchFold, column: CellColumn, chunks: ReadonlySet<number>): void {
    const { rows, values } = fold.cellsOf(column, (row) => chunks.has(chunkOf(row)))
    if (rows.length > 0) this.state.loadCells([[column, rows, values]])
  }

  private lanesOf(column: CellColumn): readonly string[] {
    if (column === 'createdAt') return ['createdAt', 'row']
    if (typeof column === 'string') return [column]
    return (this.state.column(column)?.lanes ?? []).flatMap(({ key, own }) => (own ? [key] : []))
  }

  private columnOf(lane: string) {
    this.lanes ??= new Map(
      allColumns(this.state).flatMap((column) => {
        const changed = this.fold.namedBy(column, chunkOf)
        return this.lanesOf(column).map((key) => [key, { column, changed }] as const)
      }),
    )
    return must(this.lanes.get(lane), `the column of lane ${lane}`)
  }
}

function chunkOf(row: number): number {
  return Math.floor(row / CHUNK_ROWS)
}
