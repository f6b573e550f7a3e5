import { can } from '@fulcrum/domain'
import { appHref, Select, type Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { firstWorkspace } from '../../shell/first-workspace.ts'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { useWorkspaceRules } from '../../shell/use-rules.ts'

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
  { id: 'main', title: t('Everyone here'), icon: 'people', hint: t('guests not') },
  { id: 'private', title: t('Only people I choose'), icon: 'lock' },
  { id: 'shareable', title: t('People I choose, guests too'), icon: 'share' },
]

/** Asks for what a new board needs. */
export function CreateBoardDialog({ workspace, folder, onCreate, onClose }: CreateBoardDialogProps) {
  const { workspaces } = useAccount()
  const commands = useTreeCommands()
  const [chosen, setChosen] = useState(workspace ?? workspaces.find(({ demo }) => !demo)?.id ?? workspaces[0]?.id)
  const [access, setAccess] = useState<'main' | 'private' | 'shareable'>()
  const rules = useWorkspaceRules(chosen)
  const may = can(usePrincipal(), 'board.create', { makers: rules.makers })
  const shown = access === undefined || (access === 'shareable' && !rules.guests) ? rules.access : access
  const options = ACCESS.map((option) => ({
    ...option,
    ...(option.id === rules.access && { hint: t('as the workspace says') }),
    ...(option.id === 'shareable' && !rules.guests && { disabled: true, hint: t('not allowed here') }),
  }))
  return (
    <NameDialog
      title={t('New board')}
      placeholder={t('Sprint board')}
      button={t('Create board')}
      disabled={!may}
      onClose={onClose}
      onName={(name) => {
        const home = chosen ?? commands.createWorkspace(firstWorkspace)
        onCreate({ workspace: home, folder: home === workspace ? folder : null, name, access: shown })
      }}
    >
      {workspaces.length > 1 && (
        <Select
          label={t('Workspace')}
          options={workspaces.map(({ id, name }) => ({ id, title: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Select
        label={t('Who sees it')}
        options={options}
        value={shown}
        onChange={(id) => setAccess(ACCESS.find((option) => option.id === id)?.id)}
      />
      {!may && (
        <p className="tree-dialog-note">
          {t('In this workspace, owners and admins make the boards. Ask one of them.')}
        </p>
      )}
      <a href={appHref('/templates')} onClick={onClose}>
        {t('Start from a template instead')}
      </a>
    </NameDialog>
  )
}
