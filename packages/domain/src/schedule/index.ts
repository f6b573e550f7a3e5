export { everyDay, workCalendar, type WorkCalendar } from './calendar.ts'
export { daySpan, planOf, workSpan, type DaySpan, type Plan, type PlannedItem, type PlannedLink } from './plan.ts'
export { shiftModes, shiftPlan, type Shift, type ShiftMode } from './shift.ts'
export { totalSlack } from './slack.ts'
