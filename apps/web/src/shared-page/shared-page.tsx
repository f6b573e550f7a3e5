import '../shell/forms.css'
import './shared-page.css'
import { Button, Icon, NoPermissionState, Skeleton, type IconName } from '@fulcrum/ui'
import type { SharedBoard } from '@fulcrum/protocol'
import { inDigits, t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useState } from 'react'
import { Failure } from '../shell/failure.tsx'
import { PasswordField } from '../shell/password-field.tsx'
import { useParams } from '../shell/router/router-context.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useShared } from './use-shared.ts'

const StillBoard = lazy(async () => ({ default: (await import('../routes/still-board.tsx')).StillBoard }))

/** A board, or a view of it, for whoever has its link: without an account, and leading nowhere else. */
export function SharedPage() {
  const { token = '' } = useParams()
  const { state, open } = useShared(token)
  switch (state.is) {
    case 'opening':
      return <Opening />
    case 'open':
      return <Shared shared={state.shared} />
    case 'password':
      return <AskPassword wrong={state.wrong} onGiven={(password) => open({ password })} />
    case 'over':
      return state.why === 'expired' ? (
        <Over icon="clock" title={t('This link has expired')} text={t('Ask whoever sent it to you for a new one.')} />
      ) : (
        <Over icon="link" title={t('Nothing is shared here')} text={state.text} />
      )
    default:
      return (
        <Plain title={t('The board cannot be opened')}>
          <Failure
            trouble={state.trouble}
            refused={t('This board is not shared with you by this link. Ask whoever sent it to you.')}
            onRetry={open}
          />
        </Plain>
      )
  }
}

/** The link leads nowhere any more, or never did. */
function Over({ icon, title, text }: { readonly icon: IconName; readonly title: string; readonly text: string }) {
  useTitle(title)
  return (
    <main className="shared-plain" aria-label={title}>
      <NoPermissionState icon={icon} heading={title} text={text} />
    </main>
  )
}

function Opening() {
  useTitle(t('Shared board'))
  return (
    <main className="shared-page" aria-label={t('Shared board')}>
      <div className="shared-wait">
        <Skeleton lines={8} label={t('Opening the board')} />
      </div>
    </main>
  )
}

function Shared({ shared }: { readonly shared: SharedBoard }) {
  const { title, viewTitle, expiresAt, shown } = shared
  useTitle(viewTitle === null ? title : `${viewTitle} · ${title}`)
  return (
    <main className="shared-page" aria-label={title}>
      <header className="shared-head">
        <h1>
          {viewTitle !== null && <span className="shared-of">{title}</span>}
          <span className="fu-truncate">{viewTitle ?? title}</span>
        </h1>
        <span className="shared-note">
          <Icon name="eye" size={14} />
          {t('Read only')}
        </span>
        {expiresAt !== null && (
          <span className="shared-note shared-until">{t('until {day}', { day: dateOf(expiresAt) })}</span>
        )}
      </header>
      {shown.more > 0 && (
        <p className="shared-more" role="status">
          {t('The first {count} items are shown; {more} more are on the board.', {
            count: inDigits(shown.rows.length),
            more: inDigits(shown.more),
          })}
        </p>
      )}
      <Suspense
        fallback={
          <div className="shared-wait">
            <Skeleton lines={8} label={t('Opening the board')} />
          </div>
        }
      >
        <StillBoard shown={shown} views="one" />
      </Suspense>
    </main>
  )
}

interface AskPasswordProps {
  readonly wrong: string | undefined
  readonly onGiven: (password: string) => Promise<void>
}

function AskPassword({ wrong, onGiven }: AskPasswordProps) {
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  return (
    <Plain title={t('This board asks for a password')}>
      <p className="shared-lead">{t('Whoever sent you the link knows it.')}</p>
      <form
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (busy) return
          setBusy(true)
          void onGiven(password).finally(() => setBusy(false))
        }}
      >
        <PasswordField label={t('Password')} value={password} onChange={setPassword} error={busy ? undefined : wrong} />
        <Button type="submit" variant="primary" size="large" busy={busy}>
          {t('Open the board')}
        </Button>
      </form>
    </Plain>
  )
}

function Plain({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  useTitle(title)
  return (
    <main className="shared-plain" aria-label={title}>
      <div className="shared-card">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}

function dateOf(at: number): string {
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}
