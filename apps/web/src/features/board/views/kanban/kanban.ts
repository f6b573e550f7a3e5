import { t } from '@fulcrum/ui/messages'
import { drawnBy } from '../drawn-by.ts'
import type { BoardViewKind } from '../view-kind.ts'

export const kanban: BoardViewKind = {
  id: 'kanban',
  icon: 'kanban',
  ...drawnBy(() => import('./part.ts')),
  keepsEmpty: true,
  waits: 'columns',
  tools: { group: t('Columns'), sort: true },
}
