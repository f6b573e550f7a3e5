import { can } from '@fulcrum/domain'
import { AvatarStack, Button, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, useAccountPhase, usePrincipal } from '../../shell/account-context.tsx'
import type { Team } from '../../shell/account.ts'
import { useClient, useToasts } from '../../shell/world.tsx'
import { Opening } from './opening.tsx'
import { SettingsSection } from './settings-section.tsx'
import { TeamDialog } from './team-dialog.tsx'
import { TeamLinkDialog } from './team-link-dialog.tsx'

/** People who are given rights and named together. */
export function TeamsPage() {
  const client = useClient()
  const toasts = useToasts()
  const { teams, members } = useAccount()
  const may = can(usePrincipal(), 'account.manage', null)
  const isOpening = useAccountPhase() === 'opening' && members.length === 0
  const [editing, setEditing] = useState<{ readonly team: Team | null }>()
  const [linking, setLinking] = useState<Team>()
  const remove = ({ id, name }: Team): void => {
    void client.run('team.update', { id, deleted: true }).done.then((answer) => {
      if (!answer.ok) return
      const onSelect = (): void => void client.run('team.update', { id, deleted: false })
      toasts.show({
        text: t('The team “{name}” is in the trash for 30 days.', { name }),
        icon: 'undo',
        action: { title: t('Undo'), onSelect },
      })
    })
  }
  if (isOpening) return <Opening label={t('Loading teams')} />
  return (
    <SettingsSection
      title={t('Teams')}
      note={t('A board can be given to a team; who joins it later sees the board at once.')}
      action={
        may && (
          <Button variant="primary" icon="plus" onClick={() => setEditing({ team: null })}>
            {t('New team')}
          </Button>
        )
      }
    >
      {teams.length === 0 && (
        <EmptyState compact icon="people" text={may ? t('There are no teams yet.') : t('There are no teams here.')} />
      )}
      <ul>
        {teams.map((team) => (
          <li key={team.id} className="settings-person">
            <div className="settings-person-words">
              <b className="fu-truncate">{team.name}</b>
              <span>{t('{count, plural, one {# person} other {# people}}', { count: team.memberIds.length })}</span>
            </div>
            <AvatarStack people={members.filter(({ id }) => team.memberIds.includes(id))} size="small" max={6} />
            {may && (
              <>
                <Button size="small" icon="link" onClick={() => setLinking(team)}>
                  {t('Link')}
                </Button>
                <Button size="small" onClick={() => setEditing({ team })}>
                  {t('Edit')}
                </Button>
                <Button size="small" variant="plain" onClick={() => remove(team)}>
                  {t('Delete')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {linking !== undefined && <TeamLinkDialog team={linking} onClose={() => setLinking(undefined)} />}
      {editing !== undefined && <TeamDialog team={editing.team} onClose={() => setEditing(undefined)} />}
    </SettingsSection>
  )
}
