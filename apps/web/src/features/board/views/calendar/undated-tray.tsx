import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { ItemLine } from './item-line.tsx'
import { useRowsWithoutDay } from './use-span-rows.ts'

/** Items of the tray, and so many more each time they are asked for. */
const FIRST_ITEMS = 50

/** What stands on no day yet: from here it is dragged to one, and back. */
export function UndatedTray({ onClose }: { readonly onClose: () => void }) {
  const { context } = useScene()
  const { spans, moves } = useCalendar()
  const [limit, setLimit] = useState(FIRST_ITEMS)
  const { count, rows } = useRowsWithoutDay(spans, limit)
  return (
    <aside className="fq-tray" aria-label={t('Without a date')}>
      <header className="fq-tray-head">
        <h3>{t('Without a date')}</h3>
        <span className="fq-count">{count.toLocaleString(context.locale)}</span>
        <IconButton icon="x" size="small" label={t('Close')} onClick={onClose} />
      </header>
      {count === 0 ? (
        <p className="fq-free">{t('Every item stands on a day.')}</p>
      ) : (
        moves && <p className="fq-free">{t('Drag one to a day, or use its menu.')}</p>
      )}
      <div className="fq-tray-items">
        {rows.map((row) => (
          <ItemLine key={row} row={row} span={null} drags />
        ))}
        {count > limit && (
          <Button size="small" variant="plain" onClick={() => setLimit(limit + 2 * FIRST_ITEMS)}>
            {t('{count} more', { count: (count - limit).toLocaleString(context.locale) })}
          </Button>
        )}
      </div>
    </aside>
  )
}
