import type { InvitationEntry } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { useAccount } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { roleTitle } from './role-words.ts'
import { SettingsSection } from './settings-section.tsx'
import { useAnswer } from './use-answer.ts'

/** Invitations that nobody has used yet; nothing where there are none. */
export function OpenInvitations() {
  const toasts = useToasts()
  const { members, locale } = useAccount()
  // Whoever joins has used one up.
  const joined = members.filter(({ placeholder }) => !placeholder).length
  const [answer, ask] = useAnswer<{ readonly invitations: readonly InvitationEntry[] }>('/auth/invitation.list', joined)
  if (answer.phase !== 'ready' || answer.value.invitations.length === 0) return null
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const nameOf = (id: string | null): string | undefined => members.find((member) => member.id === id)?.name
  const revoke = (id: string): void => {
    post('/auth/invitation.revoke', { id }).then(
      () => {
        toasts.show({ text: 'The invitation is withdrawn. Its link no longer works.', icon: 'check' })
        ask()
      },
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
  return (
    <SettingsSection title="Open invitations">
      <ul>
        {answer.value.invitations.map(({ id, email, role, member, createdBy, expiresAt, letter }) => (
          <li key={id} className="settings-person">
            <Icon name="mail" />
            <div className="settings-person-words">
              <b className="fu-truncate">{email ?? nameOf(member) ?? 'Whoever has the link'}</b>
              <span>
                {roleTitle(role)}
                {member !== null && ` · becomes ${nameOf(member) ?? 'a person of an import'}`} · until{' '}
                {day.format(expiresAt)}
                {createdBy !== null && ` · by ${nameOf(createdBy) ?? 'somebody'}`}
                {letter === 'waiting' && ' · the mail is on its way'}
                {letter === 'failed' && <span className="settings-error"> · the mail could not be delivered</span>}
              </span>
            </div>
            <Button size="small" onClick={() => revoke(id)}>
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}
