import { appHref } from '@fulcrum/ui'
import { can } from '@fulcrum/domain'
import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import type { MenuItem, MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Folder, Workspace } from '../../shell/account.ts'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { copyText } from '../../shell/copy.ts'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { download } from '../../shell/download.ts'
import { useFavourites, type FavouriteKind } from '../../shell/favourites.ts'
import { boardPath, boardTrashPath, docPath } from '../../shell/paths.ts'
import { useGo, usePlace } from '../../shell/router/router-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import type { TreeThing } from '../../shell/tree-context.tsx'
import { useDocCopies } from '../../shell/use-doc-copies.ts'
import { useMeetingNotes } from '../../shell/use-meeting-notes.ts'
import { useToasts, useWorld } from '../../shell/world.tsx'
import type { TreeDialog } from './tree-dialogs.tsx'
import { favouriteStep } from './use-favourite-moves.ts'
import { useTreeMoves } from './use-tree-moves.ts'

/** The menu of each thing in the tree. */
export interface TreeMenus {
  readonly ofBoard: (board: TreeBoard) => readonly MenuSection[]
  readonly ofDoc: (doc: TreeDoc) => readonly MenuSection[]
  /** `shown` are the favourites as they stand. */
  readonly ofFavourite: (thing: TreeThing, shown: readonly string[]) => readonly MenuSection[]
  readonly ofFolder: (folder: Folder) => readonly MenuSection[]
  readonly ofWorkspace: (workspace: Workspace) => readonly MenuSection[]
  readonly toAdd: (workspace: Workspace) => readonly MenuSection[]
}

