import type { Json } from '../json.ts'
import { World } from './world.ts'

/** Stages of `stageKind`. */
export const [todo, doing] = [2, 3] as const

/** A board on which so many items may be in the stage of what is done now. */
export class LimitedBoard extends World {
  readonly now1 = this.group('Now')
  readonly stage: number

  constructor(most: number, over: 'warn' | 'refuse' = 'refuse') {
    super()
    this.stage = this.column('stage', 'Stage', { rules: { limits: [{ choice: doing, most, over }] } })
  }

  make(stage: Json, more: object = {}): number {
    return this.item('item', this.now1, { cells: [{ column: this.stage, value: stage }], ...more })
  }

  set(rows: readonly number[], value: Json) {
    return this.run('item.setCells', { column: this.stage, rows, values: [value] })
  }
}
