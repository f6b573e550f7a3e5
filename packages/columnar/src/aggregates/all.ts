import { must } from '../errors.ts'
import type { Lane } from '../lanes/lane.ts'
import type { LaneType } from '../types.ts'
import type { AggregateDefinition, AggregateKind, AggregateRun, AggregateSpec, GroupedRows } from './aggregate.ts'
import { count } from './count.ts'
import { distinct } from './distinct.ts'
import { earliest } from './earliest.ts'
import { filled } from './filled.ts'
import { latest } from './latest.ts'
import { max } from './max.ts'
import { mean } from './mean.ts'
import { median } from './median.ts'
import { min } from './min.ts'
import { share } from './share.ts'
import { sum } from './sum.ts'

const AGGREGATES: readonly AggregateDefinition[] = [
  count,
  filled,
  sum,
  mean,
  median,
  min,
  max,
  earliest,
  latest,
  distinct,
  share,
]

/** The aggregates that have a meaning for a lane type. `aggregatesFor('text')` has no sum. */
export function aggregatesFor(type: LaneType): readonly AggregateKind[] {
  return AGGREGATES.filter(({ laneTypes }) => laneTypes === null || laneTypes.includes(type)).map(({ kind }) => kind)
}

/** Starts an aggregate; over a lane that is gone or does not fit, its results are null. */
export function startAggregate(spec: AggregateSpec, lane: Lane | undefined, rows: GroupedRows): AggregateRun {
  const definition = must(
    AGGREGATES.find(({ kind }) => kind === spec.kind),
    `the aggregate "${spec.kind}"`,
  )
  const fits = definition.laneTypes === null || (lane !== undefined && definition.laneTypes.includes(lane.type))
  return fits ? definition.start(lane, rows) : NO_VALUE
}

const NO_VALUE: AggregateRun = { remove: () => undefined, add: () => undefined, result: () => null }
