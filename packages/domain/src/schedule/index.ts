export { everyDay, workCalendar, type WorkCalendar } from './calendar.ts'
export {
  daySpan,
  planOf,
  withMoved,
  workSpan,
  type DaySpan,
  type Plan,
  type PlannedItem,
  type PlannedLink,
} from './plan.ts'
export { shiftModes, type ShiftMode } from './modes.ts'
export { shiftPlan, type Shift } from './shift.ts'
export { totalFloat } from './float.ts'
