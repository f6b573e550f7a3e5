import { itemKey } from '@fulcrum/domain'
import type { WorkShare } from '@fulcrum/domain/workload'
import { IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef } from 'react'
import { useScene } from '../../scene.tsx'
import type { LoadWords } from './load-words.ts'

/** Items that are listed at most. */
const MOST = 200

interface LoadItemsProps {
  readonly title: string
  /** What they come to, in words. */
  readonly sum: string
  readonly shares: readonly WorkShare[]
  readonly words: LoadWords
  /** The figure is how many they are: none has a share of it. */
  readonly isWhole: boolean
  readonly onClose: () => void
}

/** The items behind a figure, each with what it adds to it. */
export function LoadItems({ title, sum, shares, words, isWhole, onClose }: LoadItemsProps) {
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
  const share = ({ amount, whole }: WorkShare): string =>
    whole === null
      ? t('no estimate')
      : Math.abs(whole - amount) < 0.05
        ? words.full(amount)
        : t('{part} of {whole}', { part: words.short(amount), whole: words.full(whole) })
  return (
    <aside
      ref={box}
      className="fw-items"
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
        {shares.slice(0, MOST).map((each) => (
          <li key={each.row}>
            <button type="button" data-open={each.row === openRow} onClick={() => onOpenRow(each.row)}>
              <span className="fw-key">{itemKey(records.prefix, each.row)}</span>
              <span className="fw-item-title fu-truncate" dir="auto">
                {String(state.system(each.row, 'title') ?? '') || t('Without a name')}
              </span>
              {!isWhole && <span className="fw-share">{share(each)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {shares.length > MOST && <footer>{t('and {count} more', { count: shares.length - MOST })}</footer>}
    </aside>
  )
}
