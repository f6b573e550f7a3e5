import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { TreeDialogs } from '../features/tree/late-dialogs.ts'
import type { TreeDialog } from '../features/tree/tree-dialogs.tsx'
import { useTreeMenus } from '../features/tree/use-tree-menus.ts'
import { boardIdOf } from '../shell/paths.ts'
import { usePlace } from '../shell/router/router-context.tsx'
import { useTree } from '../shell/tree-context.tsx'
import { useActions } from '../shell/use-actions.ts'

/** What the palette calls what the menu of a board does. */
const titles: Readonly<Record<string, string>> = {
  rename: t('Rename this board'),
  copy: t('Duplicate this board'),
  archive: t('Archive this board'),
}

/** Offers the palette what the menu of the open board does with the whole of it, to whom the menu offers it. */
export function OpenBoardActions() {
  const { path } = usePlace()
  const tree = useTree()
  const [dialog, setDialog] = useState<TreeDialog>()
  const menus = useTreeMenus(setDialog)
  const id = boardIdOf(/^\/b\/([^/]+)(?:\/i\/\d+)?$/.exec(path)?.[1] ?? '')
  const board = id === null ? undefined : tree.board(id)
  const deeds = board === undefined ? [] : menus.ofBoard(board).flatMap(({ items }) => items)
  useActions(
    deeds.flatMap(({ id: deed, icon, onSelect }) => {
      const title = titles[deed]
      if (title === undefined || onSelect === undefined) return []
      return [
        { id: `board.whole.${deed}`, title, section: t('Board'), run: onSelect, ...(icon !== undefined && { icon }) },
      ]
    }),
  )
  return dialog === undefined ? null : (
    <TreeDialogs key={JSON.stringify(dialog)} dialog={dialog} onClose={() => setDialog(undefined)} />
  )
}
