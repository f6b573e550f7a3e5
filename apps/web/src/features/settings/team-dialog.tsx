import { OptionList } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import type { Team } from '../../shell/account.ts'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { useClient } from '../../shell/world.tsx'

interface TeamDialogProps {
  /** Null makes a new one. */
  readonly team: Team | null
  readonly onClose: () => void
}

/** Names a team and says who is in it. */
export function TeamDialog({ team, onClose }: TeamDialogProps) {
  const client = useClient()
  const { members } = useAccount()
  const [chosen, setChosen] = useState<readonly string[]>(team?.memberIds ?? [])
  const options = members
    .filter(({ id, removed }) => !removed || chosen.includes(id))
    .map(({ id, name, email, placeholder }) => ({
      id,
      title: name,
      ...(email !== null && { keywords: email }),
      ...(placeholder && { hint: t('Not invited yet') }),
    }))
  return (
    <NameDialog
      title={team === null ? t('New team') : t('Edit {name}', { name: team.name })}
      initial={team?.name ?? ''}
      placeholder={t('Platform')}
      button={team === null ? t('Create team') : t('Save')}
      onClose={onClose}
      onName={(name) => {
        if (team === null) client.run('team.create', { id: client.newId(), name, members: [...chosen] })
        else client.run('team.update', { id: team.id, name, members: [...chosen] })
      }}
    >
      <div role="group" aria-label={t('People of the team')}>
        <OptionList
          label={t('People of the team')}
          multiple
          searchable
          options={options}
          selected={chosen}
          onPick={(id) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])}
        />
      </div>
    </NameDialog>
  )
}
