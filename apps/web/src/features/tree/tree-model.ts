import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import { byRank, type AccountView, type Folder, type Workspace } from '../../shell/account.ts'
import type { TreeThing } from '../../shell/tree-context.tsx'

/** One folder with what is in it, or a board or doc that stands in the workspace itself. */
export type TreeLine =
  { readonly kind: 'folder'; readonly folder: Folder; readonly things: readonly TreeThing[] } | TreeThing

/** What stands under one workspace. */
export interface TreeSection {
  readonly workspace: Workspace
  readonly lines: readonly TreeLine[]
}

/**
 * Puts boards and docs where they stand. Folders come first, boards and docs follow each other by rank; those of a folder that is
 * gone stand in the workspace. What is archived is left out, and so are hidden boards, which an import still fills, and docs
 * that are on items.
 */
export function treeSections(
  { workspaces, folders }: Pick<AccountView, 'workspaces' | 'folders'>,
  boards: readonly TreeBoard[],
  docs: readonly TreeDoc[],
): readonly TreeSection[] {
  const shown = [
    ...boards.filter(({ archived, hidden }) => !archived && !hidden).map((of): TreeThing => ({ kind: 'board', of })),
    ...docs
      .filter(({ archived, itemId }) => !archived && itemId === null)
      .map((of): TreeThing => ({ kind: 'doc', of })),
  ].sort((left, right) => byRank(left.of, right.of))
  return workspaces.map((workspace) => {
    const own = shown.filter(({ of }) => of.workspaceId === workspace.id)
    const ownFolders = folders.filter(({ workspaceId }) => workspaceId === workspace.id)
    const folderIds = new Set(ownFolders.map(({ id }) => id))
    return {
      workspace,
      lines: [
        ...ownFolders.map((folder): TreeLine => ({
          kind: 'folder',
          folder,
          things: own.filter(({ of }) => of.folderId === folder.id),
        })),
        ...own.filter(({ of }) => of.folderId === null || !folderIds.has(of.folderId)),
      ],
    }
  })
}
