import { Icon, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useTransfer } from '../../../../shell/transfer-context.ts'
import { withParts } from '../../lazy-parts.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { Card } from './card.tsx'
import { stepOf } from './card-keys.ts'
import { useCards } from './card-scene.ts'

interface CardButtonProps {
  readonly row: number
  /** Tab leads to it. */
  readonly tabStop: boolean
  readonly onFocus?: () => void
  /** What stands above its title. */
  readonly children?: ReactNode
}

/** A card that can be focused, selected, opened, edited, dragged and moved by keys; its menu has what every item has. */
export function CardButton({ row, tabStop, onFocus, children }: CardButtonProps) {
  const scene = useScene()
  const { model, reader, onOpenRow, openRow, rights } = scene
  const overlays = useOverlays()
  const transfer = useTransfer()
  const cards = useCards()
  if (model === null || reader === null) return null
  const rowId = model.ids.idOf(row)
  const selected = cards.selection.has(rowId)
  const title = String(reader.lane(row, 'title') ?? '')
  const menu = (anchor: Anchor): void =>
    withParts(({ rowMenu }) =>
      overlays.menu(anchor, t('Item'), [
        ...rowMenu(scene, rowId, cards.selection, anchor, overlays, transfer),
        ...cards.menu(rowId),
      ]),
    )
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    if (event.shiftKey) cards.select(rowId, 'range')
    else if (event.ctrlKey || event.metaKey) cards.select(rowId, 'toggle')
    else onOpenRow(row)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!byKey(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  /** Whether the key meant something to the card. */
  const byKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    const step = stepOf(event)
    if (step !== null) {
      cards.step(rowId, step, event.currentTarget)
      return true
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === ' ' || event.key === 'Enter') onOpenRow(row)
    else if ((event.shiftKey && event.key === 'F10') || event.key === 'ContextMenu') menu(event.currentTarget)
    else if (event.key === 'x' || event.key === 'X') cards.select(rowId, event.shiftKey ? 'range' : 'toggle')
    else if (event.key === 'Escape' && cards.selection.size > 0) cards.clearSelection()
    else return !event.shiftKey && cards.edit(rowId, event.key, event.currentTarget)
    return true
  }
  return (
    <div className="fk-slot">
      <article
        className="fk-card"
        tabIndex={tabStop ? 0 : -1}
        role="button"
        aria-keyshortcuts="Shift+ArrowUp Shift+ArrowDown Shift+ArrowLeft Shift+ArrowRight"
        aria-pressed={selected}
        data-card={rowId}
        data-open={openRow === row}
        data-selected={selected}
        onFocus={onFocus}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => rights.edit && cards.drag(event, rowId)}
        onContextMenu={(event) => {
          event.preventDefault()
          menu({ x: event.clientX, y: event.clientY })
        }}
      >
        {children}
        <Card row={row} reader={reader} revision={model.rowRevision(row)} />
      </article>
      <button
        type="button"
        className="fk-dots"
        aria-label={t('Menu of {title}', { title })}
        aria-haspopup="menu"
        tabIndex={-1}
        onClick={(event) => menu(event.currentTarget)}
      >
        <Icon name="dots" size={14} />
      </button>
    </div>
  )
}
