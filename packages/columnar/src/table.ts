import { callAll, ColumnarError } from './errors.ts'
import { LANE_KINDS } from './lanes/all.ts'
import { grownCapacity, type Lane } from './lanes/lane.ts'
import { CHUNK_ROWS, MAX_ROWS, type LaneSpec, type LaneValue } from './types.ts'

/** One atomic batch. Rows may be written whether or not they are live. */
export interface TableEdit {
  /** Rows that become live; a live one stays so. */
  readonly insert?: readonly number[]
  /** Rows that cease to be live; they keep their values for a later insert. */
  readonly remove?: readonly number[]
  readonly cells?: readonly CellsEdit[]
}

/** New values of one lane: `values[i]` goes to `rows[i]`, later ones win. */
export interface CellsEdit {
  readonly lane: string
  readonly rows: ArrayLike<number>
  readonly values: readonly LaneValue[]
}

/** What an edit really changes. */
export interface TableDelta {
  readonly inserted: readonly number[]
  readonly removed: readonly number[]
  readonly cells: readonly { readonly lane: string; readonly rows: readonly number[] }[]
}

/** Someone who follows a table. All followers have seen a change before any `announce` is called. */
export interface TableFollower {
  /** The old values can still be read. */
  before(delta: TableDelta): void
  /** The new values can be read. */
  after(delta: TableDelta): void
  /** These lanes came, went or changed beyond what a delta says; null: any of them. */
  replaced(lanes: ReadonlySet<string> | null): void
  /** Tells listeners what has changed. */
  announce(): void
}

/** The name under which liveness is encoded like a lane. */
export const LIVE_LANE = '$live'

/**
 * Rows and lanes in memory.
 *
 *     const table = new Table([{ key: 'title', type: 'text' }, { key: 'points', type: 'number' }])
 *     table.edit({ insert: [0], cells: [{ lane: 'points', rows: [0], values: [3] }] })
 *     table.get('points', 0) // 3
 */
export class Table {
  readonly #lanes = new Map<string, Lane>()
  readonly #followers = new Set<TableFollower>()
  readonly #epochs = new Map<string, { floor: number; chunks: (number | undefined)[] }>()
  #live = new Uint8Array(0)
  #rowCount = 0
  #liveCount = 0
  #epoch = 0
  #shape = 0
  #announcing = false

  constructor(specs: readonly LaneSpec[] = []) {
    this.#startEpochs(LIVE_LANE)
    for (const spec of specs) this.addLane(spec)
  }

  /** The highest row ever used, plus one. */
  get rowCount(): number {
    return this.#rowCount
  }

  /** Rows that are live. */
  get liveCount(): number {
    return this.#liveCount
  }

