import type { AccountRole } from '@fulcrum/domain'
import type { InvitationAnswer, InvitationRequest } from '@fulcrum/protocol'
import { Button, Select, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import type { Member } from '../../shell/account.ts'
import { post, sayError } from '../../shell/http.ts'
import { LinkMade } from './link-made.tsx'
import { invitableRoles } from './role-words.ts'

interface InviteDialogProps {
  /** The placeholder that the invited person takes over. */
  readonly as: Member | null
  readonly onMade: () => void
  readonly onClose: () => void
}

const DAYS = [
  { id: '1', title: t('1 day') },
  { id: '7', title: t('7 days') },
  { id: '30', title: t('30 days') },
]

/** Makes an invitation and shows its link once. */
export function InviteDialog({ as, onMade, onClose }: InviteDialogProps) {
  const roles = invitableRoles(usePrincipal())
  const hasPlaceholders = useAccount().members.some(({ placeholder, removed }) => placeholder && !removed)
  const [email, setEmail] = useState(as?.email ?? '')
  const [role, setRole] = useState<AccountRole>('member')
  const [days, setDays] = useState('7')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [made, setMade] = useState<InvitationAnswer>()
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      const request: InvitationRequest = {
        role,
        expiresInDays: Number(days),
        ...(email.trim() !== '' && { email: email.trim() }),
        ...(as !== null && { member: as.id }),
      }
      setMade(await post<InvitationAnswer>('/auth/invitation.create', request))
      onMade()
    } catch (problem) {
      setError(sayError(problem))
    } finally {
      setBusy(false)
    }
  }
  if (made !== undefined) {
    return (
      <Dialog
        open
        title={t('The invitation is made')}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        }
      >
        <LinkMade made={made} whose={email.trim() === '' ? (as?.name ?? null) : email.trim()} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      title={as === null ? t('Invite a person') : t('Invite {name}', { name: as.name })}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) void submit()
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('Make the link')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        {as === null && hasPlaceholders && (
          <p className="form-note">
            {t(
              'Somebody of an import is better invited from the list “Not invited yet”: what names them is theirs then.',
            )}
          </p>
        )}
        {as !== null && (
          <p className="form-note">
            {t('Who uses this link becomes {name}, in every cell that names them.', { name: as.name })}
          </p>
        )}
        <TextField
          label={t('E-mail (may be left empty)')}
          size="large"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus=""
          hint={t('With it, only this address can use the link.')}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Select
          label={t('Role')}
          options={roles}
          value={role}
          onChange={(id) => setRole(roles.find((known) => known.id === id)?.id ?? 'member')}
        />
        <Select label={t('Good for')} options={DAYS} value={days} onChange={setDays} />
        <div role="alert">{error !== undefined && <p className="settings-error">{error}</p>}</div>
      </div>
    </Dialog>
  )
}
