import type { PlannedLink } from '@fulcrum/domain/schedule'
import { cx } from '@fulcrum/ui'
import { arrowHead, linkPath, type LineEnd } from './link-path.ts'

/** A bar as lines see it. */
export interface BarBox {
  readonly left: number
  readonly right: number
  readonly middle: number
}

interface LinkLinesProps {
  readonly links: readonly PlannedLink[]
  readonly boxOf: (row: number) => BarBox | null
  readonly isBroken: (link: PlannedLink) => boolean
  readonly isCritical: (link: PlannedLink) => boolean
  readonly rowPx: number
  /** A line that is being drawn: from a bar to the pointer. */
  readonly open: { readonly from: LineEnd; readonly to: { readonly x: number; readonly y: number } } | null
}

/** The lines between the bars that are drawn, and their heads. Their words are with the bars. */
export function LinkLines({ links, boxOf, isBroken, isCritical, rowPx, open }: LinkLinesProps) {
  return (
    <svg className="ft-links" width="1" height="1" aria-hidden="true">
      {links.map((link) => {
        const [from, to] = [boxOf(link.from), boxOf(link.to)]
        if (from === null || to === null) return null
        const start = endOf(from, link.reached === 'finish' ? 1 : -1)
        const end = endOf(to, link.enter === 'finish' ? 1 : -1)
        const tone = cx('ft-link', isBroken(link) && 'ft-link-broken', isCritical(link) && 'ft-link-critical')
        return (
          <g
            key={`${link.from}-${link.to}-${link.reached}-${link.enter}`}
            className={tone}
            data-link={`${link.from}-${link.to}`}
          >
            <path className="ft-line" d={linkPath(start, end, rowPx)} />
            <path className="ft-arrow" d={arrowHead(end)} />
          </g>
        )
      })}
      {open !== null && (
        <path className="ft-line ft-line-open" d={`M${open.from.x} ${open.from.y}L${open.to.x} ${open.to.y}`} />
      )}
    </svg>
  )
}

/** Where a line meets a bar. */
export function endOf({ left, right, middle }: BarBox, side: 1 | -1): LineEnd {
  return { x: side === 1 ? right : left, y: middle, side }
}
