import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import { NavSection, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { TreeThing } from '../../shell/tree-context.tsx'
import { BoardRow } from './board-row.tsx'
import { DocRow } from './late-tree.ts'
import type { TreeDialog } from './tree-dialogs.tsx'
import type { TreeDrag, TreeLineKey } from './tree-drag.ts'
import { TreeLine } from './tree-line.tsx'
import type { TreeMenus } from './use-tree-menus.ts'

interface FavouritesSectionProps {
  readonly things: readonly TreeThing[]
  readonly isActive: (board: string) => boolean
  readonly drag: TreeDrag | undefined
  readonly show: (dialog: TreeDialog) => void
  readonly onStep: (line: TreeLineKey, by: -1 | 1) => void
}

/** The boards and docs of those that are kept at hand which are here, in the order of `ids`. */
export function favouritesAmong(
  ids: readonly string[],
  { board, docs }: { readonly board: (id: string) => TreeBoard | undefined; readonly docs: readonly TreeDoc[] },
): readonly TreeThing[] {
  const docOf = new Map(docs.map((doc) => [doc.id, doc]))
  return ids.flatMap((id): TreeThing[] => {
    const [own, doc] = [board(id), docOf.get(id)]
    if (own !== undefined) return own.archived ? [] : [{ kind: 'board', of: own }]
    return doc === undefined || doc.archived || doc.deletedAt !== null ? [] : [{ kind: 'doc', of: doc }]
  })
}

/** What this person keeps at hand, in an order of their own. */
export function FavouritesSection({ things, isActive, drag, show, onStep }: FavouritesSectionProps) {
  const shown = things.map(({ of }) => of.id)
  return (
    <NavSection title={t('Favourites')}>
      {things.map((thing) => {
        const line: TreeLineKey = { kind: 'favourite', id: thing.of.id }
        const menu = (menus: TreeMenus): readonly MenuSection[] => menus.ofFavourite(thing, shown)
        return (
          <TreeLine key={line.id} line={line} drag={drag} onStep={(by) => onStep(line, by)}>
            {thing.kind === 'board' ? (
              <BoardRow board={thing.of} active={isActive(line.id)} show={show} menu={menu} />
            ) : (
              <DocRow doc={thing.of} depth={0} show={show} menu={menu} />
            )}
          </TreeLine>
        )
      })}
    </NavSection>
  )
}
