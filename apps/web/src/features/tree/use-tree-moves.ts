import { announce } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { useDocs } from '../../shell/doc-list.ts'
import { useTree, type TreeThing } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useClient } from '../../shell/world.tsx'
import { treeSections } from './tree-model.ts'
import { folderStep, foldersBeside, placeAt, shelvesOf, stepOf, type Spot } from './tree-order.ts'

/** Moving boards, docs and folders through the tree, by whatever way somebody asks for it. */
export function useTreeMoves() {
  const account = useAccount()
  const tree = useTree()
  const docs = tree.placed(useDocs())
  const client = useClient()
  const commands = useTreeCommands()
  const sections = treeSections(account, tree.boards, docs)
  const shelves = shelvesOf(sections)
  const thingOf = (id: string | null): TreeThing | undefined => {
    const board = id === null ? undefined : tree.board(id)
    if (board !== undefined) return { kind: 'board', of: board }
    const doc = docs.find((each) => each.id === id)
    return doc && { kind: 'doc', of: doc }
  }
  const put = (id: string, spot: Spot): void => {
    const thing = thingOf(id)
    const place = placeAt(shelves, id, spot, { fresh: client.newId(), jitter: Math.random() })
    if (thing === undefined || place === null) return
    commands.move(thing, place)
    const { name } = thing.of
    const before = thingOf(spot.before)?.of.name
    const folder = account.folders.find((each) => each.id === spot.folderId)
    const shelf = folder ?? account.workspaces.find((each) => each.id === spot.workspaceId)
    announce(
      before === undefined
        ? t('{name} moved to the end of {name2}', { name, name2: shelf?.name ?? '' })
        : t('{name} moved before {before}', { name, before }),
    )
  }
  const putFolder = (id: string, after: string | null): void => {
    const folder = account.folders.find((each) => each.id === id)
    const beside = foldersBeside(sections, id)
    const now = beside[beside.indexOf(id) - 1] ?? null
    if (folder === undefined || after === now) return
    commands.moveFolder(folder, after, now)
    const above = account.folders.find((each) => each.id === after)
    announce(
      above === undefined
        ? t('{name} moved to the beginning', { name: folder.name })
        : t('{name} moved behind {name2}', { name: folder.name, name2: above.name }),
    )
  }
  return {
    sections,
    shelves,
    put,
    putFolder,
    thingStep: (id: string, by: -1 | 1) => stepOf(shelves, id, by),
    folderStep: (id: string, by: -1 | 1) => folderStep(sections, id, by),
  }
}
