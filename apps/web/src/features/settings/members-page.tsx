import { can } from '@fulcrum/domain'
import type { InvitationEntry } from '@fulcrum/protocol'
import { Button, EmptyState, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { useAccount, useAccountPhase, usePrincipal } from '../../shell/account-context.tsx'
import type { Member } from '../../shell/account.ts'
import { memberIdOf } from '../../shell/paths.ts'
import { usePlace } from '../../shell/router/router-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { InviteManyDialog } from './invite-many-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberLine } from './member-line.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { Opening } from './opening.tsx'
import { SettingsSection } from './settings-section.tsx'
import { useAnswer } from './use-answer.ts'

const MANY = 12

/** Who is here, who is invited, and whom imports named without their being here; the keyboard goes to whom the address names. */
export function MembersPage() {
  const { search } = usePlace()
  return <Members key={search} asked={memberIdOf(new URLSearchParams(search).get('person') ?? '')} />
}

function Members({ asked }: { readonly asked: string | null }) {
  const { members } = useAccount()
  const phase = useAccountPhase()
  const principal = usePrincipal()
  const line = useRef<HTMLLIElement>(null)
  const place = usePlace()
  const isMany = members.length > MANY
  const whom = members.find(({ id, removed }) => id === asked && !removed)
  const [typed, setFind] = useState<string>()
  const find = typed ?? (isMany ? (whom?.name ?? '') : '')
  const isThere = whom !== undefined
  // Whoever is asked for once more is gone to once more.
  useEffect(() => {
    if (isThere && place.search !== '') line.current?.focus()
  }, [place, isThere])
  const [inviting, setInviting] = useState<{ readonly as: Member | null }>()
  const [many, setMany] = useState(false)
  const mayInvite = can(principal, 'member.invite', { role: 'guest' })
  // Whoever joins has used one up.
  const joined = members.filter(({ placeholder }) => !placeholder).length
  const [answer, ask] = useAnswer<{ readonly invitations: readonly InvitationEntry[] }>('/auth/invitation.list', joined)
  const invitations = mayInvite && answer.phase === 'ready' ? answer.value.invitations : []
  const invited = new Set(invitations.map(({ member }) => member))
  const needle = find.trim().toLowerCase()
  const shown = members.filter(
    ({ removed, name, email }) => !removed && `${name} ${email ?? ''}`.toLowerCase().includes(needle),
  )
  const people = shown.filter(({ placeholder }) => !placeholder)
  const placeholders = shown.filter(({ placeholder }) => placeholder)
  if (phase === 'opening' && members.length === 0) return <Opening label={t('Loading members')} />
  return (
    <>
      <SettingsSection
        title={t('Members')}
        action={
          mayInvite && (
            <>
              <Button icon="people" onClick={() => setMany(true)}>
                {t('Invite many')}
              </Button>
              <Button variant="primary" icon="user-plus" onClick={() => setInviting({ as: null })}>
                {t('Invite')}
              </Button>
            </>
          )
        }
      >
        {isMany && (
          <TextField
            label={t('Find a person')}
            hideLabel
            icon="search"
            placeholder={t('Find a person')}
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        )}
        {shown.length === 0 && (
          <EmptyState
            compact
            icon="search"
            text={t('Nobody is called that.')}
            action={<Button onClick={() => setFind('')}>{t('Show everybody')}</Button>}
          />
        )}
        <ul>
          {people.map((member) => (
            <MemberLine key={member.id} member={member} {...(member.id === asked && { ref: line })} />
          ))}
        </ul>
      </SettingsSection>
      {mayInvite && answer.phase === 'failed' && (
        <SettingsSection title={t('Open invitations')}>
          <Failure
            compact
            trouble={answer.trouble}
            refused={t('Open invitations are not for you to see. Ask an owner of the account.')}
            onRetry={ask}
          />
        </SettingsSection>
      )}
      <OpenInvitations invitations={invitations} ask={ask} />
      {placeholders.length > 0 && (
        <SettingsSection
          title={t('Not invited yet')}
          note={
            mayInvite
              ? t('Imports named these people. Invite one, and everything that names them is theirs.')
              : t('Imports named these people.')
          }
        >
          <ul>
            {placeholders.map((member) => (
              <MemberLine
                key={member.id}
                member={member}
                {...(member.id === asked && { ref: line })}
                {...(mayInvite && !invited.has(member.id) && { onInvite: () => setInviting({ as: member }) })}
                invited={invited.has(member.id)}
              />
            ))}
          </ul>
        </SettingsSection>
      )}
      {many && <InviteManyDialog onMade={ask} onClose={() => setMany(false)} />}
      {inviting !== undefined && <InviteDialog as={inviting.as} onMade={ask} onClose={() => setInviting(undefined)} />}
    </>
  )
}
