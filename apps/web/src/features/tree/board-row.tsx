import { appHref, NavRow } from '@fulcrum/ui'
import type { TreeBoard } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { boardPath } from '../../shell/paths.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import { TreeMenuButton } from './tree-menu-button.tsx'

interface BoardRowProps {
  readonly board: TreeBoard
  readonly active: boolean
  readonly depth?: number
  readonly show: (dialog: TreeDialog) => void
}

/** One board of the sidebar. */
export function BoardRow({ board, active, depth = 0, show }: BoardRowProps) {
  return (
    <NavRow
      title={board.name}
      icon={board.access === 'private' ? 'lock' : 'board'}
      href={appHref(boardPath(board.id))}
      active={active}
      depth={depth}
      count={board.itemCount}
      actions={
        <TreeMenuButton
          label={t('Menu of {name}', { name: board.name })}
          of={(menus) => menus.ofBoard(board)}
          show={show}
        />
      }
    />
  )
}
