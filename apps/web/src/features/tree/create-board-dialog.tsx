import { Select, type Option } from '@fulcrum/ui'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'

interface CreateBoardDialogProps {
  /** Null lets the person choose, and makes a first workspace where there is none. */
  readonly workspace: string | null
  readonly folder: string | null
  readonly onCreate: (board: {
    readonly workspace: string
    readonly folder: string | null
    readonly name: string
    readonly access: 'main' | 'private' | 'shareable'
  }) => void
  readonly onClose: () => void
}

const ACCESS: readonly (Option & { readonly id: 'main' | 'private' | 'shareable' })[] = [
  { id: 'main', title: 'Everyone here', icon: 'people', hint: 'guests not' },
  { id: 'private', title: 'Only people I choose', icon: 'lock' },
  { id: 'shareable', title: 'People I choose, guests too', icon: 'share' },
]

/** Asks for what a new board needs. */
export function CreateBoardDialog({ workspace, folder, onCreate, onClose }: CreateBoardDialogProps) {
  const { workspaces } = useAccount()
  const commands = useTreeCommands()
  const [chosen, setChosen] = useState(workspace ?? workspaces.find(({ demo }) => !demo)?.id ?? workspaces[0]?.id)
  const [access, setAccess] = useState<'main' | 'private' | 'shareable'>('main')
  return (
    <NameDialog
      title="New board"
      placeholder="Sprint board"
      button="Create board"
      onClose={onClose}
      onName={(name) => {
        const home = chosen ?? commands.createWorkspace('Main')
        onCreate({ workspace: home, folder: home === workspace ? folder : null, name, access })
      }}
    >
      {workspaces.length > 1 && (
        <Select
          label="Workspace"
          options={workspaces.map(({ id, name }) => ({ id, title: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Select
        label="Who sees it"
        options={ACCESS}
        value={access}
        onChange={(id) => setAccess(ACCESS.find((option) => option.id === id)?.id ?? 'main')}
      />
    </NameDialog>
  )
}
