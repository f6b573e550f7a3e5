import { IconButton, type MenuSection } from '@fulcrum/ui'
import { useState } from 'react'
import { MenuButton } from '../../shell/menu-button.tsx'
import { useActions, useToasts } from '../../shell/client-context.tsx'
import { useTransfer, type TransferAsk } from '../../shell/transfer-context.ts'
import { useItem } from './use-item.ts'

interface ItemHeaderProps {
  readonly onClose: () => void
  readonly onStep: (by: 1 | -1) => void
}

/** Key, place and title; steps to the neighbours; what can be done with the whole item. */
export function ItemHeader({ onClose, onStep }: ItemHeaderProps) {
  const { item, board, rights, run, openRow } = useItem()
  const toasts = useToasts()
  const parent = item.parent
  const copy = (what: string, text: string): void => {
    void navigator.clipboard.writeText(text).then(() => toasts.show({ text: `${what} copied`, icon: 'copy' }))
  }
  const rows = [item.row]
  const transfer = useTransfer()
  const toBoard = (how: TransferAsk['how']): void => transfer({ board: board.boardId, rows, how })
  const transfers = (['move', 'copy'] as const)
    .filter((how) => !item.deleted && (how === 'copy' || rights.edit))
    .map((how) => ({
      id: `${how}-to-board`,
      title: how === 'move' ? 'Move to board …' : 'Copy to board …',
      icon: how === 'move' ? ('arrow-right' as const) : ('copy' as const),
      onSelect: () => toBoard(how),
    }))
  useActions(
    transfers.map(({ id, title, icon, onSelect }) => ({
      id: `item.${id}`,
      title: title.replace('to board', 'this item to a board'),
      section: 'Item',
      icon,
      run: onSelect,
    })),
  )
  const sections: MenuSection[] = [
    {
      items: [
        { id: 'link', title: 'Copy link', icon: 'link', onSelect: () => copy('Link', location.href) },
        {
          id: 'title',
          title: 'Copy key and title',
          icon: 'copy',
          onSelect: () => copy('Key and title', `${item.key} ${item.title}`),
        },
        {
          id: 'branch',
          title: 'Copy branch name',
          icon: 'branch',
          onSelect: () => copy('Branch name', branchName(item.key, item.title)),
        },
      ],
    },
  ]
  if (transfers.length > 0) sections.push({ items: transfers })
  if (rights.edit && !item.deleted) {
    sections.push({
      items: [
        item.archived
          ? {
              id: 'unarchive',
              title: 'Take out of the archive',
              icon: 'archive',
              onSelect: () => void run('item.restore', { rows }),
            }
          : { id: 'archive', title: 'Archive', icon: 'archive', onSelect: () => void run('item.archive', { rows }) },
        {
          id: 'delete',
          title: 'Put into the trash',
          icon: 'trash',
          danger: true,
          onSelect: () => void run('item.delete', { rows }),
        },
      ],
    })
  }
  return (
    <header className="item-header">
      <div className="item-place">
        <span className="item-key">{item.key}</span>
        {parent === null ? (
          item.group !== null && <span className="fu-truncate">in {item.group.title}</span>
        ) : (
          <span className="fu-truncate">
            below{' '}
            <button type="button" className="item-crumb" onClick={() => openRow(parent)}>
              {String(board.system(parent, 'title') ?? '')}
            </button>
          </span>
        )}
        <span className="fu-grow" />
        <IconButton icon="arrow-up" label="Previous item" shortcut="K" size="small" onClick={() => onStep(-1)} />
        <IconButton icon="arrow-down" label="Next item" shortcut="J" size="small" onClick={() => onStep(1)} />
        <MenuButton label="More" sections={sections} align="end" />
        <IconButton icon="x" label="Close" shortcut="Esc" size="small" onClick={onClose} />
      </div>
      <ItemTitle />
      {(item.deleted || item.archived) && (
        <p className="item-note" role="status">
          {item.deleted ? 'This item is in the trash.' : 'This item is archived.'}{' '}
          {rights.edit && (
            <button type="button" className="item-link" onClick={() => void run('item.restore', { rows })}>
              Restore
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
        aria-label="Title"
        rows={1}
        maxLength={255}
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

/** `fulcrum-12-burndown-ignores-items`: what a branch for the item can be called. */
function branchName(key: string, title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 48)
  return `${key.toLowerCase()}-${words}`.replace(/-$/, '')
}
