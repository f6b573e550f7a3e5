import { drawnBy } from '../drawn-by.ts'
import type { BoardViewKind } from '../view-kind.ts'

export const chart: BoardViewKind = {
  id: 'chart',
  icon: 'dash',
  ...drawnBy(() => import('./part.ts')),
  printsAsDrawn: true,
  tools: {},
}
