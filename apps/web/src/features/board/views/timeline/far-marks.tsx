import type { DaySpan } from '@fulcrum/domain/schedule'
import { cx, Icon, Tooltip } from '@fulcrum/ui'
import type { KeyboardEvent } from 'react'
import { useScene } from '../../scene.tsx'
import { farPlaces } from './far-places.ts'
import { farSight, farWords } from './far-words.ts'
import { arrowHead } from './link-path.ts'
import { endOf, type BarBox } from './link-lines.tsx'
import type { FarWait } from './read-plan.ts'
import { useTimeline } from './timeline-scene.ts'

interface FarMarksProps {
  /** The row that waits, and its bar. */
  readonly rowId: string
  readonly bar: BarBox
  readonly rowPx: number
  readonly waits: readonly FarWait[]
  /** Where a day begins. */
  readonly xOf: (day: number) => number
  readonly isBroken: (wait: FarWait) => boolean
  readonly isCritical: (wait: FarWait) => boolean
  readonly onLeave: (rowId: string) => void
}

/** What a bar waits for on other boards: a mark of each at the day that counts, and a line from it. */
export function FarMarks({ rowId, bar, rowPx, waits, xOf, isBroken, isCritical, onLeave }: FarMarksProps) {
  const { context } = useScene()
  const world = useTimeline()
  const seen = waits.flatMap((wait) => {
    const sight = farSight(wait, context)
    return sight === null ? [] : [{ wait, sight, end: endOf(bar, wait.enter === 'finish' ? 1 : -1) }]
  })
  const places = farPlaces(
    seen.map(({ wait: { found, reached }, end }) => ({
      x: found?.days ? xOf(edgeOf(found.days, reached)) : null,
      end,
    })),
    rowPx,
  )
  return seen.map(({ wait, sight, end }, at) => {
    const place = places[at]
    if (place === undefined) return null
    const broken = isBroken(wait)
    const words = farWords(wait, sight, { days: world.nameOf, broken })
    const open = sight.is === 'hidden' ? undefined : () => context.items?.open(sight.board, sight.row)
    return (
      <span key={wait.item}>
        <svg className="ft-links" width="1" height="1" aria-hidden="true">
          <g
            className={cx('ft-link', 'ft-link-far', broken && 'ft-link-broken', isCritical(wait) && 'ft-link-critical')}
            data-far-link={wait.item}
          >
            <path className="ft-line" d={place.path} />
            <path className="ft-arrow" d={arrowHead(end)} />
          </g>
        </svg>
        <Tooltip text={words}>
          <button
            type="button"
            tabIndex={-1}
            className="ft-far"
            style={{ left: place.x, top: place.y }}
            data-far={rowId}
            data-broken={broken}
            data-is={sight.is === 'hidden' ? 'hidden' : wait.id === null ? 'undated' : 'dated'}
            aria-label={words}
            aria-disabled={open === undefined}
            onClick={open}
            onKeyDown={(event) => onMarkKey(event, () => onLeave(rowId))}
          >
            {broken ? <b aria-hidden="true">!</b> : sight.is === 'hidden' && <Icon name="lock" size={11} />}
          </button>
        </Tooltip>
      </span>
    )
  })
}

/** The day before which what waits may not go: the one behind the last, or the first. */
function edgeOf({ start, end }: DaySpan, reached: FarWait['reached']): number {
  return reached === 'start' ? start : end + 1
}

/** Left goes on to the next mark of the bar, right back to the bar. */
function onMarkKey(event: KeyboardEvent<HTMLElement>, leave: () => void): void {
  if (event.key === 'ArrowRight' || event.key === 'Escape') leave()
  else if (event.key === 'ArrowLeft') {
    const all = farMarksOf(event.currentTarget.closest('.ft'), event.currentTarget.dataset['far'] ?? '')
    const next = all[(all.indexOf(event.currentTarget) + 1) % all.length]
    next?.focus()
  } else return
  event.preventDefault()
}

/** The marks of a row that are drawn. */
export function farMarksOf(frame: Element | null, rowId: string): HTMLElement[] {
  return [...(frame?.querySelectorAll<HTMLElement>(`[data-far=${JSON.stringify(rowId)}]`) ?? [])]
}
