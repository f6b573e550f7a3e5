import { t } from '@fulcrum/ui/messages'
import { drawnBy } from '../drawn-by.ts'
import type { BoardViewKind } from '../view-kind.ts'

export const cards: BoardViewKind = {
  id: 'cards',
  icon: 'image',
  ...drawnBy(() => import('./part.ts')),
  waits: 'cards',
  tools: { group: t('Group'), sort: true },
}
