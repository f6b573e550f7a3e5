import { callAll } from '../errors.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table, TableDelta } from '../table.ts'
import type { GroupKey } from '../types.ts'
import type { ViewChange } from './change.ts'
import { LiveState } from './live-state.ts'
import type { RowPlace, ViewGroup, ViewResult, ViewSpec } from './spec.ts'

/**
 * A view that stays right while its table changes: at every moment it equals `query` with the same spec, to the last bit.
 *
 *     const view = new LiveView(table, { sort: [{ lane: 'points', direction: 'desc' }] })
 *     const stop = view.subscribe((change) => paint(change))
 */
export class LiveView implements ViewResult {
  readonly #table: Table
  readonly #options: ViewOptions
  readonly #listeners = new Set<(change: ViewChange) => void>()
  readonly #unfollow: () => void
  #spec: ViewSpec
  /** Built when it is read; null while nobody has read since it was thrown away. */
  #state: LiveState | null = null
  #pending: ViewChange | null = null

  constructor(table: Table, spec: ViewSpec, options: ViewOptions = {}) {
    this.#table = table
    this.#spec = spec
    this.#options = options
    this.#unfollow = table.follow({
      before: (delta) => this.#before(delta),
      after: () => this.#after(),
      replaced: (lanes) => this.#replaced(lanes),
      announce: () => this.#announce(),
    })
  }

  get spec(): ViewSpec {
    return this.#spec
  }

  get groups(): readonly ViewGroup[] {
    return this.#current().groups
  }

  get count(): number {
    return this.#current().count
  }

  rows(group: GroupKey): Int32Array {
    return this.#current().rows(group)
  }

  window(group: GroupKey, offset: number, limit: number): Int32Array {
    return this.#current().window(group, offset, limit)
  }

  indexOf(row: number): RowPlace | null {
    return this.#current().indexOf(row)
  }

  /**
   * Calls back after each change of the view, once all views of the table are right again. A listener may read
   * anything but not change the table. The answer ends it.
   */
  subscribe(listener: (change: ViewChange) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Shows something else; listeners are told `reset`. */
  setSpec(spec: ViewSpec): void {
    this.#spec = spec
    this.#reset()
    this.#announce()
  }

  /** Stops following the table. */
  dispose(): void {
    this.#unfollow()
    this.#listeners.clear()
    this.#state = null
  }

  #current(): LiveState {
    return (this.#state ??= new LiveState(this.#table, this.#spec, this.#options))
  }

  #before(delta: TableDelta): void {
    if (this.#state?.before(delta) === false) this.#state = null
  }

  #after(): void {
    if (this.#state === null) this.#pending = { kind: 'reset' }
    else this.#pending = this.#state.after()
  }

  #replaced(lanes: ReadonlySet<string> | null): void {
    const state = this.#state
    // Lanes that the view does not read leave its rows alone, but what is painted of them has changed.
    if (lanes !== null && state !== null && ![...lanes].some((lane) => state.reads(lane))) {
      this.#pending = { kind: 'reset' }
      return
    }
    this.#reset()
  }

  #reset(): void {
    this.#state = null
    this.#pending = { kind: 'reset' }
  }

  #announce(): void {
    const change = this.#pending
    if (change === null) return
    this.#pending = null
    callAll([...this.#listeners].map((listener) => () => listener(change)))
  }
}
