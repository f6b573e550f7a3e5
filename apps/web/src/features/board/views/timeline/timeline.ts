import { t } from '@fulcrum/ui/messages'
import { drawnBy } from '../drawn-by.ts'
import type { BoardViewKind } from '../view-kind.ts'

export const timeline: BoardViewKind = {
  id: 'timeline',
  icon: 'gantt',
  ...drawnBy(() => import('./part.ts')),
  tools: { group: t('Group'), sort: true },
}
