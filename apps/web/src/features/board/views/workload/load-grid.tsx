import type { CellScale } from '@fulcrum/domain/workload'
import { Avatar } from '@fulcrum/ui'
import { dayFormat } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useRef, type KeyboardEvent, type RefObject } from 'react'
import { useScene } from '../../scene.tsx'
import { cellDays, cellTitle } from './cell-pages.ts'
import { LoadLine } from './load-line.tsx'
import type { LoadRow } from './load-rows.ts'
import type { LoadWords } from './load-words.ts'
import { placeOf, stepPlace, TIME_OFF, type Place } from './places.ts'
import { useViewBox } from '../timeline/use-view-box.ts'

/** Heights in pixels, as `workload.css` has them. */
const HEAD_PX = 44
const ROW_PX = 54

/** Rows that are drawn outside of what is seen, so that the keyboard finds them. */
const BESIDE = 4

interface LoadGridProps {
  readonly box: RefObject<HTMLDivElement | null>
  readonly rows: readonly LoadRow[]
  readonly scale: CellScale
  readonly isFree: (day: number) => boolean
  readonly words: LoadWords
  readonly cursor: Place
  readonly onCursor: (place: Place) => void
  /** The figure whose items are listed. */
  readonly isOpen: (person: string | null, at: number) => boolean
  readonly onOpen: (person: string | null, at: number) => void
  readonly onTimeOff: (anchor: HTMLElement) => void
}

/** A row for each person, and in it a cell for each day or week. */
export function LoadGrid(props: LoadGridProps) {
  const { box, rows, scale, isFree, words, cursor, onCursor, isOpen, onOpen, onTimeOff } = props
  const { context, records } = useScene()
  const { today, locale } = context
  const view = useViewBox(box)
  const sheet = useRef<HTMLDivElement>(null)
  const first = Math.floor((view.top - HEAD_PX) / ROW_PX) - BESIDE
  const last = Math.ceil((view.top + view.height) / ROW_PX) + BESIDE
  const isDrawn = (at: number): boolean => (first <= at && at <= last) || at === cursor.row
  const cells = Array.from({ length: scale.count }, (_, cell) => cell)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const from = placeOf(event.target)
    if (from === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { row, at } = from
    if (event.key === 'Enter' || event.key === ' ') {
      const { id } = rows[row] ?? {}
      if (id === undefined) return
      if (at !== TIME_OFF) onOpen(id, at)
      else if (event.target instanceof HTMLElement) onTimeOff(event.target)
    } else if (!stepPlace(sheet.current, from, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className="fw-box"
      ref={box}
      // What scrolls can be reached by keys, also where nothing in it can.
      tabIndex={-1}
    >
      <div
        className="fw-sheet"
        ref={sheet}
        role="grid"
        aria-label={t('Workload of {board}', { board: records.name })}
        aria-rowcount={rows.length + 1}
        data-width={scale.width}
        style={{ '--fw-cells': scale.count, height: HEAD_PX + rows.length * ROW_PX } as object}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const place = placeOf(target)
          if (place !== null) onCursor(place)
        }}
      >
        <div className="fw-head fw-line" role="row" aria-rowindex={1}>
          <div className="fw-corner" role="columnheader">
            {t('Person')}
          </div>
          {cells.map((cell) => {
            const { start, end } = cellDays(scale, cell)
            const isNow = start <= today && today <= end
            return (
              <div
                key={cell}
                className="fw-title"
                role="columnheader"
                aria-label={cellTitle(scale, cell, locale)}
                aria-current={isNow ? 'date' : undefined}
                data-free={scale.width === 1 && isFree(start)}
              >
                {scale.width === 1 ? (
                  <>
                    <span>{dayFormat(locale, { weekday: 'short' })(start)}</span>
                    <b>
                      {dayFormat(
                        locale,
                        cell === 0 || isFirst(start) ? { day: 'numeric', month: 'short' } : { day: 'numeric' },
                      )(start)}
                    </b>
                  </>
                ) : (
                  <b>{dayFormat(locale, { day: 'numeric', month: 'short' })(start)}</b>
                )}
              </div>
            )
          })}
        </div>
        {rows.map((row, at) => {
          if (!isDrawn(at)) return null
          const person = row.id === null ? undefined : context.person(row.id)
          return (
            <div
              key={row.id ?? ''}
              className="fw-row fw-line"
              role="row"
              aria-rowindex={at + 2}
              data-person={row.id ?? ''}
              style={{ top: HEAD_PX + at * ROW_PX }}
            >
              <LoadLine
                row={row}
                at={at}
                mark={person === undefined ? null : <Avatar person={person} decorative />}
                scale={scale}
                isFree={isFree}
                words={words}
                cursor={cursor}
                isOpen={isOpen}
                onOpen={onOpen}
                onTimeOff={onTimeOff}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function isFirst(day: number): boolean {
  return new Date(day * 86_400_000).getUTCDate() === 1
}
