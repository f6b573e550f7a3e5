import { must } from '@fulcrum/domain'
import { Icon } from '@fulcrum/ui'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTransfer } from '../../../../shell/transfer-context.ts'
import type { AlsoValue } from '../../actions/items.ts'
import { withParts } from '../../lazy-parts.ts'
import type { SectionInfo } from '../../model/sections.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { Card } from './card.tsx'
import { useCards } from './card-scene.ts'
import { focusBeside, stepOf } from './card-keys.ts'
import { NewCard } from './new-card.tsx'

interface CardStackProps {
  readonly info: SectionInfo
  readonly rows: ArrayLike<number>
  /** The lane in which it stands. Without one it scrolls by itself; in one it is as tall as its first cards. */
  readonly lane?: string
  /** The value that a card gets with its place, beside that of its column. */
  readonly also?: AlsoValue
  readonly adding: boolean
  readonly onAdding: (on: boolean) => void
}

/** A card before it is measured. */
const CARD_PX = 86
const GAP_PX = 8
/** Cards of a stack that does not scroll, until more are asked for. */
const FIRST_CARDS = 12

/** The cards of one column, or of one column within a lane; only those in sight are there. */
export function CardStack({ info, rows, lane, also, adding, onAdding }: CardStackProps) {
  const scrolls = lane === undefined
  const { model, rights, items } = useScene()
  const [more, setMore] = useState(1)
  const shown = scrolls ? rows.length : Math.min(rows.length, FIRST_CARDS * more)
  const box = useRef<HTMLDivElement>(null)
  // It tells its own moves: nothing that it gives is kept.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: shown,
    enabled: scrolls,
    getScrollElement: () => box.current,
    estimateSize: () => CARD_PX,
    gap: GAP_PX,
    overscan: 4,
    getItemKey: (index) => model?.ids.idOf(rows[index] ?? 0) ?? index,
  })
  if (model === null) return null
  return (
    <div className="fk-stack" ref={box} data-column={info.id} data-lane={lane} data-scrolls={scrolls}>
      {scrolls ? (
        <div className="fk-tall" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => (
            <div
              key={String(key)}
              className="fk-place"
              data-index={index}
              ref={virtual.measureElement}
              style={{ transform: `translateY(${start}px)` }}
            >
              <CardButton row={must(rows[index], 'a row')} first={index === 0} />
            </div>
          ))}
        </div>
      ) : (
        Array.from({ length: shown }, (_, index) => must(rows[index], 'a row')).map((row, index) => (
          <CardButton key={row} row={row} first={index === 0} />
        ))
      )}
      {shown < rows.length && (
        <button type="button" className="fk-more" onClick={() => setMore(more + 3)}>
          {`${rows.length - shown} more`}
        </button>
      )}
      {rights.edit &&
        (adding ? (
          <NewCard onAdd={(title) => void items.add(info.id, title, also)} onClose={() => onAdding(false)} />
        ) : (
          <button type="button" className="fk-add" onClick={() => onAdding(true)}>
            <Icon name="plus" size={14} />
            Add
          </button>
        ))}
    </div>
  )
}

function CardButton({ row, first }: { readonly row: number; readonly first: boolean }) {
  const scene = useScene()
  const { model, reader, onOpenRow, openRow, rights } = scene
  const overlays = useOverlays()
  const transfer = useTransfer()
  const { drag, step: move } = useCards()
  if (model === null || reader === null) return null
  const rowId = model.ids.idOf(row)
  const menu = (anchor: HTMLElement | { readonly x: number; readonly y: number }): void =>
    withParts(({ rowMenu }) =>
      overlays.menu(anchor, 'Item', rowMenu(scene, rowId, new Set(), anchor, overlays, transfer)),
    )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      onOpenRow(row)
      return
    }
    if ((event.shiftKey && event.key === 'F10') || event.key === 'ContextMenu') {
      event.preventDefault()
      menu(event.currentTarget)
      return
    }
    const step = stepOf(event)
    if (step === null) return
    event.preventDefault()
    if (step.moves && rights.edit) move(rowId, step)
    else focusBeside(event.currentTarget, step)
  }
  return (
    <article
      className="fk-card"
      tabIndex={first ? 0 : -1}
      role="button"
      aria-label={`${String(reader.lane(row, 'title') ?? '')}. Shift and arrows move it.`}
      data-card={rowId}
      data-open={openRow === row}
      onClick={() => onOpenRow(row)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => rights.edit && drag(event, rowId)}
      onContextMenu={(event) => {
        event.preventDefault()
        menu({ x: event.clientX, y: event.clientY })
      }}
    >
      <Card row={row} reader={reader} revision={model.rowRevision(row)} />
    </article>
  )
}
