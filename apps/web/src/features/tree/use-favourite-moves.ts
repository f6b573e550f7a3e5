import { announce } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useDocs } from '../../shell/doc-list.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useClient } from '../../shell/world.tsx'

/** Puts a favourite behind another one of those that are `shown`, or first, and says so. */
export function useFavouriteMoves(shown: readonly string[]): (id: string, after: string | null) => void {
  const client = useClient()
  const tree = useTree()
  const docs = useDocs()
  const nameOf = (id: string): string => (tree.board(id) ?? docs.find((doc) => doc.id === id))?.name ?? ''
  return (id, after) => {
    const now = shown[shown.indexOf(id) - 1] ?? null
    if (after === now) return
    void client.run('favourite.move', { member: client.memberId, id, after })
    announce(
      after === null
        ? t('{name} moved to the beginning', { name: nameOf(id) })
        : t('{name} moved behind {name2}', { name: nameOf(id), name2: nameOf(after) }),
    )
  }
}

/** Behind which favourite one stands after a step up or down among those that are `shown`; undefined where there is no step. */
export function favouriteStep(shown: readonly string[], id: string, by: -1 | 1): string | null | undefined {
  const at = shown.indexOf(id)
  if (at < 0 || at + by < 0 || at + by >= shown.length) return undefined
  return shown[by === 1 ? at + 1 : at - 2] ?? null
}
