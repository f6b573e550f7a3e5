export { CalendarBody as Body } from './calendar-body.tsx'
export { CalendarTools as Tools } from './calendar-tools.tsx'
