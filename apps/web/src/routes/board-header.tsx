import './board-header.css'
import type { ScopeHandle } from '@fulcrum/client'
import { AvatarStack, Button, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useState } from 'react'
import { TreeDialogs } from '../features/tree/late-dialogs.ts'
import type { TreeDialog } from '../features/tree/tree-dialogs.tsx'
import { TreeMenuButton } from '../features/tree/tree-menu-button.tsx'
import { useAccount } from '../shell/account-context.tsx'
import { FavouriteStar } from '../shell/favourite-star.tsx'
import { useFavourites } from '../shell/favourites.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { boardPath } from '../shell/paths.ts'
import { useGo, usePlace } from '../shell/router/router-context.tsx'
import { useTree } from '../shell/tree-context.tsx'
import { useActions } from '../shell/use-actions.ts'
import { useWorld } from '../shell/world.tsx'
import { readBoardSearch, writeBoardSearch } from './board-search.ts'

const ShareDialog = lazy(async () => ({ default: (await import('../features/sharing/share-dialog.tsx')).ShareDialog }))

interface BoardHeaderProps {
  readonly boardId: string
  readonly handle: ScopeHandle | null
}

/** A board's name and place, who is looking at it, and what can be done with the whole of it. */
export function BoardHeader({ boardId, handle }: BoardHeaderProps) {
  const { workspaces, folders, members } = useAccount()
  const { actions } = useWorld()
  const tree = useTree()
  const favourites = useFavourites()
  const { search } = usePlace()
  const go = useGo()
  const [sharing, setSharing] = useState(false)
  const [dialog, setDialog] = useState<TreeDialog>()
  const board = handle?.state?.record('board', boardId)
  const inTree = tree.board(boardId)
  const name = typeof board?.['name'] === 'string' ? board['name'] : (inTree?.name ?? '')
  const workspace = workspaces.find(({ id }) => id === (board?.['workspaceId'] ?? inTree?.workspaceId))
  const folder = folders.find(({ id }) => id === (board?.['folderId'] ?? inTree?.folderId))
  const favourite = favourites.ids.includes(boardId)
  const present = new Set(handle?.people.map(({ member }) => member))
  const people = members.filter(({ id }) => present.has(id))
  const editing: readonly MenuSection[] = [
    {
      items: [
        { id: 'undo', title: t('Undo'), icon: 'undo', shortcut: 'Mod Z', onSelect: () => actions.run('undo') },
        { id: 'redo', title: t('Redo'), icon: 'redo', shortcut: 'Mod Shift Z', onSelect: () => actions.run('redo') },
      ],
    },
  ]
  const exporting: MenuSection = {
    items: [
      { id: 'past', title: t('As of…'), icon: 'history', onSelect: () => actions.runSoon('board.past') },
      {
        id: 'print',
        title: t('Print'),
        icon: 'file',
        shortcut: 'Mod P',
        onSelect: () => actions.runSoon('board.print'),
      },
      { id: 'export', title: t('Export'), icon: 'download', onSelect: () => actions.runSoon('board.export') },
    ],
  }
  useActions([
    {
      id: 'board.past',
      title: t('Look at this board as of…'),
      section: t('Board'),
      icon: 'history',
      keywords: t('time travel past history compare moment'),
      // Yesterday, to begin with.
      run: () => {
        const shown = readBoardSearch(search)
        go(`${boardPath(boardId)}${writeBoardSearch({ ...shown, at: shown.at ?? Date.now() - 86_400_000 })}`)
      },
    },
    {
      id: 'board.share',
      title: t('Share this board'),
      section: t('Board'),
      icon: 'share',
      run: () => setSharing(true),
    },
    {
      id: 'board.favourite',
      title: favourite ? t('Remove from favourites') : t('Add to favourites'),
      section: t('Board'),
      icon: 'star',
      run: () => favourites.set('board', boardId, !favourite),
    },
  ])
  return (
    <PageHeader
      title={name}
      path={[workspace, folder].flatMap((place) => (place === undefined ? [] : [{ title: place.name }]))}
      beside={
        <FavouriteStar
          title={favourite ? t('Remove from favourites') : t('Add to favourites')}
          on={favourite}
          onToggle={() => favourites.set('board', boardId, !favourite)}
        />
      }
    >
      {people.length > 1 && (
        <span className="board-people">
          <AvatarStack people={people} size="small" />
          <span className="board-people-count">{t('{count} here', { count: people.length })}</span>
        </span>
      )}
      <Button icon="share" aria-label={t('Share')} onClick={() => setSharing(true)}>
        <span className="board-share-word">{t('Share')}</span>
      </Button>
      {inTree !== undefined && (
        <TreeMenuButton
          label={t('Menu of this board')}
          size="normal"
          align="end"
          of={(menus) => [...editing, exporting, ...menus.ofBoard(inTree)]}
          show={setDialog}
        />
      )}
      {dialog !== undefined && (
        <TreeDialogs key={JSON.stringify(dialog)} dialog={dialog} onClose={() => setDialog(undefined)} />
      )}
      <Suspense>{sharing && <ShareDialog boardId={boardId} onClose={() => setSharing(false)} />}</Suspense>
    </PageHeader>
  )
}
