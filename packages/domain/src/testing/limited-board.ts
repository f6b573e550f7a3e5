import type { Json } from '../json.ts'
import { World } from './world.ts'

/** Stages of `stageKind`. */
export const [todo, doing, done, canceled] = [2, 3, 5, 6] as const

/** A board on which so many items may be in the stage of what is done now. */
export class LimitedBoard extends World {
  readonly now1 = this.group('Now')
  readonly stage: number
  /** The column that says which items are finished; null on a board without one. */
  readonly status: number | null

  constructor(most: number, over: 'warn' | 'refuse' = 'refuse', beside = false) {
    super()
    this.stage = this.column('stage', 'Stage', { rules: { limits: [{ choice: doing, most, over }] } })
    this.status = beside ? this.column('stage', 'Status', { role: 'status' }) : null
  }

  make(stage: Json, more: object = {}): number {
    return this.item('item', this.now1, { cells: [{ column: this.stage, value: stage }], ...more })
  }

  set(rows: readonly number[], value: Json) {
    return this.run('item.setCells', { column: this.stage, rows, values: [value] })
  }
}
