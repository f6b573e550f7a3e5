import { can } from '@fulcrum/domain'
import { Button, EmptyState, Skeleton, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { useAccount, useAccountPhase, usePrincipal } from '../../shell/account-context.tsx'
import type { Member } from '../../shell/account.ts'
import { InviteManyDialog } from './invite-many-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberLine } from './member-line.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { SettingsSection } from './settings-section.tsx'

const MANY = 12

/** Who is here, who is invited, and whom imports named without their being here. */
export function MembersPage() {
  const { members } = useAccount()
  const phase = useAccountPhase()
  const principal = usePrincipal()
  const [find, setFind] = useState('')
  const [inviting, setInviting] = useState<{ readonly as: Member | null }>()
  const [many, setMany] = useState(false)
  /** Counts up when an invitation is made, so that the list of them is asked for again. */
  const [made, setMade] = useState(0)
  const mayInvite = can(principal, 'member.invite', { role: 'guest' })
  const needle = find.trim().toLowerCase()
  const shown = members.filter(
    ({ removed, name, email }) => !removed && `${name} ${email ?? ''}`.toLowerCase().includes(needle),
  )
  const people = shown.filter(({ placeholder }) => !placeholder)
  const placeholders = shown.filter(({ placeholder }) => placeholder)
  if (phase === 'opening' && members.length === 0) return <Skeleton lines={5} heightPx={46} label="Loading members" />
  return (
    <>
      <SettingsSection
        title="Members"
        action={
          mayInvite && (
            <>
              <Button icon="people" onClick={() => setMany(true)}>
                Invite many
              </Button>
              <Button variant="primary" icon="user-plus" onClick={() => setInviting({ as: null })}>
                Invite
              </Button>
            </>
          )
        }
      >
        {members.length > MANY && (
          <TextField
            label="Find a person"
            hideLabel
            icon="search"
            placeholder="Find a person"
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        )}
        {people.length === 0 && <EmptyState compact text="Nobody is called that." />}
        <ul>
          {people.map((member) => (
            <MemberLine key={member.id} member={member} />
          ))}
        </ul>
      </SettingsSection>
      {mayInvite && <OpenInvitations key={made} />}
      {placeholders.length > 0 && (
        <SettingsSection
          title="Not invited yet"
          note={`Imports named these people.${mayInvite ? ' Invite one, and everything that names them is theirs.' : ''}`}
        >
          <ul>
            {placeholders.map((member) => (
              <MemberLine
                key={member.id}
                member={member}
                {...(mayInvite && { onInvite: () => setInviting({ as: member }) })}
              />
            ))}
          </ul>
        </SettingsSection>
      )}
      {many && <InviteManyDialog onMade={() => setMade(made + 1)} onClose={() => setMany(false)} />}
      {inviting !== undefined && (
        <InviteDialog as={inviting.as} onMade={() => setMade(made + 1)} onClose={() => setInviting(undefined)} />
      )}
    </>
  )
}
