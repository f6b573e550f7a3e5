import { t } from '@fulcrum/ui/messages'
import { endsOf } from './bars-across.tsx'
import type { ChartModel } from './chart-model.ts'
import { useMarks } from './marks.ts'
import { axisOf, labelEvery } from './ticks.ts'

const height = 300
const top = 20
const foot = 28

/** Bars that stand along the calendar. */
export function BarsUp({ model, width }: { readonly model: ChartModel; readonly width: number }) {
  const mark = useMarks()
  const { bars, figure } = model
  const { low, high, ticks } = axisOf(bars.flatMap(endsOf), 5, model.whole)
  const side = 14 + Math.max(...ticks.map((tick) => figure(tick).length)) * 7
  const band = (width - side - 8) / Math.max(1, bars.length)
  const y = (value: number): number => height - foot - ((value - low) / (high - low)) * (height - foot - top)
  const every = labelEvery(bars.length, width - side, 62)
  const thick = Math.min(56, Math.max(2, band * 0.72))
  return (
    <svg className="fch-svg" width={width} height={height} role="group" aria-label={t('Bars along the calendar')}>
      {ticks.map((tick) => (
        <g key={tick} aria-hidden="true">
          <line className="fch-grid" x1={side} x2={width - 8} y1={y(tick)} y2={y(tick)} />
          <text className="fch-tick" x={side - 8} y={y(tick) + 4} textAnchor="end">
            {figure(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar, at) => {
        const middle = side + band * (at + 0.5)
        const ends = { up: 0, down: 0 }
        const first = bars.findIndex(({ pieces }) => pieces.length > 0)
        return (
          <g key={String(bar.key)}>
            {bar.pieces.map((piece, place) => {
              const way = piece.value < 0 ? 'down' : 'up'
              const from = ends[way]
              ends[way] += piece.value
              const [above, below] = [y(Math.max(from, ends[way])), y(Math.min(from, ends[way]))]
              return (
                piece.value !== 0 && (
                  <rect
                    key={String(piece.split ?? piece.key)}
                    className="fch-mark"
                    data-colour={piece.colour}
                    x={middle - thick / 2}
                    y={above}
                    width={thick}
                    height={Math.max(2, below - above - (bar.pieces.length > 1 ? 1 : 0))}
                    rx={2}
                    {...mark(piece, at === first && place === 0)}
                  />
                )
              )
            })}
            {band > 34 && bar.value !== null && bar.value !== 0 && (
              <text className="fch-figure" x={middle} y={y(ends.up) - 6} textAnchor="middle" aria-hidden="true">
                {bar.figure}
              </text>
            )}
            {at % every === 0 && (
              <text className="fch-tick" x={middle} y={height - 8} textAnchor="middle">
                {bar.short}
              </text>
            )}
          </g>
        )
      })}
      <line className="fch-zero" x1={side} x2={width - 8} y1={y(0)} y2={y(0)} />
    </svg>
  )
}
