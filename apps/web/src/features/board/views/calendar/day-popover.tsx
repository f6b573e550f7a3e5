import { Button, Popover } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useScene } from '../../scene.tsx'
import { CalendarScene, type CalendarWorld } from './calendar-scene.ts'
import { ItemLine } from './item-line.tsx'
import { dayWords } from './pages.ts'
import { useSpanRows } from './use-span-rows.ts'

interface DayPopoverProps {
  readonly day: number
  readonly anchor: HTMLElement
  readonly world: CalendarWorld
  readonly onClose: () => void
}

/** Lines of a day, and so many more each time they are asked for. */
const FIRST_ITEMS = 50

/** All items of a day. */
export function DayPopover({ day, anchor, world, onClose }: DayPopoverProps) {
  const { context, rights } = useScene()
  const [limit, setLimit] = useState(FIRST_ITEMS)
  const rows = useSpanRows(world.spans, { start: day, end: day }) ?? []
  const { locale } = context
  return (
    <CalendarScene value={world}>
      <Popover open anchor={anchor} label={dayWords(day, locale)} onClose={onClose} className="fq-popover">
        <h3>{dayWords(day, locale)}</h3>
        <div className="fq-popover-items">
          {rows.length === 0 && <p className="fq-free">{t('Nothing stands on this day.')}</p>}
          {rows.slice(0, limit).map(({ row, ...span }) => (
            <ItemLine key={row} row={row} span={span} onOpen={onClose} />
          ))}
          {rows.length > limit && (
            <Button size="small" variant="plain" onClick={() => setLimit(limit + 2 * FIRST_ITEMS)}>
              {t('{count} more', { count: (rows.length - limit).toLocaleString(locale) })}
            </Button>
          )}
        </div>
        {rights.edit && (
          <Button size="small" variant="plain" icon="plus" onClick={() => world.onAdd(day, anchor)}>
            {t('New item')}
          </Button>
        )}
      </Popover>
    </CalendarScene>
  )
}
