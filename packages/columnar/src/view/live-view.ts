import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table } from '../table.ts'
import type { GroupKey } from '../types.ts'
import { query } from './query.ts'
import type { RowPlace, ViewGroup, ViewResult, ViewSpec } from './spec.ts'
import { callAll } from '../errors.ts'

/** What happened to the rows of one group. */
export interface GroupChange {
  readonly group: GroupKey
  readonly entered: readonly number[]
  readonly left: readonly number[]
  /** Still in the group, at another place. */
  readonly moved: readonly number[]
  /** Still at the same place, with another value in some lane. */
  readonly changed: readonly number[]
}

/**
 * What changed in a view. After `reset` everything may have. Otherwise groups are listed that had rows entering,
 * leaving, moving or changing; a group with only `entered` may be new, one with only `left` may be gone.
 */
export type ViewChange = { readonly kind: 'reset' } | { readonly kind: 'rows'; readonly groups: readonly GroupChange[] }

/** A view that stays right while its table changes. */
export class LiveView implements ViewResult {
  readonly #table: Table
  readonly #options: ViewOptions
  readonly #listeners = new Set<(change: ViewChange) => void>()
  readonly #unfollow: () => void
  #spec: ViewSpec
  #result: ViewResult
  #changed = false

  constructor(table: Table, spec: ViewSpec, options: ViewOptions = {}) {
    this.#table = table
    this.#spec = spec
    this.#options = options
    this.#result = query(table, spec, options)
    this.#unfollow = table.follow({
      before: () => undefined,
      after: () => this.#rebuild(),
      replaced: () => this.#rebuild(),
      announce: () => this.#announce(),
    })
  }

  get groups(): readonly ViewGroup[] {
    return this.#result.groups
  }

  get count(): number {
    return this.#result.count
  }

  rows(group: GroupKey): Int32Array {
    return this.#result.rows(group)
  }

  window(group: GroupKey, offset: number, limit: number): Int32Array {
    return this.#result.window(group, offset, limit)
  }

  indexOf(row: number): RowPlace | null {
    return this.#result.indexOf(row)
  }

  subscribe(listener: (change: ViewChange) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  setSpec(spec: ViewSpec): void {
    this.#spec = spec
    this.#rebuild()
    this.#announce()
  }

  dispose(): void {
    this.#unfollow()
    this.#listeners.clear()
  }

  #rebuild(): void {
    this.#result = query(this.#table, this.#spec, this.#options)
    this.#changed = true
  }

  #announce(): void {
    if (!this.#changed) return
    this.#changed = false
    callAll([...this.#listeners].map((listener) => () => listener({ kind: 'reset' })))
  }
}
