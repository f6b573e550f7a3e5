import type { Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import type { SetPlace } from '../../shell/set-commands.ts'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useClient } from '../../shell/world.tsx'

const ownFolder = 'own'
const noFolder = 'none'

/** Where new boards go, as it is being chosen. */
export interface ChosenPlace {
  readonly workspaces: readonly Option[]
  readonly workspace: string | undefined
  readonly chooseWorkspace: (id: string) => void
  readonly folders: readonly Option[]
  readonly folder: string
  readonly chooseFolder: (id: string) => void
  /** The place for a command; a workspace is made where there is none. */
  readonly take: (name: string) => SetPlace
}

/** Lets a person choose where boards go: sets begin with a folder of their own. */
export function usePlaceChoice(boards: number): ChosenPlace {
  const client = useClient()
  const { workspaces, folders } = useAccount()
  const { createWorkspace } = useTreeCommands()
  const own = workspaces.filter(({ demo }) => !demo)
  const [workspace, chooseWorkspace] = useState(own[0]?.id)
  const [folder, chooseFolder] = useState(boards > 1 ? ownFolder : noFolder)
  return {
    workspaces: own.map(({ id, name }) => ({ id, title: name })),
    workspace,
    chooseWorkspace: (id) => {
      chooseWorkspace(id)
      if (folder !== ownFolder) chooseFolder(noFolder)
    },
    folders: [
      { id: ownFolder, title: t('A folder of their own'), icon: 'folder' },
      { id: noFolder, title: t('No folder'), icon: 'board' },
      ...folders
        .filter(({ workspaceId }) => workspaceId === workspace)
        .map(({ id, name }) => ({ id, title: name, icon: 'folder' as const })),
    ],
    folder,
    chooseFolder,
    take: (name) => {
      const home = workspace ?? createWorkspace('Main')
      if (folder === ownFolder) return { workspace: home, newFolder: { id: client.newId(), name } }
      return { workspace: home, folder: folder === noFolder ? null : folder }
    },
  }
}
