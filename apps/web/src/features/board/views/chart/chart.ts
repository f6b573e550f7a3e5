import { laterPart, later } from '../../../../shell/later.ts'
import type { BoardViewKind } from '../view-kind.ts'

const part = later(() => import('./part.ts'))

export const chart: BoardViewKind = {
  id: 'chart',
  title: 'Chart',
  icon: 'dash',
  text: 'Counts and sums of items, now or day by day; each part opens to its items.',
  Body: laterPart(part, ({ ChartBody }) => ChartBody),
  Tools: laterPart(part, ({ ChartTools }) => ChartTools),
  tools: {},
}
