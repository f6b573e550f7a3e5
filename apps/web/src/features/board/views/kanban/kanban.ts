import { t } from '@fulcrum/ui/messages'
import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const kanban: BoardViewKind = {
  id: 'kanban',
  icon: 'kanban',
  fetch: part.load,
  Body: laterPart(part, ({ KanbanBody }) => KanbanBody),
  Tools: laterPart(part, ({ KanbanTools }) => KanbanTools),
  keepsEmpty: true,
  waits: 'columns',
  tools: { group: t('Columns'), sort: true },
}
