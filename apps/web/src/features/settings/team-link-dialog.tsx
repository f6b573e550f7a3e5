import { teamLinkRoles, type TeamLinkAnswer, type TeamLinkEntry, type TeamLinkRole } from '@fulcrum/protocol'
import { Button, Select, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import type { Team } from '../../shell/account.ts'
import { post, sayError } from '../../shell/http.ts'
import { LinkMade } from './link-made.tsx'
import { roleTitle } from './role-words.ts'
import { useAnswer } from './use-answer.ts'

interface TeamLinkDialogProps {
  readonly team: Team
  readonly onClose: () => void
}

const DAYS = [
  { id: '1', title: t('1 day') },
  { id: '7', title: t('7 days') },
  { id: '30', title: t('30 days') },
]

/** The one link by which many join a team: what it gives, how many used it; a new one, or none any more. */
export function TeamLinkDialog({ team, onClose }: TeamLinkDialogProps) {
  const { locale } = useAccount()
  const [answer, ask] = useAnswer<{ readonly links: readonly TeamLinkEntry[] }>('/auth/teamLink.list')
  const [role, setRole] = useState<TeamLinkRole>('member')
  const [days, setDays] = useState('7')
  const [count, setCount] = useState('20')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [made, setMade] = useState<TeamLinkAnswer>()
  const open = answer.phase === 'ready' ? answer.value.links.find((link) => link.team === team.id) : undefined
  const maxUses = /^\d+$/.test(count.trim()) ? Number(count) : 0
  const good = maxUses >= 1 && maxUses <= 1_000
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError(undefined)
    await work().catch((problem: unknown) => setError(sayError(problem)))
    setBusy(false)
  }
  const make = async (): Promise<void> => {
    setMade(
      await post<TeamLinkAnswer>('/auth/teamLink.create', {
        team: team.id,
        role,
        maxUses,
        expiresInDays: Number(days),
      }),
    )
  }
  const revoke = async (id: string): Promise<void> => {
    await post('/auth/teamLink.revoke', { id })
    ask()
  }
  if (made !== undefined) {
    return (
      <Dialog
        open
        title={t('The link of {name}', { name: team.name })}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        }
      >
        <LinkMade made={{ ...made, mailed: false }} whose={null} many={maxUses} />
      </Dialog>
    )
  }
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Dialog
      open
      title={t('One link for {name}', { name: team.name })}
      onClose={onClose}
      onSubmit={() => {
        if (good && !busy) void run(make)
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!good}>
            {open === undefined ? t('Make the link') : t('Replace the link')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="form-note">
          {t('Whoever has the link joins this team, until as many have as you say. It can be taken back at any time.')}
        </p>
        {open !== undefined && (
          <div className="settings-open-link">
            <span>
              {t('A link is open: {uses} of {maxUses} joined as {roleTitle}, until', {
                uses: open.uses,
                maxUses: open.maxUses,
                roleTitle: roleTitle(open.role).toLowerCase(),
              })}{' '}
              {day.format(open.expiresAt)}.
            </span>
            <Button size="small" onClick={() => void run(() => revoke(open.id))}>
              {t('Take it back')}
            </Button>
          </div>
        )}
        <Select
          label={t('They join as')}
          options={teamLinkRoles.map((id) => ({ id, title: roleTitle(id) }))}
          value={role}
          onChange={(id) => setRole(teamLinkRoles.find((known) => known === id) ?? 'member')}
        />
        <TextField
          label={t('How many may use it')}
          size="large"
          inputMode="numeric"
          value={count}
          error={good ? undefined : t('A number from 1 to 1000.')}
          onChange={({ target }) => setCount(target.value)}
        />
        <Select label={t('Good for')} options={DAYS} value={days} onChange={setDays} />
        <div role="alert">{error !== undefined && <p className="settings-error">{error}</p>}</div>
      </div>
    </Dialog>
  )
}
