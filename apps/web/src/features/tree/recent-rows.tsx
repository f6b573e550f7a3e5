import { appHref, NavRow } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { boardPath, itemPath } from '../../shell/paths.ts'
import { useRecents } from '../../shell/recents.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useStored } from '../../shell/use-stored.ts'

const MOST = 8

/** What was opened lately in this browser, behind a line that is closed until it is asked for. */
export function RecentRows({ place }: { readonly place: string }) {
  const tree = useTree()
  const recents = useRecents()
  const [open, setOpen] = useStored('fulcrum.recents.open', false)
  const shown = recents.flatMap(({ board, item }) => {
    const found = tree.board(board)
    if (found === undefined) return []
    const path = item === undefined ? boardPath(board) : itemPath(board, item.row)
    return [
      {
        path,
        icon: item === undefined ? ('board' as const) : undefined,
        title: item === undefined ? found.name : `${item.key} ${item.title}`,
      },
    ]
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
