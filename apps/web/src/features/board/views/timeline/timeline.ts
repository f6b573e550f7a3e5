import { t } from '@fulcrum/ui/messages'
import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const timeline: BoardViewKind = {
  id: 'timeline',
  icon: 'gantt',
  fetch: part.load,
  Body: laterPart(part, ({ TimelineBody }) => TimelineBody),
  Tools: laterPart(part, ({ TimelineTools }) => TimelineTools),
  tools: { group: t('Group'), sort: true },
}