  lanes(): readonly LaneSpec[] {
    return Array.from(this.#lanes.values(), ({ key, type }) => ({ key, type }))
  }

  hasLane(key: string): boolean {
    return this.#lanes.has(key)
  }

  /** Adds a lane with every cell absent, at no cost per row. */
  addLane(spec: LaneSpec): void {
    this.#refuseInListener()
    if (spec.key === '' || spec.key === LIVE_LANE)
      throw new ColumnarError('bad_lane', `"${spec.key}" cannot name a lane.`)
    if (this.#lanes.has(spec.key)) throw new ColumnarError('lane_exists', `There is a lane "${spec.key}" already.`)
    if (!Object.hasOwn(LANE_KINDS, spec.type)) {
      throw new ColumnarError('bad_lane', `"${String(spec.type)}" is not a type of lane.`)
    }
    this.#lanes.set(spec.key, LANE_KINDS[spec.type].create(spec.key))
    this.#shape++
    this.#startEpochs(spec.key)
    this.#replaced(new Set([spec.key]))
  }

  /** Drops a lane and its cells. */
  dropLane(key: string): void {
    this.#refuseInListener()
    this.laneOf(key)
    this.#lanes.delete(key)
    this.#shape++
    this.#epochs.delete(key)
    this.#replaced(new Set([key]))
  }

  /** The value of a cell; null when absent. */
  get(key: string, row: number): LaneValue {
    return this.laneOf(key).get(row)
  }

  /** Whether a row is live: inserted and not removed. */
  has(row: number): boolean {
    return this.#live[row] === 1
  }

  /** Applies a batch. Everything is checked first: when it throws, nothing has changed. Views are told once. */
  edit(edit: TableEdit): void {
    this.#refuseInListener()
    const plan = this.#plan(edit)
    for (const follower of this.#followers) follower.before(plan.delta)
    this.#apply(plan)
    for (const follower of this.#followers) follower.after(plan.delta)
    this.#announce()
  }

  /**
   * A number that rises whenever a cell of the chunk (or, for `LIVE_LANE`, its liveness) changes, never comes twice for
   * different contents of a lane of that name, and is the key under which to cache the encoded chunk.
   */
  chunkEpoch(key: string, chunk: number): number {
    const epochs = this.#epochs.get(key)
    if (epochs === undefined) throw unknownLane(key)
    return epochs.chunks[chunk] ?? epochs.floor
  }

  /** The lane itself. For the engine's own parts: its storage is to be read only. */
  laneOf(key: string): Lane {
    const lane = this.#lanes.get(key)
    if (lane === undefined) throw unknownLane(key)
    return lane
  }

  /** Like `laneOf`, for views, which outlive lanes. */
  findLane(key: string): Lane | undefined {
    return this.#lanes.get(key)
  }

  /** One byte a row, 1 where live; at least `rowCount` long. For the engine's own parts, to be read only. */
  get liveness(): Uint8Array {
    return this.#live
  }

  /** Another number whenever a lane came or went: for those who keep hold of a lane. */
  get shape(): number {
    return this.#shape
  }

  /** Lets a view follow; the answer ends it. */
  follow(follower: TableFollower): () => void {
    this.#followers.add(follower)
    return () => void this.#followers.delete(follower)
  }

  /** Stores decoded chunks: `store` functions cannot fail. Part of `decodeChunks`. */
  replaceChunks(chunks: readonly { lane: string; chunk: number; rowEnd: number; store: () => void }[]): void {
    this.#refuseInListener()
    this.#epoch++
    for (const { lane, chunk, rowEnd, store } of chunks) {
      this.#useRowsTo(rowEnd)
      store()
      this.#touch(lane, chunk)
    }
    this.#replaced(chunks.some(({ lane }) => lane === LIVE_LANE) ? null : new Set(chunks.map(({ lane }) => lane)))
  }

  /** Stores the liveness of a whole chunk; `flags` may be shorter than a chunk. Part of `decodeChunks`. */
  replaceLiveness(from: number, flags: Uint8Array): void {
    this.#useRowsTo(from + flags.length)
    const end = Math.min(from + CHUNK_ROWS, this.#rowCount)
    for (let row = from; row < end; row++) this.#liveCount -= this.#live[row] as number
    this.#live.fill(0, from, end)
    this.#live.set(flags, from)
    for (const flag of flags) this.#liveCount += flag
  }

  #plan(edit: TableEdit): EditPlan {
    const leaving = new Set(edit.remove)
    for (const row of edit.remove ?? []) checkRow(row)
    for (const row of edit.insert ?? []) {
      checkRow(row)
      if (leaving.has(row)) throw new ColumnarError('bad_row', `Row ${row} is both inserted and removed.`)
    }
    const writes = (edit.cells ?? []).map((cells) => this.#planCells(cells))
    const delta: TableDelta = {
      inserted: [...new Set(edit.insert)].filter((row) => !this.has(row)),
      removed: [...leaving].filter((row) => this.has(row)),
      // Which cells really change is only for followers to know; a table that is being loaded has none.
      cells: this.#followers.size === 0 ? [] : writes.map(changedBy).filter(({ rows }) => rows.length > 0),
    }
    return { writes, delta }
  }

  #planCells(cells: CellsEdit): PlannedWrite {
    const lane = this.laneOf(cells.lane)
    const rows = Array.isArray(cells.rows) ? (cells.rows as readonly number[]) : Array.from(cells.rows)
    if (rows.length !== cells.values.length) {
      throw new ColumnarError(
        'bad_value',
        `Lane "${lane.key}" got ${rows.length} rows and ${cells.values.length} values.`,
      )
    }
    const values: LaneValue[] = []
    let end = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number
      checkRow(row)
      if (row >= end) end = row + 1
      values.push(lane.normalize(cells.values[i]))
    }
    return { lane, rows, values, end }
  }

  #apply({ writes, delta }: EditPlan): void {
    this.#epoch++
    for (const row of delta.inserted) {
      this.#useRowsTo(row + 1)
      this.#live[row] = 1
      this.#touch(LIVE_LANE, Math.floor(row / CHUNK_ROWS))
    }
    for (const row of delta.removed) {
      this.#live[row] = 0
      this.#touch(LIVE_LANE, Math.floor(row / CHUNK_ROWS))
    }
    this.#liveCount += delta.inserted.length - delta.removed.length
    for (const { lane, rows, values, end } of writes) {
      this.#useRowsTo(end)
      let touched = -1
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number
        const value = values[i] as LaneValue
        // A cell may be written twice in one edit, so each is compared with what is there now.
        if (lane.holds(row, value)) continue
        lane.set(row, value)
        const chunk = Math.floor(row / CHUNK_ROWS)
        if (chunk === touched) continue
        touched = chunk
        this.#touch(lane.key, chunk)
      }
    }
  }

  #useRowsTo(end: number): void {
    if (end <= this.#rowCount) return
    this.#rowCount = end
    if (end > this.#live.length) {
      const larger = new Uint8Array(grownCapacity(this.#live.length, end))
      larger.set(this.#live)
      this.#live = larger
    }
  }

  #startEpochs(key: string): void {
    this.#epochs.set(key, { floor: ++this.#epoch, chunks: [] })
  }

  #touch(key: string, chunk: number): void {
    const epochs = this.#epochs.get(key)
    if (epochs !== undefined) epochs.chunks[chunk] = this.#epoch
  }

  #replaced(lanes: ReadonlySet<string> | null): void {
    for (const follower of this.#followers) follower.replaced(lanes)
    this.#announce()
  }

  #announce(): void {
    this.#announcing = true
    try {
      callAll([...this.#followers].map((follower) => () => follower.announce()))
    } finally {
      this.#announcing = false
    }
  }

  #refuseInListener(): void {
    if (this.#announcing) {
      throw new ColumnarError('in_listener', 'A listener of a view cannot change the table; do it afterwards.')
    }
  }
}

interface PlannedWrite {
  readonly lane: Lane
  readonly rows: readonly number[]
  readonly values: readonly LaneValue[]
  /** Behind the last of the rows. */
  readonly end: number
}

interface EditPlan {
  readonly writes: readonly PlannedWrite[]
  readonly delta: TableDelta
}

/** The rows whose cells hold something else yet. */
function changedBy({ lane, rows, values }: PlannedWrite): TableDelta['cells'][number] {
  const changed: number[] = []
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    if (!lane.holds(row, values[i] as LaneValue)) changed.push(row)
  }
  return { lane: lane.key, rows: changed }
}

function checkRow(row: number): void {
  if (!Number.isInteger(row) || row < 0 || row >= MAX_ROWS) {
    throw new ColumnarError('bad_row', `${String(row)} is not a row: rows are whole numbers from 0 to ${MAX_ROWS - 1}.`)
  }
}

function unknownLane(key: string): ColumnarError {
  return new ColumnarError('unknown_lane', `There is no lane "${key}".`)
}
