import { appHref, NavRow, type MenuSection } from '@fulcrum/ui'
import type { TreeBoard } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { boardPath } from '../../shell/paths.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import { TreeMenuButton } from './tree-menu-button.tsx'
import type { TreeMenus } from './use-tree-menus.ts'

interface BoardRowProps {
  readonly board: TreeBoard
  readonly active: boolean
  readonly depth?: number
  readonly show: (dialog: TreeDialog) => void
  /** Its menu, where that is not the one of the tree. */
  readonly menu?: (menus: TreeMenus) => readonly MenuSection[]
}

/** One board of the sidebar. */
export function BoardRow({ board, active, depth = 0, show, menu = (menus) => menus.ofBoard(board) }: BoardRowProps) {
  return (
    <NavRow
      title={board.name}
      icon={board.access === 'private' ? 'lock' : 'board'}
      href={appHref(boardPath(board.id))}
      active={active}
      depth={depth}
      count={board.itemCount}
      actions={<TreeMenuButton label={t('Menu of {name}', { name: board.name })} of={menu} show={show} />}
    />
  )
}
