import type { MailAnswer } from '@fulcrum/protocol'
import { Banner, Button, EmptyState, ErrorState, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { useEffect } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { MailLine } from './mail-line.tsx'
import { SettingsSection } from './settings-section.tsx'
import { useAnswer } from './use-answer.ts'

const LOOK_MS = 5_000

/** Whether mail goes, and what did not go out. Owners see it. */
export function MailPage() {
  const isOwner = usePrincipal().role === 'owner'
  if (!isOwner) return <NoPermissionState text="How mail goes is for owners." />
  return <Mail />
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
  if (answer.phase === 'loading') return <Skeleton lines={4} heightPx={46} label="Loading the state of mail" />
  if (answer.phase === 'failed') {
    return <ErrorState text={answer.text} action={<Button onClick={ask}>Try again</Button>} />
  }
  const { server, sender, lastSentAt, letters, url } = answer.value
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const failed = letters.filter(({ nextAt }) => nextAt === null)
  return (
    <>
      <SettingsSection
        title="Mail"
        note="Invitations and links for new passwords go by mail. Letters wait while the mail server is away, and nobody waits for them."
        action={
          server !== null && (
            <Button icon="mail" onClick={() => act('/auth/mail.test', {}, 'A letter to you is on its way.')}>
              Send me a test
            </Button>
          )
        }
      >
        {server === null && (
          <Banner tone="info" icon="mail">
            No mail server is set: links are copied by hand. Set SMTP_URL and MAIL_FROM where Fulcrum is started.
          </Banner>
        )}
        {failed.length > 0 && (
          <Banner tone="danger" icon="warning">
            {failed.length === 1 ? 'One letter was' : `${failed.length} letters were`} not delivered. What went wrong
            stands below.
          </Banner>
        )}
        <dl className="backup-facts">
          <Fact name="Mail server" value={server ?? 'None'} />
          {sender !== null && <Fact name="Sender" value={sender} />}
          <Fact name="Last letter" value={lastSentAt === null ? 'None yet' : when.format(lastSentAt)} />
          <Fact name="Links begin with" value={url} />
        </dl>
      </SettingsSection>
      {server !== null && (
        <SettingsSection title="Not delivered">
          {letters.length === 0 ? (
            <EmptyState compact icon="mail" text="Every letter went out." />
          ) : (
            <ul>
              {letters.map((letter) => (
                <MailLine
                  key={letter.id}
                  letter={letter}
                  onRetry={() => act('/auth/mail.retry', { id: letter.id }, 'It is tried again.')}
                  onForget={() => act('/auth/mail.forget', { id: letter.id }, 'The letter is put away.')}
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
