export { CalendarBody } from './calendar-body.tsx'
export { CalendarTools } from './calendar-tools.tsx'
