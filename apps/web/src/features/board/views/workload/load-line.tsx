import type { CellScale } from '@fulcrum/domain/workload'
import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { ReactNode } from 'react'
import { useWorld } from '../../../../shell/client-context.tsx'
import { useScene } from '../../scene.tsx'
import { cellDays, cellTitle } from './cell-pages.ts'
import type { Fullness, LoadCell, LoadRow } from './load-rows.ts'
import type { LoadWords } from './load-words.ts'
import { TIME_OFF, UNDATED, type Place } from './places.ts'

const colours: Readonly<Record<Fullness, string | undefined>> = {
  none: undefined,
  plain: 'blue',
  some: 'green',
  full: 'yellow',
  over: 'red',
}

interface LoadLineProps {
  readonly row: LoadRow
  readonly at: number
  /** Stands before the name. */
  readonly mark: ReactNode
  readonly scale: CellScale
  readonly isFree: (day: number) => boolean
  readonly words: LoadWords
  readonly cursor: Place
  readonly isOpen: (person: string | null, at: number) => boolean
  readonly onOpen: (person: string | null, at: number) => void
  readonly onTimeOff: (anchor: HTMLElement) => void
}

/** The name of a person and the cells beside it. */
export function LoadLine({ row, at, mark, scale, isFree, words, cursor, isOpen, onOpen, onTimeOff }: LoadLineProps) {
  const { context } = useScene()
  const { today, locale } = context
  const { isStill = false } = useWorld()
  const tabIndex = (place: number): 0 | -1 => (cursor.row === at && cursor.at === place ? 0 : -1)
  const isDay = scale.width === 1
  return (
    <>
      <div className="fw-person" role="rowheader" aria-label={row.name}>
        {mark ?? (
          <span className="fw-nobody" aria-hidden="true">
            <Icon name="people" />
          </span>
        )}
        <div>
          <span className="fw-name fu-truncate" dir="auto" title={row.name}>
            {row.name}
          </span>
          {row.undated.length > 0 && (
            <button
              type="button"
              className="fw-undated fu-truncate"
              tabIndex={tabIndex(UNDATED)}
              data-row={at}
              data-at={UNDATED}
              data-open={isOpen(row.id, UNDATED)}
              aria-label={t('{name}: {count, plural, one {# without dates} other {# without dates}}', {
                name: row.name,
                count: row.undated.length,
              })}
              onClick={() => onOpen(row.id, UNDATED)}
            >
              {t('{count, plural, one {# without dates} other {# without dates}}', {
                count: row.undated.length,
              })}
            </button>
          )}
        </div>
        {row.id === context.me && !isStill && (
          <button
            type="button"
            className="fw-off"
            tabIndex={tabIndex(TIME_OFF)}
            data-row={at}
            data-at={TIME_OFF}
            aria-haspopup="dialog"
            aria-label={t('Your time off')}
            title={t('Your time off')}
            onClick={({ currentTarget }) => onTimeOff(currentTarget)}
          >
            <Icon name="calendar" />
          </button>
        )}
      </div>
      {row.cells.map((cell, place) => {
        const { start, end } = cellDays(scale, place)
        return (
          <div
            key={place}
            className="fw-cell"
            role="gridcell"
            tabIndex={tabIndex(place)}
            data-row={at}
            data-at={place}
            data-fullness={cell.fullness}
            data-colour={colours[cell.fullness]}
            data-free={cell.isFree || (isDay && isFree(start))}
            data-away={cell.away > 0}
            data-now={start <= today && today <= end}
            data-open={isOpen(row.id, place)}
            onClick={() => onOpen(row.id, place)}
          >
            <span className="fu-hidden">{`${row.name}, ${cellTitle(scale, place, locale)}: ${words.cell(cell)}`}</span>
            <span className="fw-figures" aria-hidden="true" title={words.cell(cell)}>
              <CellText cell={cell} words={words} isDay={isDay} />
            </span>
          </div>
        )
      })}
    </>
  )
}

function CellText({
  cell,
  words,
  isDay,
}: {
  readonly cell: LoadCell
  readonly words: LoadWords
  readonly isDay: boolean
}) {
  const { planned, room, items, over } = cell
  const away = words.away(cell)
  if (items === 0 && away !== null) return <span className="fw-note">{isDay ? t('away') : away}</span>
  if (items === 0) return room === null || room === 0 ? null : <span className="fw-room">{words.short(room)}</span>
  // How much of an item falls into a cell says something beside what can be done alone.
  if (words.counts && room === null && away === null)
    return <b className="fw-planned">{isDay ? words.short(items) : words.items(items)}</b>
  return (
    <>
      <span className="fw-planned">
        <b>{words.short(planned)}</b>
        {room !== null && <> / {words.short(room)}</>}
      </span>
      <span className="fw-note fu-truncate">
        {away !== null
          ? isDay
            ? t('away')
            : away
          : over > 0
            ? isDay
              ? t('+{over}', { over: words.short(over) })
              : t('{over} too much', { over: words.full(over) })
            : isDay
              ? null
              : words.items(items)}
      </span>
      {room !== null && room > 0 && (
        <i className="fw-bar">
          <i style={{ width: `${Math.min(100, (planned / room) * 100)}%` }} />
        </i>
      )}
    </>
  )
}
