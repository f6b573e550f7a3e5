import { drawnBy } from '../drawn-by.ts'
import type { BoardViewKind } from '../view-kind.ts'

export const calendar: BoardViewKind = {
  id: 'calendar',
  icon: 'calendar',
  ...drawnBy(() => import('./part.ts')),
  printsAsDrawn: true,
  tools: {},
}
