import { later, laterPart } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const form: BoardViewKind = {
  id: 'form',
  icon: 'form',
  fetch: part.load,
  Body: laterPart(part, ({ FormBody }) => FormBody),
  bare: true,
  tools: {},
}
