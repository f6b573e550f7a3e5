import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const calendar: BoardViewKind = {
  id: 'calendar',
  title: 'Calendar',
  icon: 'calendar',
  text: 'Items on their days, by month or week.',
  Body: laterPart(part, ({ CalendarBody }) => CalendarBody),
  Tools: laterPart(part, ({ CalendarTools }) => CalendarTools),
  tools: {},
}
