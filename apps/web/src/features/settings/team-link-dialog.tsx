import { teamLinkRoles, type TeamLinkAnswer, type TeamLinkEntry, type TeamLinkRole } from '@fulcrum/protocol'
import { Button, Select, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
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
  { id: '1', title: '1 day' },
  { id: '7', title: '7 days' },
  { id: '30', title: '30 days' },
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
        title={`The link of ${team.name}`}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
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
      title={`One link for ${team.name}`}
      onClose={onClose}
      onSubmit={() => {
        if (good && !busy) void run(make)
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!good}>
            {open === undefined ? 'Make the link' : 'Replace the link'}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="form-note">
          Whoever has the link joins this team, until as many have as you say. It can be taken back at any time.
        </p>
        {open !== undefined && (
          <div className="settings-open-link">
            <span>
              A link is open: {open.uses} of {open.maxUses} joined as {roleTitle(open.role).toLowerCase()}, until{' '}
              {day.format(open.expiresAt)}.
            </span>
            <Button size="small" onClick={() => void run(() => revoke(open.id))}>
              Take it back
            </Button>
          </div>
        )}
        <Select
          label="They join as"
          options={teamLinkRoles.map((id) => ({ id, title: roleTitle(id) }))}
          value={role}
          onChange={(id) => setRole(teamLinkRoles.find((known) => known === id) ?? 'member')}
        />
        <TextField
          label="How many may use it"
          size="large"
          inputMode="numeric"
          value={count}
          error={good ? undefined : 'A number from 1 to 1000.'}
          onChange={({ target }) => setCount(target.value)}
        />
        <Select label="Good for" options={DAYS} value={days} onChange={setDays} />
        <div role="alert">{error !== undefined && <p className="settings-error">{error}</p>}</div>
      </div>
    </Dialog>
  )
}
