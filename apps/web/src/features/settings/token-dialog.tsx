import type { NewTokenAnswer, TokenEntry } from '@fulcrum/protocol'
import { DomainError, type AccountRole } from '@fulcrum/domain'
import { Button, Checkbox, Select, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, useMe, usePrincipal } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { PasswordField } from '../../shell/password-field.tsx'
import { invitableRoles } from './role-words.ts'

interface TokenDialogProps {
  readonly kind: TokenEntry['kind']
  readonly onMade: (made: NewTokenAnswer) => void
  readonly onClose: () => void
}

const LIVES = [
  { id: '30', title: t('30 days') },
  { id: '90', title: t('90 days') },
  { id: '365', title: t('One year') },
  { id: 'never', title: t('It does not expire') },
]

const MAY = [
  { id: 'write', title: t('Read and write') },
  { id: 'read', title: t('Only read') },
]

/** Asks what a token is for, what it may do and for how long. */
export function TokenDialog({ kind, onMade, onClose }: TokenDialogProps) {
  const me = useMe()
  const principal = usePrincipal()
  const { workspaces } = useAccount()
  const [name, setName] = useState('')
  const [may, setMay] = useState('write')
  const [days, setDays] = useState('90')
  const [role, setRole] = useState<AccountRole>('member')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ readonly field: unknown; readonly text: string }>()
  const roles = invitableRoles(principal).filter(({ id }) => id !== 'owner')
  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      onMade(
        await post<NewTokenAnswer>('/auth/token.create', {
          name,
          mayWrite: may === 'write',
          expiresInDays: days === 'never' ? null : Number(days),
          places: chosen.size === 0 ? null : { workspaces: [...chosen], boards: [] },
          ...(kind === 'service' && { service: { role } }),
          password,
        }),
      )
    } catch (error) {
      setProblem({ field: error instanceof DomainError ? error.details['field'] : undefined, text: sayError(error) })
    } finally {
      setBusy(false)
    }
  }
  const errorOf = (field: string) => (problem?.field === field ? problem.text : undefined)
  return (
    <Dialog
      open
      title={kind === 'service' ? t('A token for a service') : t('A token of your own')}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) void submit()
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('Make the token')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <TextField
          label={kind === 'service' ? t('Name of the service') : t('What it is for')}
          size="large"
          autoComplete="off"
          maxLength={100}
          data-autofocus=""
          placeholder={kind === 'service' ? t('Deploys') : t('Nightly report')}
          value={name}
          error={errorOf('name')}
          onChange={(event) => setName(event.target.value)}
        />
        {kind === 'service' && (
          <Select
            label={t('Role of the service')}
            options={roles}
            value={role}
            onChange={(id) => setRole(roles.find((known) => known.id === id)?.id ?? 'member')}
          />
        )}
        <Select label={t('It may')} options={MAY} value={may} onChange={setMay} />
        <Select label={t('For')} options={LIVES} value={days} onChange={setDays} />
        {workspaces.length > 1 && (
          <fieldset className="settings-token-places">
            <legend>{t('Where (none chosen is everywhere)')}</legend>
            {workspaces.map((workspace) => (
              <Checkbox
                key={workspace.id}
                label={workspace.name}
                checked={chosen.has(workspace.id)}
                onChange={(on) =>
                  setChosen(new Set(on ? [...chosen, workspace.id] : [...chosen].filter((id) => id !== workspace.id)))
                }
              />
            ))}
          </fieldset>
        )}
        {/* Tells password managers whose password this is. */}
        <input hidden readOnly autoComplete="username" value={me.email ?? ''} />
        <PasswordField label={t('Your password')} value={password} onChange={setPassword} error={errorOf('password')} />
        <div role="alert">
          {problem !== undefined && problem.field !== 'name' && problem.field !== 'password' && (
            <p className="settings-error">{problem.text}</p>
          )}
        </div>
      </div>
    </Dialog>
  )
}
