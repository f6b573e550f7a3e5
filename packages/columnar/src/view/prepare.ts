import { LANE_ORDERS } from '../sort/orders/all.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table } from '../table.ts'
import type { ViewSpec } from './spec.ts'

/**
 * Makes the slow part of a view ready in steps of a few milliseconds, between which the caller may draw, wait and edit the
 * table: the orders of texts. The view itself is as right without it, only slower to be read for the first time.
 *
 *     for (const _ of prepareView(table, spec, { collate })) if (isLate()) await rest()
 *     view.setSpec(spec)
 */
export function* prepareView(table: Table, spec: ViewSpec, options: ViewOptions = {}): Generator<void> {
  for (const key of spec.sort ?? []) {
    const lane = table.findLane(key.lane)
    if (lane !== undefined) yield* LANE_ORDERS[lane.type]?.prepare?.(lane, key, options) ?? []
  }
}
