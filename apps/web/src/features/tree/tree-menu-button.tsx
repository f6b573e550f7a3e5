import type { MenuSection } from '@fulcrum/ui'
import { MenuOpener } from '../../shell/menu-button.tsx'
import { TreeMenu } from './late-tree.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import type { TreeMenus } from './use-tree-menus.ts'

interface TreeMenuButtonProps extends Omit<Parameters<typeof MenuOpener>[0], 'children'> {
  readonly of: (menus: TreeMenus) => readonly MenuSection[]
  readonly show: (dialog: TreeDialog) => void
}

/** Opens a menu of the tree. */
export function TreeMenuButton({ of, show, ...props }: TreeMenuButtonProps) {
  return <MenuOpener {...props}>{(menu) => <TreeMenu {...menu} of={of} show={show} />}</MenuOpener>
}
