import { assert } from '../errors.ts'
import { NumberLane } from '../lanes/number-lane.ts'
import { BLOCK_ROWS } from '../types.ts'
import type { AggregateRun, GroupedRows } from './aggregate.ts'

/** A fold of numbers over blocks of 1,024 rows. Blank cells are skipped. */
export interface BlockFold {
  /** What a block without numbers gives. */
  readonly empty: number
  /**
   * Folds rows [from, to) of all groups into `into[group + 1]`; `into[0]` takes what is in no group and may become
   * anything.
   */
  addAll(values: Float64Array, groupOf: Int32Array, from: number, to: number, into: Float64Array): void
  /** Folds rows [from, to) of one group. */
  ofGroup(values: Float64Array, groupOf: Int32Array, from: number, to: number, group: number): number
  /** Folds some rows of one block, ascending. */
  ofRows(values: Float64Array, rows: Int32Array, from: number, to: number): number
  /** Folds the results of blocks (ascending by number) into one; may overwrite its arguments. */
  join(blocks: Int32Array, results: Float64Array, count: number): number
}

interface GroupState {
  /** Result of every block, for groups of more than a block; null for small ones, which are folded from their rows. */
  blocks: Float64Array | null
  readonly dirty: Set<number>
  value: number | undefined
}

/**
 * Keeps a fold by block: an edit refolds its block only. Because blocks and the way they are joined are fixed by row
 * number, the result does not depend on the history of edits, to the last bit.
 */
export class BlockRun implements AggregateRun {
  readonly #fold: BlockFold
  readonly #lane: NumberLane
  readonly #rows: GroupedRows
  readonly #states: GroupState[] = []

  constructor(fold: BlockFold, lane: unknown, rows: GroupedRows) {
    assert(lane instanceof NumberLane, 'numbers are folded of a lane without numbers')
    this.#fold = fold
    this.#lane = lane
    this.#rows = rows
  }

  remove(row: number, group: number): void {
    const state = this.#states[group]
    if (state === undefined) return
    state.value = undefined
    if (state.blocks !== null) state.dirty.add(Math.floor(row / BLOCK_ROWS))
  }

  add(row: number, group: number): void {
    this.remove(row, group)
  }

  result(group: number): number {
    const state = this.#stateOf(group)
    state.value ??= this.#compute(group, state)
    return state.value
  }

  #stateOf(group: number): GroupState {
    return (this.#states[group] ??= { blocks: null, dirty: new Set(), value: undefined })
  }

  #compute(group: number, state: GroupState): number {
    if (state.blocks === null && this.#rows.sizeOf(group) > BLOCK_ROWS) this.#buildBlocks()
    if (state.blocks === null) return this.#ofSmallGroup(this.#rows.rowsAscending(group))
    const count = this.#blockCount()
    if (count > state.blocks.length) {
      const larger = new Float64Array(count * 2).fill(this.#fold.empty)
      larger.set(state.blocks)
      state.blocks = larger
    }
    for (const block of state.dirty) {
      const from = block * BLOCK_ROWS
      const to = this.#endOf(block)
      state.blocks[block] = this.#fold.ofGroup(this.#lane.values, this.#rows.groupOf, from, to, group)
    }
    state.dirty.clear()
    const results = state.blocks.slice(0, count)
    return this.#fold.join(Int32Array.from(results.keys()), results, count)
  }

  /** One pass for all large groups together. */
  #buildBlocks(): void {
    const { groupOf, groupCount } = this.#rows
    const count = this.#blockCount()
    const large: { group: number; blocks: Float64Array }[] = []
    for (let group = 0; group < groupCount; group++) {
      const state = this.#stateOf(group)
      if (state.blocks !== null || this.#rows.sizeOf(group) <= BLOCK_ROWS) continue
      state.blocks = new Float64Array(count).fill(this.#fold.empty)
      large.push({ group, blocks: state.blocks })
    }
    const into = new Float64Array(groupCount + 1).fill(this.#fold.empty)
    for (let block = 0; block < count; block++) {
      this.#fold.addAll(this.#lane.values, groupOf, block * BLOCK_ROWS, this.#endOf(block), into)
      for (const { group, blocks } of large) {
        blocks[block] = into[group + 1] as number
        into[group + 1] = this.#fold.empty
      }
    }
  }

  #ofSmallGroup(rows: Int32Array): number {
    const blocks = new Int32Array(rows.length)
    const results = new Float64Array(rows.length)
    let count = 0
    for (let from = 0; from < rows.length;) {
      const block = Math.floor((rows[from] as number) / BLOCK_ROWS)
      let to = from + 1
      while (to < rows.length && (rows[to] as number) < (block + 1) * BLOCK_ROWS) to++
      blocks[count] = block
      results[count] = this.#fold.ofRows(this.#lane.values, rows, from, to)
      count++
      from = to
    }
    return this.#fold.join(blocks, results, count)
  }

  #blockCount(): number {
    return Math.ceil(this.#rows.groupOf.length / BLOCK_ROWS)
  }

  #endOf(block: number): number {
    return Math.min((block + 1) * BLOCK_ROWS, this.#rows.groupOf.length, this.#lane.values.length)
  }
}
