import './tree.css'
import { appHref, Button, IconButton, Kbd, NavRow, NavSection, Sidebar, Skeleton, WorkspaceMark } from '@fulcrum/ui'
import { can } from '@fulcrum/domain'
import { useState, type ReactNode } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { useFavourites } from '../../shell/favourites.ts'
import { useSidebar } from '../../shell/frame.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useActions } from '../../shell/use-actions.ts'
import { useStored } from '../../shell/use-stored.ts'
import { useWorld } from '../../shell/world.tsx'
import { BoardRow } from './board-row.tsx'
import { TreeDialogs } from './late-dialogs.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import { focusTreeLine } from './tree-line.tsx'
import { useTreeDrag } from './use-tree-drag.ts'
import { useTreeMenus } from './use-tree-menus.ts'
import { useTreeMoves } from './use-tree-moves.ts'
import { WorkspaceSection } from './workspace-section.tsx'

interface TreeSidebarProps {
  /** The address shown now, to mark its line. */
  readonly place: string
  /** Below the tree: who is signed in. */
  readonly footer: ReactNode
}

/** The way through the account: home, favourites, and the boards of each workspace. */
export function TreeSidebar({ place, footer }: TreeSidebarProps) {
  const account = useAccount()
  const principal = usePrincipal()
  const { actions } = useWorld()
  const tree = useTree()
  const favourites = useFavourites()
  const sidebar = useSidebar()
  const [dialog, setDialog] = useState<TreeDialog>()
  const menus = useTreeMenus(setDialog)
  const moves = useTreeMoves()
  // Which folders are closed is remembered by this browser.
  const [closed, setClosed] = useStored<readonly string[]>('fulcrum.folders.closed', [])
  const setOpen = (folder: string, open: boolean): void =>
    setClosed(open ? closed.filter((id) => id !== folder) : [...closed.filter((id) => id !== folder), folder])
  const { drag, onPointerDown } = useTreeDrag({
    sections: moves.sections,
    shelves: moves.shelves,
    onBoard: moves.putBoard,
    onFolder: moves.putFolder,
    onOpen: (folder) => setOpen(folder, true),
  })
  const mayBuild = can(principal, 'board.create', null)
  useActions(
    mayBuild
      ? [
          {
            id: 'tree.create-board',
            title: 'New board',
            section: 'Create',
            icon: 'plus',
            run: () => setDialog({ kind: 'create-board', workspace: null, folder: null }),
          },
          {
            id: 'tree.create-workspace',
            title: 'New workspace',
            section: 'Create',
            icon: 'plus',
            run: () => setDialog({ kind: 'create-workspace' }),
          },
        ]
      : [],
  )
  const kept = favourites.boards.flatMap((id) => tree.board(id) ?? []).filter(({ archived }) => !archived)
  const isActive = (id: string): boolean => place === boardPath(id) || place.startsWith(`${boardPath(id)}/`)
  return (
    <>
      <Sidebar
        label="Workspaces and boards"
        header={
          <div className="tree-head">
            <a href={appHref('/')} className="tree-home fu-grow">
              <WorkspaceMark name={account.name} />
            </a>
            <IconButton icon="sidebar" label="Hide the sidebar" shortcut="[" size="small" onClick={sidebar.toggle} />
          </div>
        }
        footer={footer}
        {...(mayBuild && { onPointerDown })}
      >
        <NavRow title="Search" icon="search" end={<Kbd keys="Mod K" />} onOpen={() => actions.run('palette')} />
        <NavRow title="Home" icon="home" href={appHref('/')} active={place === '/'} />
        {kept.length > 0 && (
          <NavSection title="Favourites">
            {kept.map((board) => (
              <BoardRow key={board.id} board={board} active={isActive(board.id)} menu={menus.ofBoard(board)} />
            ))}
          </NavSection>
        )}
        {tree.phase === 'loading' && <Skeleton lines={4} heightPx={30} label="Loading boards" />}
        {tree.phase === 'failed' && (
          <p className="tree-note">
            The boards could not be loaded.{' '}
            <Button variant="plain" size="small" onClick={tree.refresh}>
              Try again
            </Button>
          </p>
        )}
        {moves.sections.map((section) => (
          <WorkspaceSection
            key={section.workspace.id}
            section={section}
            menus={menus}
            mayBuild={mayBuild}
            isActive={isActive}
            drag={drag}
            closed={closed}
            onToggleFolder={setOpen}
            onBoardStep={(id, by) => {
              const spot = moves.boardStep(id, by)
              if (spot === null) return
              if (spot.folderId !== null) setOpen(spot.folderId, true)
              moves.putBoard(id, spot)
              focusTreeLine({ kind: 'board', id })
            }}
            onFolderStep={(id, by) => {
              const step = moves.folderStep(id, by)
              if (step === null) return
              moves.putFolder(id, step.to)
              focusTreeLine({ kind: 'folder', id })
            }}
            onCreateBoard={() => setDialog({ kind: 'create-board', workspace: section.workspace.id, folder: null })}
          />
        ))}
      </Sidebar>
      {dialog !== undefined && (
        <TreeDialogs key={JSON.stringify(dialog)} dialog={dialog} onClose={() => setDialog(undefined)} />
      )}
    </>
  )
}
