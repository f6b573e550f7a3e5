import type { LaneType } from '../../types.ts'
import { codeOrder } from './code.ts'
import { numberOrder } from './number.ts'
import type { LaneOrder } from './order.ts'
import { setOrder } from './set.ts'
import { textOrder } from './text.ts'

/** How each type of lane is ordered; null where it has no order. */
export const LANE_ORDERS: Readonly<Record<LaneType, LaneOrder | null>> = {
  text: textOrder,
  number: numberOrder,
  boolean: codeOrder,
  instant: numberOrder,
  day: numberOrder,
  option: codeOrder,
  optionSet: setOrder,
  refSet: setOrder,
  json: null,
}
