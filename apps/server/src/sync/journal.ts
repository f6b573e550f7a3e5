import type { CellColumn, Change, Patch, ScopeState } from '@fulcrum/domain'
import { maxRowsOfCatchUp } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import type { HeldScope, ScopeStore } from '../scopes/scope-store.ts'
import { touchingAfter } from '../storage/touched.ts'
import type { TouchingChange } from '../storage/touched.ts'

/** A journal that notes more rows than this forgets its oldest changes: whoever misses so much opens afresh. */
const maxRowsNoted = 5 * maxRowsOfCatchUp

/** Forgetting makes this much room at once. */
const roomShare = 0.9

/** Changes are read from the log in pages of this many, so that taking a page apart holds up nobody. */
const pageSize = 200

/** What one change touched, without what it wrote: that is read from the state, as it is by then. */
export interface Touch {
  readonly client: string | null
  readonly n: number | null
  readonly cells: readonly (readonly [column: CellColumn, rows: readonly number[]])[]
  /** Null for fields: the record was dropped. */
  readonly records: readonly (readonly [table: string, id: string, fields: readonly string[] | null])[]
}

/** What the latest changes of one state touched, without gaps up to its version. */
export class Journal {
  /** Everything after this version is here. */
  start: number
  private readonly touches: Touch[] = []
  private rows = 0
  /** Reaching this version or an older one was not worth it. */
  private tooFar = -1
  private reading: Promise<void> = Promise.resolve()

  constructor(version: number) {
    this.start = version
  }

  /** Everything up to this version is here. */
  get end(): number {
    return this.start + this.touches.length
  }

  /** Notes the change that the state has just taken. */
  note(change: Pick<Change, 'patches' | 'historic' | 'client' | 'n'>): void {
    const { patches, historic, client = null, n = null } = change
    const touch = touchOf({ patches: historic ? [] : patches, client, n })
    this.touches.push(touch)
    this.rows += rowsIn(touch)
    if (this.touches.length > maxRowsOfCatchUp || this.rows > maxRowsNoted) this.forgetOldest()
  }

  /** What was touched after a version, in order; undefined where that is not known any more. */
  after(version: number): readonly Touch[] | undefined {
    return version < this.start ? undefined : this.touches.slice(version - this.start)
  }

  /** Reads from the log what is needed to know everything after a version, as far as that is worth it. */
  reach(version: number, read: (after: number, limit: number) => Promise<readonly TouchingChange[]>): Promise<void> {
    if (version >= this.start) return Promise.resolve()
    // One after another: whoever comes next finds what was read for the one before.
    this.reading = this.reading.catch(() => undefined).then(() => this.prepend(version, read))
    return this.reading
  }

  private async prepend(
    version: number,
    read: (after: number, limit: number) => Promise<readonly TouchingChange[]>,
  ): Promise<void> {
    const { start } = this
    if (version <= this.tooFar || version >= start || this.end - version > maxRowsOfCatchUp) return
    const older: Touch[] = []
    let rows = this.rows
    for (let at = version; at < start;) {
      const limit = Math.min(pageSize, start - at)
      const page = (await read(at, limit)).map(touchOf)
      rows += page.reduce((sum, touch) => sum + rowsIn(touch), 0)
      if (page.length < limit || rows > maxRowsNoted || this.start !== start) {
        this.tooFar = version
        return
      }
      older.push(...page)
      at += limit
    }
    this.touches.unshift(...older)
    this.start = version
    this.rows = this.touches.reduce((sum, touch) => sum + rowsIn(touch), 0)
  }

  private forgetOldest(): void {
    let forgotten = 0
    for (const touch of this.touches) {
      const left = this.touches.length - forgotten
      if (left <= maxRowsOfCatchUp * roomShare && this.rows <= maxRowsNoted * roomShare) break
      this.rows -= rowsIn(touch)
      forgotten += 1
    }
    this.touches.splice(0, forgotten)
    this.start += forgotten
  }
}

/** The journals of the states that this node holds; a state that is let go takes its journal along. */
export class Journals {
  private readonly store: Pick<ScopeStore, 'pool' | 'accountId'>
  private readonly journals = new WeakMap<ScopeState, Journal>()

  constructor(store: Pick<ScopeStore, 'pool' | 'accountId'>) {
    this.store = store
  }

  /** Notes a change that a held state has just taken. */
  note({ state }: HeldScope, change: Change): void {
    const before = change.version - 1
    const known = this.journals.get(state)
    const journal = known?.end === before ? known : new Journal(before)
    if (journal !== known) this.journals.set(state, journal)
    journal.note(change)
  }

  /** What was touched after a version up to the state's own; undefined where that is not known. */
  after({ state }: HeldScope, version: number): readonly Touch[] | undefined {
    return version === state.version ? [] : this.journals.get(state)?.after(version)
  }

  /** Makes `after` know of a version, where the log goes so far back and it is worth the reading. */
  async reach({ scope, state }: HeldScope, version: number): Promise<void> {
    if (version >= state.version) return
    const journal = this.journals.get(state) ?? new Journal(state.version)
    this.journals.set(state, journal)
    const { pool, accountId } = this.store
    await journal.reach(version, (after, limit) =>
      withRetry(pool, () => touchingAfter(pool, accountId, scope, after, limit)),
    )
  }
}

function touchOf({ patches, client, n }: Pick<TouchingChange, 'patches' | 'client' | 'n'>): Touch {
  return {
    client,
    n,
    cells: patches.flatMap((patch) => (patch.op === 'cells' ? [[patch.column, patch.rows] as const] : [])),
    records: patches.flatMap((patch) => (patch.op === 'cells' ? [] : [recordOf(patch)])),
  }
}

function recordOf(patch: Exclude<Patch, { op: 'cells' }>): Touch['records'][number] {
  return [patch.table, patch.id, patch.op === 'put' ? Object.keys(patch.fields) : null]
}

function rowsIn({ cells, records }: Touch): number {
  return cells.reduce((sum, [, rows]) => sum + rows.length, records.length)
}
