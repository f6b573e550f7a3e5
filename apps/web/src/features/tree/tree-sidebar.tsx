import './tree.css'
import { appHref, Button, IconButton, Kbd, NavRow, Sidebar, Skeleton, WorkspaceMark } from '@fulcrum/ui'
import { can } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useRef, useState, type ReactNode } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { useFavourites } from '../../shell/favourites.ts'
import { useSidebar } from '../../shell/frame.tsx'
import { inboxPath, useUnread } from '../../shell/inbox.ts'
import { boardPath } from '../../shell/paths.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useActions } from '../../shell/use-actions.ts'
import { useStored } from '../../shell/use-stored.ts'
import { useWorld } from '../../shell/world.tsx'
import { FavouritesSection, favouritesAmong } from './favourites-section.tsx'
import { TreeDialogs } from './late-dialogs.ts'
import { RecentRows, TreeDocs, TreeWork } from './late-tree.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import type { TreeDrag } from './tree-drag.ts'
import { treeSections } from './tree-model.ts'
import type { TreeHands } from './tree-work.tsx'
import { WorkspaceSection } from './workspace-section.tsx'

interface TreeSidebarProps {
  /** The address shown now, to mark its line. */
  readonly place: string
  /** Below the tree: who is signed in. */
  readonly footer: ReactNode
}

/** The way through the account: home, favourites, and the boards and docs of each workspace. */
export function TreeSidebar({ place, footer }: TreeSidebarProps) {
  const account = useAccount()
  const principal = usePrincipal()
  const { actions } = useWorld()
  const tree = useTree()
  const favourites = useFavourites()
  const unread = useUnread()
  const sidebar = useSidebar()
  const [dialog, setDialog] = useState<TreeDialog>()
  // Which folders are closed is remembered by this browser.
  const [closed, setClosed] = useStored<readonly string[]>('fulcrum.folders.closed', [])
  const setOpen = (folder: string, open: boolean): void =>
    setClosed(open ? closed.filter((id) => id !== folder) : [...closed.filter((id) => id !== folder), folder])
  const [drag, setDrag] = useState<TreeDrag>()
  const [docs, setDocs] = useState<readonly TreeDoc[]>([])
  const hands = useRef<TreeHands>(null)
  const mayBuild = can(principal, 'board.create', null)
  useActions(
    mayBuild
      ? [
          {
            id: 'tree.create-board',
            title: t('New board'),
            section: t('Create'),
            icon: 'plus',
            run: () => setDialog({ kind: 'create-board', workspace: null, folder: null }),
          },
          {
            id: 'tree.create-workspace',
            title: t('New workspace'),
            section: t('Create'),
            icon: 'plus',
            run: () => setDialog({ kind: 'create-workspace' }),
          },
        ]
      : [],
  )
  const kept = favouritesAmong(favourites.ids, { board: tree.board, docs })
  const isActive = (id: string): boolean => place === boardPath(id) || place.startsWith(`${boardPath(id)}/`)
  return (
    <>
      <Sidebar
        label={t('Workspaces and boards')}
        header={
          <div className="tree-head">
            <a href={appHref('/')} className="tree-home fu-grow">
              <WorkspaceMark name={account.name} />
            </a>
            <IconButton
              icon="sidebar"
              label={t('Hide the sidebar')}
              shortcut="["
              size="small"
              onClick={sidebar.toggle}
            />
          </div>
        }
        footer={footer}
        onPointerDown={(event) => hands.current?.drag(event)}
      >
        <NavRow
          title={t('Search')}
          icon="search"
          end={<Kbd keys="Mod K" />}
          onOpen={() => actions.runSoon('palette')}
        />
        <NavRow
          title={t('Inbox')}
          icon="inbox"
          href={appHref(inboxPath())}
          active={place === inboxPath() || place.startsWith(`${inboxPath()}/`)}
          count={unread}
          hot
        />
        <NavRow title={t('Home')} icon="home" href={appHref('/')} active={place === '/'} />
        <NavRow title={t('My work')} icon="me" href={appHref('/my-work')} active={place === '/my-work'} />
        <RecentRows place={place} />
        {kept.length > 0 && (
          <FavouritesSection
            things={kept}
            isActive={isActive}
            drag={drag}
            show={setDialog}
            onStep={(line, by) => hands.current?.step(line, by)}
          />
        )}
        {tree.phase === 'loading' && <Skeleton lines={4} heightPx={30} label={t('Loading boards')} />}
        {tree.phase === 'failed' && (
          <p className="tree-note">
            {t('The boards could not be loaded.')}{' '}
            <Button variant="plain" size="small" onClick={tree.refresh}>
              {t('Try again')}
            </Button>
          </p>
        )}
        {treeSections(account, tree.boards, tree.placed(docs)).map((section) => (
          <WorkspaceSection
            key={section.workspace.id}
            section={section}
            docs={docs}
            show={setDialog}
            mayBuild={mayBuild}
            isActive={isActive}
            drag={drag}
            closed={closed}
            onToggleFolder={setOpen}
            onStep={(line, by) => hands.current?.step(line, by)}
            onCreateBoard={() => setDialog({ kind: 'create-board', workspace: section.workspace.id, folder: null })}
          />
        ))}
      </Sidebar>
      <TreeDocs onDocs={setDocs} />
      {(mayBuild || kept.length > 1) && (
        <TreeWork
          hands={hands}
          mayBuild={mayBuild}
          favourites={kept.map(({ of }) => of.id)}
          onDrag={setDrag}
          onOpen={(folder) => setOpen(folder, true)}
        />
      )}
      {dialog !== undefined && (
        <TreeDialogs key={JSON.stringify(dialog)} dialog={dialog} onClose={() => setDialog(undefined)} />
      )}
    </>
  )
}
