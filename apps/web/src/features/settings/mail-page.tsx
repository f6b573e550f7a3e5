import type { MailAnswer } from '@fulcrum/protocol'
import { Banner, Button, EmptyState, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { MailLine } from './mail-line.tsx'
import { SettingsSection } from './settings-section.tsx'
import { useAnswer } from './use-answer.ts'

const forOwners = t('How mail goes is for owners. Ask one of them.')

const LOOK_MS = 5_000

/** Whether mail goes, and what did not go out. Owners see it. */
export function MailPage() {
  const isOwner = usePrincipal().role === 'owner'
  return isOwner ? <Mail /> : <NoPermissionState text={forOwners} />
}

function Mail() {
  const toasts = useToasts()
  const { locale } = useAccount()
  const [answer, ask] = useAnswer<MailAnswer>('/auth/mail.status')
  useEffect(() => {
    const timer = setInterval(ask, LOOK_MS)
    return () => clearInterval(timer)
  }, [ask])
  const act = (path: string, body: object, said: string): void => {
    post(path, body).then(
      () => {
        toasts.show({ text: said, icon: 'check' })
        ask()
      },
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
  if (answer.phase === 'loading') return <Skeleton lines={4} heightPx={46} label={t('Loading the state of mail')} />
  if (answer.phase === 'failed') {
    return <Failure trouble={answer.trouble} refused={forOwners} onRetry={ask} />
  }
  const { server, sender, lastSentAt, letters, url } = answer.value
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const failed = letters.filter(({ nextAt }) => nextAt === null)
  return (
    <>
      <SettingsSection
        title={t('Mail')}
        note={t(
          'Invitations and links for new passwords go by mail. Letters wait while the mail server is away, and nobody waits for them.',
        )}
        action={
          server !== null && (
            <Button icon="mail" onClick={() => act('/auth/mail.test', {}, t('A letter to you is on its way.'))}>
              {t('Send me a test')}
            </Button>
          )
        }
      >
        {server === null && (
          <Banner tone="info" icon="mail">
            {t('No mail server is set: links are copied by hand. Set SMTP_URL and MAIL_FROM where Fulcrum is started.')}
          </Banner>
        )}
        {failed.length > 0 && (
          <Banner tone="danger" icon="warning">
            {t(
              '{count, plural, one {One letter was} other {# letters were}} not delivered. What went wrong stands below.',
              { count: failed.length },
            )}
          </Banner>
        )}
        <dl className="backup-facts">
          <Fact name={t('Mail server')} value={server ?? t('None')} />
          {sender !== null && <Fact name={t('Sender')} value={sender} />}
          <Fact name={t('Last letter')} value={lastSentAt === null ? t('None yet') : when.format(lastSentAt)} />
          <Fact name={t('Links begin with')} value={url} />
        </dl>
      </SettingsSection>
      {server !== null && (
        <SettingsSection title={t('Not delivered')}>
          {letters.length === 0 ? (
            <EmptyState compact icon="mail" text={t('Every letter went out.')} />
          ) : (
            <ul>
              {letters.map((letter) => (
                <MailLine
                  key={letter.id}
                  letter={letter}
                  onRetry={() => act('/auth/mail.retry', { id: letter.id }, t('It is tried again.'))}
                  onForget={() => act('/auth/mail.forget', { id: letter.id }, t('The letter is put away.'))}
                />
              ))}
            </ul>
          )}
        </SettingsSection>
      )}
    </>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
