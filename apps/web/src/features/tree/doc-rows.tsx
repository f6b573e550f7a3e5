import { appHref, NavRow, type MenuSection } from '@fulcrum/ui'
import type { TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { useDocs } from '../../shell/doc-list.ts'
import { MenuButton } from '../../shell/menu-button.tsx'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { docPath } from '../../shell/paths.ts'
import { useGo, usePlace } from '../../shell/router/router-context.tsx'
import { useStored } from '../../shell/use-stored.ts'

interface DocRowsProps {
  readonly workspace: string
  /** Null: those that stand in the workspace itself. */
  readonly folder: string | null
  readonly depth: number
}

/** The docs of a workspace, or of one of its folders, below its boards. */
export function DocRows({ workspace, folder, depth }: DocRowsProps) {
  const { folders } = useAccount()
  const docs = useDocs().filter((doc) => !doc.archived && doc.workspaceId === workspace)
  const known = new Set(folders.map(({ id }) => id))
  const placeOf = (doc: TreeDoc) => (doc.folderId !== null && known.has(doc.folderId) ? doc.folderId : null)
  const onItems = docs.filter(({ itemId }) => itemId !== null)
  return (
    <>
      {docs
        .filter((doc) => doc.itemId === null && placeOf(doc) === folder)
        .map((doc) => (
          <DocRow key={doc.id} doc={doc} depth={depth} />
        ))}
      {folder === null && onItems.length > 0 && <DocsOnItems workspace={workspace} docs={onItems} />}
    </>
  )
}

/** The docs of a workspace that are on items, where they are found again whatever became of the items. */
function DocsOnItems({ workspace, docs }: { readonly workspace: string; readonly docs: readonly TreeDoc[] }) {
  const [open, setOpen] = useStored(`fulcrum.docs-on-items.${workspace}`, false)
  const toggle = (): void => setOpen(!open)
  return (
    <>
      <NavRow
        title={t('Docs on items')}
        icon="folder"
        count={docs.length}
        expanded={open}
        onToggle={toggle}
        onOpen={toggle}
      />
      {open && docs.map((doc) => <DocRow key={doc.id} doc={doc} depth={1} />)}
    </>
  )
}

function DocRow({ doc, depth }: { readonly doc: TreeDoc; readonly depth: number }) {
  const { path } = usePlace()
  const commands = useDocCommands()
  const [renaming, setRenaming] = useState(false)
  const sections = useDocMenu(doc, () => setRenaming(true))
  return (
    <div className="tree-line" data-tree="doc" data-id={doc.id}>
      <NavRow
        title={doc.name}
        icon={doc.access === 'private' ? 'lock' : 'doc'}
        href={appHref(docPath(doc.id))}
        active={path === docPath(doc.id)}
        depth={depth}
        actions={<MenuButton label={t('Menu of {name}', { name: doc.name })} sections={sections} />}
      />
      {renaming && (
        <NameDialog
          title={t('Rename doc')}
          initial={doc.name}
          button={t('Rename')}
          onClose={() => setRenaming(false)}
          onName={(name) => commands.rename(doc.id, name)}
        />
      )}
    </div>
  )
}

function useDocMenu(doc: TreeDoc, rename: () => void): readonly MenuSection[] {
  const { workspaces, folders } = useAccount()
  const commands = useDocCommands()
  const { path } = usePlace()
  const go = useGo()
  const leave = (act: () => void) => () => {
    // Its own page would be the first to say that it is gone.
    if (path === docPath(doc.id)) go('/')
    act()
  }
  const places: readonly MenuSection[] = workspaces.map((workspace) => ({
    items: [
      {
        id: workspace.id,
        title: workspace.name,
        icon: 'home',
        checked: doc.workspaceId === workspace.id && doc.folderId === null,
        onSelect: () => commands.move(doc, { workspace: workspace.id, folder: null }),
      },
      ...folders
        .filter(({ workspaceId }) => workspaceId === workspace.id)
        .map((folder) => ({
          id: folder.id,
          title: folder.name,
          icon: 'folder' as const,
          checked: doc.folderId === folder.id,
          onSelect: () => commands.move(doc, { workspace: workspace.id, folder: folder.id }),
        })),
    ],
  }))
  return [
    {
      items: [
        { id: 'rename', title: t('Rename'), icon: 'edit', onSelect: rename },
        { id: 'move', title: t('Move to'), icon: 'folder', items: places },
      ],
    },
    {
      items: doc.mayManage
        ? [
            { id: 'archive', title: t('Archive'), icon: 'archive', onSelect: leave(() => commands.archive(doc)) },
            {
              id: 'delete',
              title: t('Delete'),
              icon: 'trash',
              danger: true,
              onSelect: leave(() => commands.remove(doc)),
            },
          ]
        : [],
    },
  ]
}
