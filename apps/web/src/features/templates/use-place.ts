import { can } from '@fulcrum/domain'
import type { Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, useAccountPhase, usePrincipal } from '../../shell/account-context.tsx'
import { firstWorkspace } from '../../shell/first-workspace.ts'
import type { SetPlace } from '../../shell/set-commands.ts'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useWorkspaceRules } from '../../shell/use-rules.ts'
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
  /** Why nobody makes boards there who looks at this; undefined where they may. */
  readonly refusal: string | undefined
  /** Which workspaces there are is known. */
  readonly isKnown: boolean
  /** The place for a command; a workspace is made where there is none. */
  readonly take: (name: string) => SetPlace
}

/** Lets a person choose where boards go: sets begin with a folder of their own. */
export function usePlaceChoice(boards: number): ChosenPlace {
  const client = useClient()
  const { workspaces, folders } = useAccount()
  const { createWorkspace } = useTreeCommands()
  const principal = usePrincipal()
  const isKnown = useAccountPhase() !== 'opening'
  const own = workspaces.filter(({ demo }) => !demo)
  const [chosen, chooseWorkspace] = useState<string>()
  // Whoever comes by the address is here before the workspaces are.
  const workspace = (own.find(({ id }) => id === chosen) ?? own[0])?.id
  const { makers } = useWorkspaceRules(workspace)
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
    refusal: !can(principal, 'board.create', null)
      ? t('Owners, admins and members make boards. Ask one of them.')
      : !can(principal, 'board.create', { makers })
        ? t('In this workspace, owners and admins make the boards. Ask one of them.')
        : undefined,
    isKnown,
    take: (name) => {
      const home = workspace ?? createWorkspace(firstWorkspace)
      if (folder === ownFolder) return { workspace: home, newFolder: { id: client.newId(), name } }
      return { workspace: home, folder: folder === noFolder ? null : folder }
    },
  }
}
