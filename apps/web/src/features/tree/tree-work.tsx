import type { TreeDoc } from '@fulcrum/protocol'
import { Button, Menu, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useImperativeHandle, type PointerEvent, type Ref } from 'react'
import type { Workspace } from '../../shell/account.ts'
import { useDocs } from '../../shell/doc-list.ts'
import type { OpenedMenu } from '../../shell/menu-button.tsx'
import { useGo } from '../../shell/router/router-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { startTreeDrag, type TreeDrag, type TreeLineKey } from './tree-drag.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import { focusTreeLine } from './tree-line.tsx'
import { favouriteStep, useFavouriteMoves } from './use-favourite-moves.ts'
import { useTreeMenus, type TreeMenus } from './use-tree-menus.ts'
import { useTreeMoves } from './use-tree-moves.ts'

export { DocRow } from './doc-row.tsx'
export { DocsOnItems } from './docs-on-items.tsx'
export { RecentRows } from './recent-rows.tsx'
export { UserMenuOpened } from './user-menu-opened.tsx'

interface TreeMenuProps extends OpenedMenu {
  readonly of: (menus: TreeMenus) => readonly MenuSection[]
  /** Opens a dialog where a name is asked for. */
  readonly show: (dialog: TreeDialog) => void
}

/** A menu of the tree that is open. */
export function TreeMenu({ of, show, ...menu }: TreeMenuProps) {
  return <Menu {...menu} sections={of(useTreeMenus(show))} />
}

/** How lines of the tree are moved by hand. */
export interface TreeHands {
  /** A line goes one up or down. */
  readonly step: (line: TreeLineKey, by: -1 | 1) => void
  readonly drag: (event: PointerEvent<HTMLElement>) => void
}

/** Draws nothing: tells the tree which docs there are. */
export function TreeDocs({ onDocs }: { readonly onDocs: (docs: readonly TreeDoc[]) => void }) {
  const docs = useDocs()
  useEffect(() => onDocs(docs), [docs, onDocs])
  return null
}

interface TreeWorkProps {
  readonly hands: Ref<TreeHands>
  /** This person may order the tree, which all see. */
  readonly mayBuild: boolean
  /** The favourites that are shown, in their order. */
  readonly favourites: readonly string[]
  readonly onDrag: (drag: TreeDrag | undefined) => void
  /** A folder is opened for what goes into it. */
  readonly onOpen: (folder: string) => void
}

/** Draws nothing: gives the tree its hands. */
export function TreeWork({ hands, mayBuild, favourites, onDrag, onOpen }: TreeWorkProps) {
  const moves = useTreeMoves()
  const putFavourite = useFavouriteMoves(favourites)
  const favouriteMoves = (id: string, by: -1 | 1): void => {
    const after = favouriteStep(favourites, id, by)
    if (after === undefined) return
    putFavourite(id, after)
    focusTreeLine({ kind: 'favourite', id })
  }
  const thingStep = (line: TreeLineKey, by: -1 | 1): void => {
    const spot = moves.thingStep(line.id, by)
    if (spot === null) return
    if (spot.folderId !== null) onOpen(spot.folderId)
    moves.put(line.id, spot)
    focusTreeLine(line)
  }
  const folderStep = (id: string, by: -1 | 1): void => {
    const step = moves.folderStep(id, by)
    if (step === null) return
    moves.putFolder(id, step.to)
    focusTreeLine({ kind: 'folder', id })
  }
  useImperativeHandle(hands, () => ({
    step: (line, by) => {
      if (line.kind === 'favourite') favouriteMoves(line.id, by)
      else if (line.kind === 'folder') folderStep(line.id, by)
      else thingStep(line, by)
    },
    drag: (event) =>
      startTreeDrag(event, {
        sections: moves.sections,
        shelves: moves.shelves,
        favouritesOnly: !mayBuild,
        favourites,
        onFavourite: putFavourite,
        onThing: moves.put,
        onFolder: moves.putFolder,
        onDrag,
        onOpen,
      }),
  }))
  return null
}

/** Takes a sample workspace away. */
export function RemoveSample({ workspace }: { readonly workspace: Workspace }) {
  const go = useGo()
  const commands = useTreeCommands()
  const remove = (): void => {
    go('/')
    commands.deleteWorkspace(workspace)
  }
  return (
    <Button size="small" onClick={remove}>
      {t('Remove the sample')}
    </Button>
  )
}
