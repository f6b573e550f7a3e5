import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const timeline: BoardViewKind = {
  id: 'timeline',
  title: 'Timeline',
  icon: 'gantt',
  text: 'Bars over time, what waits for what, and what must not be late.',
  Body: laterPart(part, ({ TimelineBody }) => TimelineBody),
  Tools: laterPart(part, ({ TimelineTools }) => TimelineTools),
  tools: { group: 'Group', sort: true },
}
