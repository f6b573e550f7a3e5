import { drawnBy } from '../drawn-by.ts'
import type { BoardViewKind } from '../view-kind.ts'

export const workload: BoardViewKind = {
  id: 'workload',
  icon: 'people',
  ...drawnBy(() => import('./part.ts')),
  tools: {},
}
