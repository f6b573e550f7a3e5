import { t } from '@fulcrum/ui/messages'
import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const cards: BoardViewKind = {
  id: 'cards',
  icon: 'image',
  fetch: part.load,
  Body: laterPart(part, ({ CardsBody }) => CardsBody),
  Tools: laterPart(part, ({ CardsTools }) => CardsTools),
  waits: 'cards',
  tools: { group: t('Group'), sort: true },
}
