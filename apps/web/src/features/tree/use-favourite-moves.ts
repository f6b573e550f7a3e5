import { announce } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useDocs } from '../../shell/doc-list.ts'
import { useFavourites } from '../../shell/favourites.ts'
import { useTree } from '../../shell/tree-context.tsx'

/** Puts a favourite behind another one of those that are `shown`, or first, and says so. */
export function useFavouriteMoves(shown: readonly string[]): (id: string, after: string | null) => void {
  const favourites = useFavourites()
  const tree = useTree()
  const docs = useDocs()
  const nameOf = (id: string): string => (tree.board(id) ?? docs.find((doc) => doc.id === id))?.name ?? ''
  return (id, after) => {
    const now = shown[shown.indexOf(id) - 1] ?? null
    if (after === now) return
    favourites.move(id, after)
    announce(
      after === null
        ? t('{name} moved to the beginning', { name: nameOf(id) })
        : t('{name} moved behind {name2}', { name: nameOf(id), name2: nameOf(after) }),
    )
  }
}
