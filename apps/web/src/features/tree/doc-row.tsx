import { appHref, NavRow, type MenuSection } from '@fulcrum/ui'
import type { TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { docPath } from '../../shell/paths.ts'
import { usePlace } from '../../shell/router/router-context.tsx'
import type { TreeDialog } from './tree-dialogs.tsx'
import { TreeMenuButton } from './tree-menu-button.tsx'
import type { TreeMenus } from './use-tree-menus.ts'

interface DocRowProps {
  readonly doc: TreeDoc
  readonly depth: number
  readonly show: (dialog: TreeDialog) => void
  /** Its menu, where that is not the one of the tree. */
  readonly menu?: (menus: TreeMenus) => readonly MenuSection[]
}

/** One doc of the sidebar. */
export function DocRow({ doc, depth, show, menu = (menus) => menus.ofDoc(doc) }: DocRowProps) {
  const { path } = usePlace()
  return (
    <NavRow
      title={doc.name}
      icon={doc.access === 'private' ? 'lock' : 'doc'}
      href={appHref(docPath(doc.id))}
      active={path === docPath(doc.id)}
      depth={depth}
      actions={<TreeMenuButton label={t('Menu of {name}', { name: doc.name })} of={menu} show={show} />}
    />
  )
}
