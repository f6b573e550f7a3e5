import { appHref, NavRow, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useDocs } from '../../shell/doc-list.ts'
import { boardPath, docPath, itemPath } from '../../shell/paths.ts'
import { useRecents } from '../../shell/recents.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useStored } from '../../shell/use-stored.ts'

const MOST = 8

interface RecentLine {
  readonly path: string
  readonly icon?: IconName
  readonly title: string
}

/** What was opened lately in this browser, behind a line that is closed until it is asked for. */
export function RecentRows({ place }: { readonly place: string }) {
  const tree = useTree()
  const recents = useRecents()
  const [open, setOpen] = useStored('fulcrum.recents.open', false)
  const docs = useDocs()
  const shown = recents.flatMap((recent): RecentLine[] => {
    if (recent.doc !== undefined) {
      const doc = docs.find(({ id, deletedAt }) => id === recent.doc && deletedAt === null)
      return doc === undefined ? [] : [{ path: docPath(doc.id), icon: 'doc', title: doc.name }]
    }
    const { board, item } = recent
    const found = tree.board(board)
    if (found === undefined) return []
    if (item === undefined) return [{ path: boardPath(board), icon: 'board', title: found.name }]
    return [{ path: itemPath(board, item.row), title: `${item.key} ${item.title}` }]
  })
  if (shown.length === 0) return null
  const toggle = (): void => setOpen(!open)
  return (
    <>
      <NavRow title={t('Recent')} icon="history" expanded={open} onToggle={toggle} onOpen={toggle} />
      {open &&
        shown
          .slice(0, MOST)
          .map(({ path, title, icon }) => (
            <NavRow
              key={path}
              title={title}
              depth={1}
              href={appHref(path)}
              active={place === path}
              {...(icon && { icon })}
            />
          ))}
    </>
  )
}
