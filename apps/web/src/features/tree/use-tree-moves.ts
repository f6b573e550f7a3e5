import { announce } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useClient } from '../../shell/world.tsx'
import { treeSections } from './tree-model.ts'
import { folderStep, foldersBeside, placeAt, shelvesOf, stepOf, type Spot } from './tree-order.ts'

/** Moving boards and folders through the tree, by whatever way somebody asks for it. */
export function useTreeMoves() {
  const account = useAccount()
  const tree = useTree()
  const client = useClient()
  const commands = useTreeCommands()
  const sections = treeSections(account, tree.boards)
  const shelves = shelvesOf(sections)
  const putBoard = (id: string, spot: Spot): void => {
    const board = tree.board(id)
    const place = placeAt(shelves, id, spot, { fresh: client.newId(), jitter: Math.random() })
    if (board === undefined || place === null) return
    commands.moveBoard(board, place)
    const before = spot.before === null ? undefined : tree.board(spot.before)?.name
    const folder = account.folders.find((each) => each.id === spot.folderId)
    const shelf = folder ?? account.workspaces.find((each) => each.id === spot.workspaceId)
    announce(
      before === undefined
        ? t('{name} moved to the end of {name2}', { name: board.name, name2: shelf?.name ?? '' })
        : t('{name} moved before {before}', { name: board.name, before }),
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
    putBoard,
    putFolder,
    boardStep: (id: string, by: -1 | 1) => stepOf(shelves, id, by),
    folderStep: (id: string, by: -1 | 1) => folderStep(sections, id, by),
  }
}
