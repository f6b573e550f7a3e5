import type { BoardLife } from '@fulcrum/protocol'

interface DensityProps {
  readonly density: BoardLife['density']
  readonly life: BoardLife | null
  /** How much of the line lies before the moment. */
  readonly share: number
  readonly end: number
}

/** Marks where much changed: one bar for each part of the board's life, by the root of how many changes it had. */
export function Density({ density, life, share, end }: DensityProps) {
  const most = Math.sqrt(Math.max(1, ...density))
  const width = life === null ? 100 : (100 * (life.until - life.since)) / Math.max(1, end - life.since)
  const each = width / Math.max(1, density.length)
  const at = Math.min(100, Math.max(0, share * 100))
  const bars = (kept: (x: number) => boolean) =>
    density
      .flatMap((count, index) => {
        const x = index * each
        if (count === 0 || !kept(x)) return []
        const height = 2 + (14 * Math.sqrt(count)) / most
        return [`M${x.toFixed(3)} 18v${(-height).toFixed(2)}h${(each * 0.78).toFixed(3)}v${height.toFixed(2)}z`]
      })
      .join('')
  return (
    <svg className="past-density" viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden focusable="false">
      <path className="past-density-before" d={bars((x) => x <= at)} />
      <path className="past-density-after" d={bars((x) => x > at)} />
    </svg>
  )
}
