import { NavRow } from '@fulcrum/ui'
import type { TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useStored } from '../../shell/use-stored.ts'
import { DocRow } from './doc-row.tsx'
import type { TreeDialog } from './tree-dialogs.tsx'

interface DocsOnItemsProps {
  readonly workspace: string
  /** All docs that the tree knows. */
  readonly docs: readonly TreeDoc[]
  readonly show: (dialog: TreeDialog) => void
}

/** The docs of a workspace that are on items, where they are found again whatever became of the items. */
export function DocsOnItems({ workspace, docs, show }: DocsOnItemsProps) {
  const [open, setOpen] = useStored(`fulcrum.docs-on-items.${workspace}`, false)
  const own = docs.filter((doc) => !doc.archived && doc.itemId !== null && doc.workspaceId === workspace)
  if (own.length === 0) return null
  const toggle = (): void => setOpen(!open)
  return (
    <>
      <NavRow
        title={t('Docs on items')}
        icon="folder"
        count={own.length}
        expanded={open}
        onToggle={toggle}
        onOpen={toggle}
      />
      {open && own.map((doc) => <DocRow key={doc.id} doc={doc} depth={1} show={show} />)}
    </>
  )
}
