import { t } from '@fulcrum/ui/messages'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { shortStep, stepWords } from './chart-words.ts'
import type { DaySeries } from './day-lines.ts'
import { axisOf, labelEvery } from './ticks.ts'

const height = 320
const top = 12
const foot = 28
const right = 12

interface LinesChartProps {
  readonly series: readonly DaySeries[]
  /** The first day. */
  readonly first: number
  readonly width: number
  readonly locale: string
  readonly whole: boolean
  readonly label: string
}

/** Lines over days. The pointer and the arrow keys go from day to day; what all lines are there is said beside it. */
export function LinesChart({ series, first, width, locale, whole, label }: LinesChartProps) {
  const [day, setDay] = useState<number | null>(null)
  const box = useRef<SVGRectElement>(null)
  const days = series[0]?.values.length ?? 0
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const { low, high, ticks } = axisOf(
    series.flatMap(({ values }) => values),
    5,
    whole,
  )
  const side = 14 + Math.max(...ticks.map((tick) => format.format(tick).length)) * 7
  const wide = width - side - right
  const x = (at: number): number => side + (days < 2 ? wide / 2 : (at / (days - 1)) * wide)
  const y = (value: number): number => height - foot - ((value - low) / (high - low)) * (height - foot - top)
  const path = (values: readonly number[]): string =>
    values.map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('')
  const area = (values: readonly number[]): string =>
    `${path(values)}L${x(days - 1).toFixed(1)} ${y(0)}L${x(0).toFixed(1)} ${y(0)}Z`
  const every = labelEvery(days, wide, 64)
  const words = (at: number): string =>
    [
      stepWords(first + at, 'day', locale),
      ...series.map(({ title, values }) => `${title}: ${format.format(values[at] ?? 0)}`),
    ].join('\n')
  const point = (event: PointerEvent<SVGRectElement>): void => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const at = Math.round(((event.clientX - left) / Math.max(1, wide)) * (days - 1))
    setDay(Math.max(0, Math.min(days - 1, at)))
  }
  const step = (event: KeyboardEvent<SVGRectElement>): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -days, End: days }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setDay((before) => Math.max(0, Math.min(days - 1, (before ?? days - 1) + by)))
  }
  return (
    <>
      <svg className="fch-svg fch-lines" width={width} height={height} role="group" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick} aria-hidden="true">
            <line className="fch-grid" x1={side} x2={width - right} y1={y(tick)} y2={y(tick)} />
            <text className="fch-tick" x={side - 8} y={y(tick) + 4} textAnchor="end">
              {format.format(tick)}
            </text>
          </g>
        ))}
        {Array.from({ length: days }, (_, at) => at)
          .filter((at) => (days - 1 - at) % every === 0)
          .map((at) => (
            <text
              key={at}
              className="fch-tick"
              x={Math.min(x(at), width - right - 14)}
              y={height - 8}
              textAnchor="middle"
              aria-hidden="true"
            >
              {shortStep(first + at, 'day', locale)}
            </text>
          ))}
        {series.map(({ key, colour, values, guide }) => (
          <g key={key} data-colour={colour} aria-hidden="true">
            {guide !== true && <path className="fch-area" d={area(values)} />}
            <path className={guide === true ? 'fch-guide' : undefined} d={path(values)} />
          </g>
        ))}
        <line className="fch-zero" x1={side} x2={width - right} y1={y(0)} y2={y(0)} />
        {day !== null && day < days && (
          <g aria-hidden="true">
            <line className="fch-cross" x1={x(day)} x2={x(day)} y1={top} y2={height - foot} />
            {series.map(({ key, colour, values }) => (
              <circle key={key} className="fch-dot" data-colour={colour} cx={x(day)} cy={y(values[day] ?? 0)} r={4} />
            ))}
          </g>
        )}
        <rect
          className="fch-days"
          ref={box}
          x={side}
          y={top}
          width={Math.max(1, wide)}
          height={height - foot - top}
          tabIndex={0}
          role="slider"
          aria-label={t('Day')}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, days - 1)}
          aria-valuenow={day ?? Math.max(0, days - 1)}
          aria-valuetext={words(day ?? Math.max(0, days - 1))}
          onPointerMove={point}
          onPointerLeave={() => setDay(null)}
          onKeyDown={step}
          onBlur={() => setDay(null)}
        />
      </svg>
      {day !== null && day < days && (
        <div
          className="fch-tip"
          role="presentation"
          style={{ top, ...(day > days / 2 ? { right: width - x(day) + 10 } : { left: x(day) + 10 }) }}
        >
          {words(day)}
        </div>
      )}
    </>
  )
}
