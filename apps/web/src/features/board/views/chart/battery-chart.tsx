import { t } from '@fulcrum/ui/messages'
import type { ChartModel } from './chart-model.ts'
import { useMarks } from './marks.ts'

const barHeight = 44
const top = 4
const height = barHeight + top * 2

/** One bar that all parts share, wide as their figures. What is below zero has no place in a whole. */
export function BatteryChart({ model, width }: { readonly model: ChartModel; readonly width: number }) {
  const mark = useMarks()
  const pieces = model.bars.flatMap((bar) => bar.pieces.filter(({ value }) => value > 0))
  const sum = pieces.reduce((total, { value }) => total + value, 0)
  const lefts = pieces.map((_, at) => pieces.slice(0, at).reduce((left, { value }) => left + (value / sum) * width, 0))
  return (
    <svg className="fch-svg" width={width} height={height} role="group" aria-label={t('Battery')}>
      {pieces.map((piece, at) => {
        const wide = (piece.value / sum) * width
        const from = lefts[at] ?? 0
        const share = `${Math.round((piece.value / sum) * 100)}%`
        return (
          <g key={`${String(piece.key)} ${String(piece.split)}`}>
            <rect
              className="fch-mark"
              data-colour={piece.colour}
              x={from}
              y={top}
              width={Math.max(1, wide - 2)}
              height={barHeight}
              rx={5}
              {...mark({ ...piece, text: `${piece.text}, ${share}` }, at === 0)}
            />
          </g>
        )
      })}
    </svg>
  )
}