/** The menus of the tree's lines. `show` opens a dialog where a name is asked for. */
export function useTreeMenus(show: (dialog: TreeDialog) => void): TreeMenus {
  const { workspaces, folders } = useAccount()
  const principal = usePrincipal()
  const favourites = useFavourites()
  const commands = useTreeCommands()
  const docs = useDocCommands()
  const copies = useDocCopies()
  const meet = useMeetingNotes()
  const moves = useTreeMoves()
  const toasts = useToasts()
  const { actions, client } = useWorld()
  const { path } = usePlace()
  const go = useGo()
  const mayBuild = can(principal, 'board.create', null)
  const mayManage = can(principal, 'account.manage', null)

  const toMeet = (workspace: string, folder: string | null): MenuItem => ({
    id: 'meeting',
    title: t('Meeting notes'),
    icon: 'people',
    onSelect: () => meet({ workspace, folder }),
  })

  const toTemplates = (workspace: string, folder: string | null): MenuItem => ({
    id: 'doc-templates',
    title: t('Doc from a template'),
    icon: 'copy',
    onSelect: () => show({ kind: 'doc-templates', workspace, folder }),
  })

  const toImportDoc = (workspace: string, folder: string | null): MenuItem => ({
    id: 'import-doc',
    title: t('Import Markdown file'),
    icon: 'upload',
    onSelect: () =>
      void import('./import-doc.ts').then(({ importDoc }) =>
        importDoc(
          { commands: docs, toasts, go, isOnline: () => client.status.link.state === 'online' },
          { workspace, folder },
        ),
      ),
  })

  const places = (thing: TreeBoard | TreeDoc): readonly MenuSection[] =>
    workspaces.map((workspace) => ({
      items: [
        {
          id: workspace.id,
          title: workspace.name,
          icon: 'home' as const,
          checked: thing.workspaceId === workspace.id && thing.folderId === null,
          onSelect: () => moves.put(thing.id, { workspaceId: workspace.id, folderId: null, before: null }),
        },
        ...folders
          .filter(({ workspaceId }) => workspaceId === workspace.id)
          .map((folder) => ({
            id: folder.id,
            title: folder.name,
            icon: 'folder' as const,
            checked: thing.folderId === folder.id,
            onSelect: () => moves.put(thing.id, { workspaceId: workspace.id, folderId: folder.id, before: null }),
          })),
      ],
    }))

  const star = (kind: FavouriteKind, id: string): MenuItem => {
    const favourite = favourites.ids.includes(id)
    return {
      id: 'favourite',
      title: favourite ? t('Remove from favourites') : t('Add to favourites'),
      icon: 'star',
      onSelect: () => favourites.set(kind, id, !favourite),
    }
  }

  /** All the ways to move a board or a doc. */
  const ways = (thing: TreeBoard | TreeDoc): readonly MenuItem[] => [
    { id: 'move', title: t('Move to'), icon: 'folder', items: places(thing) },
    ...steps(
      (by) => moves.thingStep(thing.id, by) !== null,
      (by) => {
        const spot = moves.thingStep(thing.id, by)
        if (spot !== null) moves.put(thing.id, spot)
      },
    ),
  ]

  const ofThings: Omit<TreeMenus, 'ofFavourite'> = {
    ofBoard: (board) => {
      return [
        {
          items: [
            star('board', board.id),
            {
              id: 'link',
              title: t('Copy link'),
              icon: 'link',
              onSelect: () => {
                void copyText(`${location.origin}${appHref(boardPath(board.id))}`).then((copied) =>
                  toasts.show({ text: copied ? t('Link copied.') : t('The link could not be copied.'), key: 'copied' }),
                )
              },
            },
          ],
        },
        {
          items: mayBuild
            ? [
                {
                  id: 'rename',
                  title: t('Rename'),
                  icon: 'edit',
                  onSelect: () => show({ kind: 'rename-board', id: board.id, name: board.name }),
                },
                {
                  id: 'copy',
                  title: t('Duplicate'),
                  icon: 'copy',
                  onSelect: () => show({ kind: 'copy-board', board }),
                },
                {
                  id: 'template',
                  title: t('Save as template'),
                  icon: 'star',
                  onSelect: () => show({ kind: 'save-template', board }),
                },
                ...ways(board),
              ]
            : [],
        },
        {
          items: [
            {
              id: 'archived-items',
              title: t('Archived items'),
              icon: 'archive',
              onSelect: () => go(boardTrashPath(board.id, 'archived')),
            },
            {
              id: 'trash',
              title: t('Trash of this board'),
              icon: 'trash',
              onSelect: () => go(boardTrashPath(board.id, 'items')),
            },
          ],
        },
        {
          items: mayBuild
            ? [
                { id: 'archive', title: t('Archive'), icon: 'archive', onSelect: () => commands.archiveBoard(board) },
                {
                  id: 'delete',
                  title: t('Delete'),
                  icon: 'trash',
                  danger: true,
                  onSelect: () => {
                    // Its own page would be the first to say that it is gone.
                    if (path === boardPath(board.id) || path.startsWith(`${boardPath(board.id)}/`)) go('/')
                    commands.deleteBoard(board)
                  },
                },
              ]
            : [],
        },
      ]
    },
    ofDoc: (doc) => {
      const leave = (act: () => void) => () => {
        // Its own page would be the first to say that it is gone.
        if (path === docPath(doc.id)) go('/')
        act()
      }
      return [
        {
          items: [
            star('doc', doc.id),
            {
              id: 'rename',
              title: t('Rename'),
              icon: 'edit',
              onSelect: () => show({ kind: 'rename-doc', id: doc.id, name: doc.name }),
            },
            ...(can(principal, 'doc.create', null)
              ? [
                  { id: 'copy', title: t('Duplicate'), icon: 'copy' as const, onSelect: () => copies.duplicate(doc) },
                  {
                    id: 'template',
                    title: t('Save as template'),
                    icon: 'star' as const,
                    onSelect: () => show({ kind: 'save-doc-template', doc }),
                  },
                ]
              : []),
            ...(mayBuild ? ways(doc) : []),
          ],
        },
        {
          items: doc.mayManage
            ? [
                { id: 'archive', title: t('Archive'), icon: 'archive', onSelect: leave(() => docs.archive(doc)) },
                {
                  id: 'delete',
                  title: t('Delete'),
                  icon: 'trash',
                  danger: true,
                  onSelect: leave(() => docs.remove(doc)),
                },
              ]
            : [],
        },
      ]
    },
    ofFolder: (folder) => [
      {
        items: [
          {
            id: 'board',
            title: t('New board here'),
            icon: 'plus',
            onSelect: () => show({ kind: 'create-board', workspace: folder.workspaceId, folder: folder.id }),
          },
          {
            id: 'doc',
            title: t('New doc here'),
            icon: 'doc',
            onSelect: () => show({ kind: 'create-doc', workspace: folder.workspaceId, folder: folder.id }),
          },
          toMeet(folder.workspaceId, folder.id),
          toTemplates(folder.workspaceId, folder.id),
          toImportDoc(folder.workspaceId, folder.id),
          {
            id: 'rename',
            title: t('Rename'),
            icon: 'edit',
            onSelect: () => show({ kind: 'rename-folder', id: folder.id, name: folder.name }),
          },
          ...steps(
            (by) => moves.folderStep(folder.id, by) !== null,
            (by) => {
              const step = moves.folderStep(folder.id, by)
              if (step !== null) moves.putFolder(folder.id, step.to)
            },
          ),
        ],
      },
      {
        items: [
          {
            id: 'delete',
            title: t('Delete folder'),
            icon: 'trash',
            danger: true,
            onSelect: () => commands.deleteFolder(folder),
          },
        ],
      },
    ],
    ofWorkspace: (workspace) => [
      {
        items: [
          {
            id: 'rename',
            title: t('Rename'),
            icon: 'edit',
            onSelect: () => show({ kind: 'rename-workspace', id: workspace.id, name: workspace.name }),
          },
          ...(mayManage
            ? [
                {
                  id: 'export',
                  title: t('Export with history'),
                  icon: 'download' as const,
                  onSelect: () => download(`/archives/of/${workspace.id}`),
                },
              ]
            : []),
        ],
      },
      {
        items: mayManage
          ? [
              {
                id: 'delete',
                title: t('Delete workspace'),
                icon: 'trash',
                danger: true,
                onSelect: () => commands.deleteWorkspace(workspace),
              },
            ]
          : [],
      },
    ],
    toAdd: (workspace) => [
      {
        items: [
          {
            id: 'board',
            title: t('New board'),
            icon: 'board',
            onSelect: () => show({ kind: 'create-board', workspace: workspace.id, folder: null }),
          },
          { id: 'templates', title: t('From a template'), icon: 'copy', onSelect: () => go('/templates') },
          {
            id: 'doc',
            title: t('New doc'),
            icon: 'doc',
            onSelect: () => show({ kind: 'create-doc', workspace: workspace.id, folder: null }),
          },
          toMeet(workspace.id, null),
          toTemplates(workspace.id, null),
          toImportDoc(workspace.id, null),
          {
            id: 'folder',
            title: t('New folder'),
            icon: 'folder',
            onSelect: () => show({ kind: 'create-folder', workspace: workspace.id }),
          },
          { id: 'import', title: t('Import a file'), icon: 'upload', onSelect: () => actions.runSoon('import') },
        ],
      },
      {
        items: [
          {
            id: 'workspace',
            title: t('New workspace'),
            icon: 'plus',
            onSelect: () => show({ kind: 'create-workspace' }),
          },
        ],
      },
    ],
  }
  return {
    ...ofThings,
    // Among favourites one step is a step there, and the tree has its own.
    ofFavourite: (thing, shown) => {
      const own = thing.kind === 'board' ? ofThings.ofBoard(thing.of) : ofThings.ofDoc(thing.of)
      const { id } = thing.of
      const step = (by: -1 | 1): void => {
        const after = favouriteStep(shown, id, by)
        if (after !== undefined) void client.run('favourite.move', { member: client.memberId, id, after })
      }
      return [
        { items: steps((by) => favouriteStep(shown, id, by) !== undefined, step) },
        ...own.map((section) => ({ ...section, items: section.items.filter((item) => !isStep(item)) })),
      ]
    },
  }
}

function isStep({ id }: MenuItem): boolean {
  return id === 'up' || id === 'down'
}

/** One up, one down. */
function steps(mayStep: (by: -1 | 1) => boolean, step: (by: -1 | 1) => void): readonly MenuItem[] {
  return ([-1, 1] as const).map((by) => ({
    id: by === -1 ? 'up' : 'down',
    title: by === -1 ? t('Move up') : t('Move down'),
    icon: by === -1 ? 'arrow-up' : 'arrow-down',
    shortcut: by === -1 ? 'Alt Up' : 'Alt Down',
    disabled: !mayStep(by),
    onSelect: () => step(by),
  }))
}
