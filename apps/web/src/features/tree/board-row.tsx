import { appHref, NavRow, type MenuSection } from '@fulcrum/ui'
import type { TreeBoard } from '@fulcrum/protocol'
import { MenuButton } from '../../shell/menu-button.tsx'
import { boardPath } from '../../shell/paths.ts'

interface BoardRowProps {
  readonly board: TreeBoard
  readonly active: boolean
  readonly depth?: number
  readonly menu: readonly MenuSection[]
}

/** One board of the sidebar. */
export function BoardRow({ board, active, depth = 0, menu }: BoardRowProps) {
  return (
    <NavRow
      title={board.name}
      icon={board.access === 'private' ? 'lock' : 'board'}
      href={appHref(boardPath(board.id))}
      active={active}
      depth={depth}
      count={board.itemCount}
      actions={<MenuButton label={`Menu of ${board.name}`} sections={menu} />}
    />
  )
}
