import type { InvitationEntry } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { roleTitle } from './role-words.ts'
import { SettingsSection } from './settings-section.tsx'

interface OpenInvitationsProps {
  readonly invitations: readonly InvitationEntry[]
  /** Asks for them again. */
  readonly ask: () => void
}

/** Invitations that nobody has used yet; nothing where there are none. */
export function OpenInvitations({ invitations, ask }: OpenInvitationsProps) {
  const toasts = useToasts()
  const { members, locale } = useAccount()
  if (invitations.length === 0) return null
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const nameOf = (id: string | null): string | undefined => members.find((member) => member.id === id)?.name
  const revoke = (id: string): void => {
    post('/auth/invitation.revoke', { id }).then(
      () => {
        toasts.show({ text: t('The invitation is withdrawn. Its link no longer works.'), icon: 'check' })
        ask()
      },
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
  return (
    <SettingsSection title={t('Open invitations')}>
      <ul>
        {invitations.map(({ id, email, role, member, createdBy, expiresAt, letter }) => (
          <li key={id} className="settings-person">
            <Icon name="mail" />
            <div className="settings-person-words">
              <b className="fu-truncate">{email ?? nameOf(member) ?? t('Whoever has the link')}</b>
              <span>
                {[
                  roleTitle(role),
                  member !== null && t('becomes {name}', { name: nameOf(member) ?? t('a person of an import') }),
                  t('until {day}', { day: day.format(expiresAt) }),
                  createdBy !== null && t('by {name}', { name: nameOf(createdBy) ?? t('somebody') }),
                  letter === 'waiting' && t('the mail is on its way'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                {letter === 'failed' && (
                  <span className="settings-error"> {t('· the mail could not be delivered')}</span>
                )}
              </span>
            </div>
            <Button size="small" onClick={() => revoke(id)}>
              {t('Withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}
