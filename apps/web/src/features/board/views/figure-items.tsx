import './figure-items.css'
import { itemKey } from '@fulcrum/domain'
import { IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, type ReactNode } from 'react'
import { useScene } from '../scene.tsx'

/** Items that are listed at most. */
const MOST = 200

interface FigureItemsProps {
  readonly title: string
  /** What they come to, below the title or behind it. */
  readonly sum: ReactNode
  readonly rows: ArrayLike<number> & Iterable<number>
  /** What an item adds to the figure, in words. */
  readonly shareOf?: (row: number) => string
  readonly onClose: () => void
  /** A way on, at the end. */
  readonly children?: ReactNode
}

/** The items behind a figure of a view, beside it: arrows go among them, Enter opens one, Escape leaves. */
export function FigureItems({ title, sum, rows, shareOf, onClose, children }: FigureItemsProps) {
  const { state, records, onOpenRow, openRow } = useScene()
  const box = useRef<HTMLElement>(null)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const first = list.current?.querySelector('button') ?? box.current?.querySelector('button')
    first?.focus({ preventScroll: true })
  }, [])
  const step = (by: number): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    all[all.findIndex((button) => button === document.activeElement) + by]?.focus()
  }
  const more = rows.length - MOST
  return (
    <aside
      ref={box}
      className="fi"
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
        <div>
          <h3>{title}</h3>
          <p>{sum}</p>
        </div>
        <IconButton icon="x" label={t('Close the list')} onClick={onClose} />
      </header>
      <ul ref={list}>
        {Array.from(rows)
          .slice(0, MOST)
          .map((row) => (
            <li key={row}>
              <button type="button" data-open={row === openRow} onClick={() => onOpenRow(row)}>
                <span className="fi-key">{itemKey(records.prefix, row)}</span>
                <span className="fi-title fu-truncate" dir="auto">
                  {String(state.system(row, 'title') ?? '') || t('Without a name')}
                </span>
                {shareOf !== undefined && <span className="fi-share">{shareOf(row)}</span>}
              </button>
            </li>
          ))}
      </ul>
      {(more > 0 || children !== undefined) && (
        <footer>
          {more > 0 && <span>{t('and {count} more', { count: more })}</span>}
          {children}
        </footer>
      )}
    </aside>
  )
}
