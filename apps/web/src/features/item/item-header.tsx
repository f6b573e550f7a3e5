import { maxItemTitleLength } from '@fulcrum/domain'
import { IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { MenuButton } from '../../shell/menu-button.tsx'
import { useItem } from './use-item.ts'
import { useItemMenu } from './use-item-menu.ts'
import { WatchButton } from './watch-button.tsx'

interface ItemHeaderProps {
  readonly onClose: () => void
  readonly onStep: (by: 1 | -1) => void
}

/** Key, place and title; steps to the neighbours; what can be done with the whole item. */
export function ItemHeader({ onClose, onStep }: ItemHeaderProps) {
  const { item, board, rights, run, openRow } = useItem()
  const sections = useItemMenu()
  const parent = item.parent
  const rows = [item.row]
  return (
    <header className="item-header">
      <div className="item-place">
        <span className="item-key">{item.key}</span>
        {parent === null ? (
          item.group !== null && <span className="fu-truncate">{t('in {title}', { title: item.group.title })}</span>
        ) : (
          <span className="fu-truncate">
            {t('below')}{' '}
            <button type="button" className="item-crumb" onClick={() => openRow(parent)}>
              {String(board.system(parent, 'title') ?? '')}
            </button>
          </span>
        )}
        <span className="fu-grow" />
        <WatchButton />
        <IconButton icon="arrow-up" label={t('Previous item')} shortcut="K" size="small" onClick={() => onStep(-1)} />
        <IconButton icon="arrow-down" label={t('Next item')} shortcut="J" size="small" onClick={() => onStep(1)} />
        <MenuButton label={t('More')} sections={sections} align="end" />
        <IconButton icon="x" label={t('Close')} shortcut="Esc" size="small" onClick={onClose} />
      </div>
      <ItemTitle />
      {item.template && !item.deleted && !item.archived && (
        <p className="item-note" data-calm="" role="status">
          {t('This is a template: it counts as no work, and new items are made from it.')}{' '}
          {rights.edit && (
            <button
              type="button"
              className="item-link"
              onClick={() => void run('item.setTemplate', { rows, template: false })}
            >
              {t('Make it an ordinary item again')}
            </button>
          )}
        </p>
      )}
      {(item.deleted || item.archived) && (
        <p className="item-note" role="status">
          {item.deleted ? t('This item is in the trash.') : t('This item is archived.')}{' '}
          {rights.edit && (
            <button type="button" className="item-link" onClick={() => void run('item.restore', { rows })}>
              {t('Restore')}
            </button>
          )}
        </p>
      )}
    </header>
  )
}

/** The title, edited in place: Enter keeps it, Escape does not. */
function ItemTitle() {
  const { item, rights, run } = useItem()
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? item.title
  if (!rights.edit || item.deleted) return <h1 className="item-title">{item.title}</h1>
  const keep = (): void => {
    const title = shown.trim()
    setDraft(null)
    if (title !== '' && title !== item.title)
      void run('item.setCells', { column: 'title', rows: [item.row], values: [title] })
  }
  return (
    <h1 className="item-title item-grows" data-text={shown}>
      <textarea
        aria-label={t('Title')}
        rows={1}
        maxLength={maxItemTitleLength}
        spellCheck
        value={shown}
        onChange={(event) => setDraft(event.target.value.replaceAll('\n', ' '))}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') {
            event.preventDefault()
            event.currentTarget.blur()
          } else if (event.key === 'Escape' && draft !== null) {
            event.preventDefault()
            event.nativeEvent.stopPropagation()
            setDraft(null)
          }
        }}
      />
    </h1>
  )
}
