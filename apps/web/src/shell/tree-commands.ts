import type { Client, Run } from '@fulcrum/client'
import type { Json } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import type { ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import type { Folder, Workspace } from './account.ts'
import { refreshDocs } from './doc-list.ts'
import { sayUses } from './late-words.ts'
import { useTree, type Tree, type TreePlace, type TreeThing } from './tree-context.tsx'
import { useWorld, type World } from './world.tsx'

interface NewBoard {
  readonly workspace: string
  readonly folder?: string | null
  readonly name: string
  readonly access?: TreeBoard['access']
}

/** What can be done to workspaces, folders and boards. What takes something away says so and offers to take it back. */
export interface TreeCommands {
  readonly createWorkspace: (name: string) => string
  readonly renameWorkspace: (id: string, name: string) => void
  readonly deleteWorkspace: (workspace: Workspace) => void
  readonly restoreWorkspace: (id: string) => void
  readonly createFolder: (workspace: string, name: string) => void
  readonly renameFolder: (id: string, name: string) => void
  readonly deleteFolder: (folder: Folder) => void
  /** Makes a board with a first group and the usual columns; resolves with its id once it stands, or null if refused. */
  readonly createBoard: (board: NewBoard) => Promise<string | null>
  readonly renameBoard: (id: string, name: string) => void
  /** Shows a board or a doc in its new place at once. */
  readonly move: (thing: TreeThing, place: TreePlace) => void
  /** Behind another folder of its workspace; null is first. `before` is what it stands behind now. */
  readonly moveFolder: (folder: Folder, after: string | null, before: string | null) => void
  readonly archiveBoard: (board: TreeBoard) => void
  readonly unarchiveBoard: (id: string) => void
  readonly deleteBoard: (board: Pick<TreeBoard, 'id' | 'name'>) => void
  readonly restoreBoard: (id: string) => void
}

export function useTreeCommands(): TreeCommands {
  const { client, toasts, newBoard } = useWorld()
  const { refresh, assume } = useTree()
  return useMemo(
    () => treeCommands({ client, toasts, newBoard, refresh, assume }),
    [client, toasts, newBoard, refresh, assume],
  )
}

interface Ports {
  readonly client: Client
  readonly toasts: ToastStore
  readonly newBoard: World['newBoard']
  readonly refresh: Tree['refresh']
  readonly assume: Tree['assume']
}

function treeCommands({ client, toasts, newBoard, refresh, assume }: Ports): TreeCommands {
  const run = (command: string, args: Json): Run => {
    const running = client.run(command, args)
    void running.done.then(refresh)
    return running
  }
  /** Runs what takes something away; once it is done, the toast can take that back. */
  const take = (text: string, command: string, args: Json, back: () => void): void => {
    void run(command, args).done.then((answer) => {
      if (answer.ok) toasts.show({ text, icon: 'undo', action: { title: t('Undo'), onSelect: back } })
    })
  }
  /** Each move takes the place of the one before, so that many in a row are not many toasts. */
  const sayMoved = (name: string, done: Promise<boolean>, back: () => void): void => {
    void done.then((ok) => {
      if (!ok) return
      toasts.show({
        text: t('“{name}” is moved.', { name }),
        icon: 'undo',
        key: 'moved',
        action: { title: t('Undo'), onSelect: back },
      })
    })
  }
  return {
    createWorkspace: (name) => {
      const id = client.newId()
      run('workspace.create', { id, name })
      return id
    },
    renameWorkspace: (id, name) => void run('workspace.update', { id, name }),
    deleteWorkspace: ({ id, name }) =>
      take(
        t('“{name}” is in the trash for 30 days, with its boards and docs.', { name }),
        'workspace.delete',
        { id, deleted: true },
        () => run('workspace.delete', { id, deleted: false }),
      ),
    restoreWorkspace: (id) => void run('workspace.delete', { id, deleted: false }),
    createFolder: (workspace, name) => void run('folder.create', { id: client.newId(), workspace, name }),
    renameFolder: (id, name) => void run('folder.update', { id, name }),
    deleteFolder: ({ id, name }) =>
      take(
        t('The folder “{name}” is in the trash for 30 days; its boards and docs stand in the workspace.', { name }),
        'folder.update',
        { id, deleted: true },
        () => run('folder.update', { id, deleted: false }),
      ),
    createBoard: async ({ workspace, folder = null, name, access }) => {
      const board = client.newId()
      const made = run('board.create', { board, workspace, folder, name, ...(access && { access }) })
      for (const { title, colour } of newBoard.groups) {
        client.run('group.create', { board, id: client.newId(), title, colour })
      }
      for (const { kind, title, role } of newBoard.columns) {
        client.run('column.create', { board, id: client.newId(), kind, title, role })
      }
      const answer = await made.done
      return answer.ok ? board : null
    },
    renameBoard: (board, name) => void run('board.update', { board, name }),
    move: ({ kind, of }, place) => {
      const put = ({ workspaceId: workspace, folderId: folder, rank }: TreePlace): Promise<boolean> => {
        const done = client
          .run(`${kind}.update`, { [kind]: of.id, workspace, folder, rank })
          .done.then(async ({ ok }) => {
            // The tree lets go of what it assumed once its boards are here anew: by then the docs are, too.
            if (ok && kind === 'doc') await refreshDocs(client)
            return ok
          })
        assume(of.id, { workspaceId: workspace, folderId: folder, rank }, done)
        return done
      }
      const { workspaceId, folderId, rank } = of
      sayMoved(of.name, put(place), () => void put({ workspaceId, folderId, rank }))
    },
    moveFolder: ({ id, name }, after, before) => {
      const done = run('folder.move', { id, after }).done.then(({ ok }) => ok)
      sayMoved(name, done, () => void run('folder.move', { id, after: before }))
    },
    archiveBoard: ({ id: board, name }) =>
      take(t('“{name}” is archived.', { name }), 'board.archive', { board, archived: true }, () =>
        run('board.archive', { board, archived: false }),
      ),
    unarchiveBoard: (board) => void run('board.archive', { board, archived: false }),
    deleteBoard: ({ id: board, name }) => {
      const said = t('“{name}” is in the trash for 30 days.', { name })
      void sayUses(client, { board }).then((uses) =>
        take(uses === null ? said : `${said} ${uses}`, 'board.delete', { board }, () =>
          run('board.restore', { board }),
        ),
      )
    },
    restoreBoard: (board) => void run('board.restore', { board }),
  }
}
