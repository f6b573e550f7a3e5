import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const calendar: BoardViewKind = {
  id: 'calendar',
  icon: 'calendar',
  fetch: part.load,
  Body: laterPart(part, ({ CalendarBody }) => CalendarBody),
  Tools: laterPart(part, ({ CalendarTools }) => CalendarTools),
  printsAsDrawn: true,
  tools: {},
}
