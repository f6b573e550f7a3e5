import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const chart: BoardViewKind = {
  id: 'chart',
  icon: 'dash',
  fetch: part.load,
  Body: laterPart(part, ({ ChartBody }) => ChartBody),
  Tools: laterPart(part, ({ ChartTools }) => ChartTools),
  printsAsDrawn: true,
  tools: {},
}
