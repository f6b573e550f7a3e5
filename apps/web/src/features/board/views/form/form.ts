import { later, laterPart } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const form: BoardViewKind = {
  id: 'form',
  title: 'Form',
  icon: 'form',
  text: 'Questions whose answers become items: bug reports, requests, sign-ups.',
  Body: laterPart(part, ({ FormBody }) => FormBody),
  tools: {},
}
