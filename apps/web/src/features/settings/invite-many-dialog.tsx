import { can, type AccountRole } from '@fulcrum/domain'
import type { InviteManyResult } from '@fulcrum/protocol'
import { Button, Select, TextArea } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { InviteManyResults } from './invite-many-results.tsx'
import { invitableRoles } from './role-words.ts'

interface InviteManyDialogProps {
  readonly onMade: () => void
  readonly onClose: () => void
}

const NO_TEAM = ''

/** Invites everybody of a pasted list, and says line by line what came of it. */
export function InviteManyDialog({ onMade, onClose }: InviteManyDialogProps) {
  const principal = usePrincipal()
  const { teams, members } = useAccount()
  const roles = invitableRoles(principal)
  const [text, setText] = useState('')
  const [role, setRole] = useState<AccountRole>('member')
  const [team, setTeam] = useState(NO_TEAM)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [results, setResults] = useState<readonly InviteManyResult[]>()
  const mayTeams = can(principal, 'account.manage', null) && teams.length > 0
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      const request = { text, role, ...(team !== NO_TEAM && { team }) }
      const answer = await post<{ readonly results: readonly InviteManyResult[] }>(
        '/auth/invitation.createMany',
        request,
      )
      setResults(answer.results)
      onMade()
    } catch (problem) {
      setError(sayError(problem))
    } finally {
      setBusy(false)
    }
  }
  if (results !== undefined) return <InviteManyResults results={results} onClose={onClose} />
  return (
    <Dialog
      open
      title={t('Invite many people')}
      onClose={onClose}
      onSubmit={() => {
        if (!busy && text.trim() !== '') void submit()
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={text.trim() === ''}>
            {t('Invite them')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="form-note">
          {t(
            "Paste addresses as you have them: one a line or with commas between, alone or as in “Ada Lovelace '<'ada@example.org>”. At most 500 at once.",
          )}
        </p>
        {members.some(({ placeholder, removed }) => placeholder && !removed) && (
          <p className="form-note">
            {t(
              'Whom an import named by such an address, or by the name before it, takes over everything that names them.',
            )}
          </p>
        )}
        <TextArea
          label={t('Addresses')}
          rows={8}
          spellCheck={false}
          data-autofocus=""
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Select
          label={t('Role')}
          options={roles}
          value={role}
          onChange={(id) => setRole(roles.find((known) => known.id === id)?.id ?? 'member')}
        />
        {mayTeams && (
          <Select
            label={t('Team')}
            options={[{ id: NO_TEAM, title: t('None') }, ...teams.map(({ id, name }) => ({ id, title: name }))]}
            value={team}
            onChange={setTeam}
          />
        )}
        <div role="alert">{error !== undefined && <p className="settings-error">{error}</p>}</div>
      </div>
    </Dialog>
  )
}
