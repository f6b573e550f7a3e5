import type { TreeBoard } from '@fulcrum/protocol'
import type { AccountView, Folder, Workspace } from '../../shell/account.ts'

/** One folder with its boards, or a board that stands in the workspace itself. */
export type TreeLine =
  | { readonly kind: 'folder'; readonly folder: Folder; readonly boards: readonly TreeBoard[] }
  | { readonly kind: 'board'; readonly board: TreeBoard }

/** What stands under one workspace. */
export interface TreeSection {
  readonly workspace: Workspace
  readonly lines: readonly TreeLine[]
}

/**
 * Puts the boards where they stand. Folders come first; boards of a folder that is gone stand in the workspace. Archived
 * boards are left out, and so are hidden ones, which an import still fills.
 */
export function treeSections(
  { workspaces, folders }: Pick<AccountView, 'workspaces' | 'folders'>,
  boards: readonly TreeBoard[],
): readonly TreeSection[] {
  const shown = boards.filter(({ archived, hidden }) => !archived && !hidden)
  return workspaces.map((workspace) => {
    const own = shown.filter(({ workspaceId }) => workspaceId === workspace.id)
    const ownFolders = folders.filter(({ workspaceId }) => workspaceId === workspace.id)
    const folderIds = new Set(ownFolders.map(({ id }) => id))
    return {
      workspace,
      lines: [
        ...ownFolders.map((folder): TreeLine => ({
          kind: 'folder',
          folder,
          boards: own.filter(({ folderId }) => folderId === folder.id),
        })),
        ...own
          .filter(({ folderId }) => folderId === null || !folderIds.has(folderId))
          .map((board): TreeLine => ({ kind: 'board', board })),
      ],
    }
  })
}
