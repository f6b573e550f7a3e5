import { must } from '@fulcrum/domain'
import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useRef, useState, type RefObject } from 'react'
import type { AlsoValue } from '../../actions/items.ts'
import type { SectionInfo } from '../../model/sections.ts'
import { useScene } from '../../scene.tsx'
import { CardButton } from './card-button.tsx'
import { cardHeights, FIRST_PX } from './card-heights.ts'
import { NewCard } from './new-card.tsx'
import { GAP_PX, useCardWindow } from './use-card-window.ts'

interface CardStackProps {
  readonly info: SectionInfo
  readonly rows: ArrayLike<number>
  /** The lane in which it stands. Without one it scrolls by itself; in one it is as tall as its first cards. */
  readonly lane?: StackLane
  /** The value that a card gets with its place, beside that of its column. */
  readonly also?: AlsoValue
  readonly adding: boolean
  readonly onAdding: (on: boolean) => void
}

/** A lane as its stacks see it. */
export interface StackLane {
  readonly id: string
  /** What scrolls it, and how far below its start the stacks begin. */
  readonly frame: RefObject<HTMLElement | null>
  readonly topPx: number
}

/** Cards of a stack that does not scroll, until more are asked for. */
const FIRST_CARDS = 12
/** What is below the cards. */
const ADD_PX = 40

/** About how tall the stack of a lane is, while none of it is drawn. */
export function stackHeight(cards: number): number {
  return Math.min(cards, FIRST_CARDS) * (FIRST_PX + GAP_PX) + ADD_PX
}

/** The cards of one column, or of one column within a lane; only those in sight are there. */
export function CardStack({ info, rows, lane, also, adding, onAdding }: CardStackProps) {
  const { model, rights, items } = useScene()
  const [more, setMore] = useState(1)
  const shown = lane === undefined ? rows.length : Math.min(rows.length, FIRST_CARDS * more)
  const box = useRef<HTMLDivElement>(null)
  const scrolls = lane === undefined
  const startPx = lane?.topPx ?? 0
  const heights = cardHeights(model?.ids ?? items)
  const keyOf = (index: number): string | number => model?.ids.idOf(rows[index] ?? 0) ?? index
  const frame = (): HTMLElement | null => (lane?.frame ?? box).current
  const { cards, measure, tallPx } = useCardWindow({ count: shown, frame, startPx, heights, keyOf })
  if (model === null) return null
  return (
    <div className="fk-stack" ref={box} data-column={info.id} data-lane={lane?.id} data-scrolls={scrolls}>
      <div className="fk-tall" style={{ height: tallPx }}>
        {cards.map(({ index, key, start }) => (
          <div
            key={String(key)}
            className="fk-place"
            data-index={index}
            ref={measure}
            style={{ transform: `translateY(${start - startPx}px)` }}
          >
            <CardButton row={must(rows[index], 'a row')} tabStop={index === 0} />
          </div>
        ))}
      </div>
      {shown < rows.length && (
        <button type="button" className="fk-more" onClick={() => setMore(more + 3)}>
          {t('{count} more', { count: rows.length - shown })}
        </button>
      )}
      {rights.edit &&
        (adding ? (
          <NewCard
            onAdd={(title) => void items.add(info.id, title, also)}
            onAddLines={(text) => items.addLines(info.id, text, also)}
            onClose={() => onAdding(false)}
          />
        ) : (
          <button type="button" className="fk-add" onClick={() => onAdding(true)}>
            <Icon name="plus" size={14} />
            {t('Add')}
          </button>
        ))}
    </div>
  )
}
