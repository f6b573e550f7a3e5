export {
  amountLane,
  countsHours,
  ordinaryHours,
  peopleLane,
  unitOf,
  withAllDecimals,
  workloadColumns,
  type WorkloadColumns,
} from './columns.ts'
export { awayOn, daysAway, daysOff, maxDaysOff, timeOffOf, type TimeOff } from '../member/time-off.ts'
export { workIsOver } from './over.ts'
export {
  spreadWork,
  type CellScale,
  type PersonLoad,
  type Workload,
  type WorkShare,
  type WorkSource,
} from './spread.ts'
