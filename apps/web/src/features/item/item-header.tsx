import { maxItemTitleLength } from '@fulcrum/domain'
import { IconButton, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useWhoSees } from '../../shell/who-sees-context.ts'
import { MenuButton } from '../../shell/menu-button.tsx'
import { useActions, useToasts } from '../../shell/client-context.tsx'
import { useTransfer, type TransferAsk } from '../../shell/transfer-context.ts'
import { useItem } from './use-item.ts'
import { useWorld } from '../../shell/world.tsx'
import { WatchButton } from './watch-button.tsx'

interface ItemHeaderProps {
  readonly onClose: () => void
  readonly onStep: (by: 1 | -1) => void
}

/** Key, place and title; steps to the neighbours; what can be done with the whole item. */
export function ItemHeader({ onClose, onStep }: ItemHeaderProps) {
  const { item, board, rights, run, openRow } = useItem()
  const toasts = useToasts()
  const { actions } = useWorld()
  const parent = item.parent
  const copy = (what: string, text: string): void => {
    void navigator.clipboard
      .writeText(text)
      .then(() => toasts.show({ text: t('{what} copied', { what }), icon: 'copy' }))
  }
  const rows = [item.row]
  const transfer = useTransfer()
  const toBoard = (how: TransferAsk['how']): void => transfer({ board: board.boardId, rows, how })
  const transfers = (['move', 'copy'] as const)
    .filter((how) => !item.deleted && (how === 'copy' || rights.edit))
    .map((how) => ({
      id: `${how}-to-board`,
      title: how === 'move' ? t('Move to board …') : t('Copy to board …'),
      asAction: how === 'move' ? t('Move this item to a board …') : t('Copy this item to a board …'),
      icon: how === 'move' ? ('arrow-right' as const) : ('copy' as const),
      onSelect: () => toBoard(how),
    }))
  useActions(
    transfers.map(({ id, asAction, icon, onSelect }) => ({
      id: `item.${id}`,
      title: asAction,
      section: t('Item'),
      icon,
      run: onSelect,
    })),
  )
  const mark = (template: boolean): void => void run('item.setTemplate', { rows, template })
  const templateItems: MenuItem[] =
    !rights.edit || item.deleted || (parent !== null && !item.template)
      ? []
      : [
          {
            id: 'template',
            title: item.template ? t('Make it an ordinary item again') : t('Use as template'),
            icon: 'file',
            onSelect: () => mark(!item.template),
          },
        ]
  useActions(
    templateItems.map(({ id }) => ({
      id: `item.${id}`,
      title: item.template ? t('Make this template an ordinary item again') : t('Use this item as a template'),
      section: t('Item'),
      icon: 'file',
      run: () => mark(!item.template),
    })),
  )
  const whoSees = useWhoSees()
  const sections: MenuSection[] = [
    {
      items: [
        { id: 'link', title: t('Copy link'), icon: 'link', onSelect: () => copy(t('Link'), location.href) },
        {
          id: 'title',
          title: t('Copy key and title'),
          icon: 'copy',
          onSelect: () => copy(t('Key and title'), `${item.key} ${item.title}`),
        },
        {
          id: 'branch',
          title: t('Copy branch name'),
          icon: 'branch',
          onSelect: () => copy(t('Branch name'), branchName(item.key, item.title)),
        },
        {
          id: 'print',
          title: t('Print'),
          icon: 'file',
          shortcut: 'Mod P',
          onSelect: () => actions.runSoon('item.print'),
        },
      ],
    },
  ]
  if (whoSees !== null) {
    sections.push({
      items: [
        {
          id: 'who-sees',
          title: t('Who can see this?'),
          icon: 'eye',
          onSelect: () => whoSees({ board: board.boardId, item: item.row }),
        },
      ],
    })
  }
  if (transfers.length > 0) sections.push({ items: transfers })
  if (rights.edit && !item.deleted) {
    sections.push({
      items: [
        ...templateItems,
        item.archived
          ? {
              id: 'unarchive',
              title: t('Take out of the archive'),
              icon: 'archive',
              onSelect: () => void run('item.restore', { rows }),
            }
          : { id: 'archive', title: t('Archive'), icon: 'archive', onSelect: () => void run('item.archive', { rows }) },
        {
          id: 'delete',
          title: t('Put into the trash'),
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
            <button type="button" className="item-link" onClick={() => mark(false)}>
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
