import type { SessionEntry } from '@fulcrum/protocol'
import { Button, Icon, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'
import { sayAgent } from './user-agent.ts'
import { useAnswer } from './use-answer.ts'

/** Where one is signed in, each to be ended. */
export function SessionsPage() {
  const toasts = useToasts()
  const { locale } = useAccount()
  const [sessions, ask] = useAnswer<{ readonly sessions: readonly SessionEntry[] }>('/auth/session.list')
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const end = (which: { readonly id: string } | { readonly others: true }, text: string): void => {
    post('/auth/session.end', which).then(
      () => {
        toasts.show({ text, icon: 'check' })
        ask()
      },
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
  if (sessions.phase === 'loading') return <Skeleton lines={4} heightPx={46} label={t('Loading sessions')} />
  if (sessions.phase === 'failed') {
    const refused = t('Where you are signed in cannot be shown to you here. Ask an owner of the account.')
    return <Failure trouble={sessions.trouble} refused={refused} onRetry={ask} />
  }
  const others = sessions.value.sessions.filter(({ current }) => !current).length
  return (
    <SettingsSection
      title={t('Where you are signed in')}
      note={t('End what you do not know, and change your password then.')}
      action={
        others > 0 && (
          <Button variant="danger" onClick={() => end({ others: true }, t('All other sessions have ended.'))}>
            {t('End all others')}
          </Button>
        )
      }
    >
      <ul>
        {sessions.value.sessions.map((session) => (
          <li key={session.id} className="settings-person">
            <Icon name="screen" />
            <div className="settings-person-words">
              <b>{sayAgent(session.userAgent)}</b>
              <span>
                {[
                  session.ip,
                  t('since {createdAt}', { createdAt: when.format(session.createdAt) }),
                  session.current ? null : t('last used {usedAt}', { usedAt: when.format(session.usedAt) }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </div>
            {session.current ? (
              <span className="form-note">{t('This one')}</span>
            ) : (
              <Button size="small" onClick={() => end({ id: session.id }, t('The session has ended.'))}>
                {t('End')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}
