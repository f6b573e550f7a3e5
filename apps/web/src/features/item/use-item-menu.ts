import type { MenuItem, MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useActions, useToasts } from '../../shell/client-context.tsx'
import { useTransfer } from '../../shell/transfer-context.ts'
import { useWhoSees } from '../../shell/who-sees-context.ts'
import { useWorld } from '../../shell/world.tsx'
import { useItem } from './use-item.ts'

/** What the menu of the item has; the palette offers the same under a name that says of what. */
interface Deed extends MenuItem {
  readonly asAction?: string
}

/** The menu of the whole item: each of its deeds is offered by the palette, too. */
export function useItemMenu(): readonly MenuSection[] {
  const sections = [useCopies(), useSight(), useTransfers(), usePutAways()].filter((deeds) => deeds.length > 0)
  useActions(
    sections.flat().flatMap(({ id, asAction, icon, onSelect }) =>
      asAction === undefined || onSelect === undefined
        ? []
        : [
            {
              id: `item.${id}`,
              title: asAction,
              section: t('Item'),
              ...(icon !== undefined && { icon }),
              run: onSelect,
            },
          ],
    ),
  )
  return sections.map((items) => ({ items }))
}

function useCopies(): Deed[] {
  const { item } = useItem()
  const toasts = useToasts()
  const { actions } = useWorld()
  const copy = (what: string, text: string): void => {
    void navigator.clipboard
      .writeText(text)
      .then(() => toasts.show({ text: t('{what} copied', { what }), icon: 'copy' }))
  }
  return [
    {
      id: 'copy-link',
      title: t('Copy link'),
      asAction: t('Copy the link of this item'),
      icon: 'link',
      onSelect: () => copy(t('Link'), location.href),
    },
    {
      id: 'copy-title',
      title: t('Copy key and title'),
      asAction: t('Copy key and title of this item'),
      icon: 'copy',
      onSelect: () => copy(t('Key and title'), `${item.key} ${item.title}`),
    },
    {
      id: 'copy-branch',
      title: t('Copy branch name'),
      asAction: t('Copy the branch name of this item'),
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
  ]
}

function useSight(): Deed[] {
  const { board, item } = useItem()
  const whoSees = useWhoSees()
  if (whoSees === null) return []
  return [
    {
      id: 'who-sees',
      title: t('Who can see this?'),
      asAction: t('Who can see this item?'),
      icon: 'eye',
      onSelect: () => whoSees({ board: board.boardId, item: item.row }),
    },
  ]
}

function useTransfers(): Deed[] {
  const { board, item, rights } = useItem()
  const transfer = useTransfer()
  if (item.deleted) return []
  const ask = (how: 'move' | 'copy') => () => transfer({ board: board.boardId, rows: [item.row], how })
  const move: Deed = {
    id: 'move-to-board',
    title: t('Move to board …'),
    asAction: t('Move this item to a board …'),
    icon: 'arrow-right',
    onSelect: ask('move'),
  }
  const copy: Deed = {
    id: 'copy-to-board',
    title: t('Copy to board …'),
    asAction: t('Copy this item to a board …'),
    icon: 'copy',
    onSelect: ask('copy'),
  }
  return rights.edit ? [move, copy] : [copy]
}

function usePutAways(): Deed[] {
  const { item, rights, run } = useItem()
  if (!rights.edit || item.deleted) return []
  const rows = [item.row]
  const deed = (command: string, more = {}) => ({ onSelect: () => void run(command, { rows, ...more }) })
  const template: Deed = {
    id: 'template',
    title: item.template ? t('Make it an ordinary item again') : t('Use as template'),
    asAction: item.template ? t('Make this template an ordinary item again') : t('Use this item as a template'),
    icon: 'file',
    ...deed('item.setTemplate', { template: !item.template }),
  }
  const archive: Deed = {
    id: 'archive',
    title: item.archived ? t('Take out of the archive') : t('Archive'),
    asAction: item.archived ? t('Take this item out of the archive') : t('Archive this item'),
    icon: 'archive',
    ...deed(item.archived ? 'item.restore' : 'item.archive'),
  }
  const trash: Deed = {
    id: 'delete',
    title: t('Put into the trash'),
    asAction: t('Put this item into the trash'),
    icon: 'trash',
    danger: true,
    ...deed('item.delete'),
  }
  return item.parent === null || item.template ? [template, archive, trash] : [archive, trash]
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
