import { itemKey } from '@fulcrum/domain'
import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef } from 'react'
import { useScene } from '../../scene.tsx'

/** Items that are listed; a table shows them all. */
const most = 200

interface PartItemsProps {
  readonly title: string
  readonly rows: ArrayLike<number> & Iterable<number>
  readonly onClose: () => void
  /** Absent where no filter says what the part is. */
  readonly onTable?: () => void
}

/** The items of a part of a chart, beside it. */
export function PartItems({ title, rows, onClose, onTable }: PartItemsProps) {
  const { state, records, onOpenRow, openRow } = useScene()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true })
  }, [])
  const shown = Array.from(rows).slice(0, most)
  const step = (by: number): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    all[all.findIndex((button) => button === document.activeElement) + by]?.focus()
  }
  return (
    <aside
      className="fch-items"
      aria-label={t('Items of {title}', { title })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        else if (event.key === 'ArrowDown') step(1)
        else if (event.key === 'ArrowUp') step(-1)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <header>
        <h3 className="fu-truncate">{title}</h3>
        <span className="fch-count">{rows.length}</span>
        <IconButton icon="x" label={t('Close the list')} onClick={onClose} />
      </header>
      <ul ref={list}>
        {shown.map((row) => (
          <li key={row}>
            <button type="button" data-open={row === openRow} onClick={() => onOpenRow(row)}>
              <span className="fch-key">{itemKey(records.prefix, row)}</span>
              <span className="fu-truncate">{String(state.system(row, 'title') ?? '') || t('Without a name')}</span>
            </button>
          </li>
        ))}
      </ul>
      <footer>
        {rows.length > most && <span>{t('and {count} more', { count: rows.length - most })}</span>}
        {onTable !== undefined && (
          <Button icon="board" onClick={onTable}>
            {t('Open as table')}
          </Button>
        )}
      </footer>
    </aside>
  )
}
