import { t } from '@fulcrum/ui/messages'
import type { ChartModel } from './chart-model.ts'
import { useMarks } from './marks.ts'
import { axisOf } from './ticks.ts'

const rowHeight = 34
const barHeight = 20
const axisHeight = 26
/** Below this width names stand above their bars. */
const narrow = 520

/** Bars from left to right, one below the other: what is read by name. */
export function BarsAcross({ model, width }: { readonly model: ChartModel; readonly width: number }) {
  const mark = useMarks()
  const { bars, figure } = model
  const above = width < narrow
  const longest = Math.max(...bars.map(({ title }) => title.length), 4)
  const names = above ? 0 : Math.min(Math.round(width * 0.32), 24 + longest * 7)
  const figures = 16 + Math.max(...bars.map((bar) => bar.figure.length), 2) * 8
  const { low, high, ticks } = axisOf(bars.flatMap(endsOf), Math.max(2, Math.floor((width - names) / 110)), model.whole)
  const span = Math.max(40, width - names - figures - 12)
  const x = (value: number): number => names + 12 + ((value - low) / (high - low)) * span
  const step = above ? rowHeight + 18 : rowHeight
  const height = bars.length * step + axisHeight
  return (
    <svg className="fch-svg" width={width} height={height} role="group" aria-label={t('Bars')}>
      {ticks.map((tick) => (
        <g key={tick} aria-hidden="true">
          <line className="fch-grid" x1={x(tick)} x2={x(tick)} y1={0} y2={height - axisHeight} />
          <text className="fch-tick" x={x(tick)} y={height - 8} textAnchor="middle">
            {figure(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar, at) => {
        const top = at * step + (above ? 22 : (rowHeight - barHeight) / 2)
        const ends = { up: 0, down: 0 }
        return (
          <g key={String(bar.key)}>
            <text
              className="fch-name"
              x={above ? 12 : names}
              y={above ? top - 7 : top + barHeight / 2 + 4}
              textAnchor={above ? 'start' : 'end'}
            >
              {shortened(bar.title, above ? width - 24 : names - 8)}
              <title>{bar.title}</title>
            </text>
            {bar.pieces.map((piece, place) => {
              const side = piece.value < 0 ? 'down' : 'up'
              const from = ends[side]
              ends[side] += piece.value
              const [left, right] = [x(Math.min(from, ends[side])), x(Math.max(from, ends[side]))]
              return (
                <rect
                  key={String(piece.split ?? piece.key)}
                  className="fch-mark"
                  data-colour={piece.colour}
                  x={left}
                  y={top}
                  width={Math.max(2, right - left - (bar.pieces.length > 1 ? 1 : 0))}
                  height={barHeight}
                  rx={3}
                  {...mark(piece, at === 0 && place === 0)}
                />
              )
            })}
            <text className="fch-figure" x={x(Math.max(0, ends.up)) + 7} y={top + barHeight / 2 + 4} aria-hidden="true">
              {bar.figure}
            </text>
          </g>
        )
      })}
      <line className="fch-zero" x1={x(0)} x2={x(0)} y1={0} y2={height - axisHeight} />
    </svg>
  )
}

/** How far a bar goes to both sides. */
export function endsOf({ pieces }: ChartModel['bars'][number]): readonly [number, number] {
  let [down, up] = [0, 0]
  for (const { value } of pieces) {
    if (value < 0) down += value
    else up += value
  }
  return [down, up]
}

/** As much of a name as about fits into a width. */
export function shortened(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 6.6))
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
