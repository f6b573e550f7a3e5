import { can } from '@fulcrum/domain'
import type { NewTokenAnswer, TokenEntry } from '@fulcrum/protocol'
import { appHref, Button, EmptyState, Skeleton } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useToasts } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { TokenLine } from './token-line.tsx'
import { TokenMade } from './token-made.tsx'
import { useAnswer } from './use-answer.ts'

type Kind = TokenEntry['kind']

/** Tokens by which programs act: one's own, those of services, and for whoever manages the account everybody's. */
export function TokensPage() {
  const toasts = useToasts()
  const principal = usePrincipal()
  const { members } = useAccount()
  const [tokens, ask] = useAnswer<{ readonly tokens: readonly TokenEntry[] }>('/auth/token.list')
  const [making, setMaking] = useState<Kind>()
  const [made, setMade] = useState<NewTokenAnswer>()
  const [revoking, setRevoking] = useState<TokenEntry>()
  const manages = can(principal, 'account.manage', null)
  if (tokens.phase === 'loading') return <Skeleton lines={4} heightPx={54} label={t('Loading tokens')} />
  if (tokens.phase === 'failed') {
    const refused = t('Tokens are not for you to see here. Ask an owner of the account.')
    return <Failure trouble={tokens.trouble} refused={refused} onRetry={ask} />
  }
  const revoke = (token: TokenEntry): void => {
    setRevoking(undefined)
    post('/auth/token.revoke', { id: token.id }).then(
      () => {
        toasts.show({ text: t('“{name}” opens nothing any more.', { name: token.name }), icon: 'check' })
        ask()
      },
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? t('somebody who left')
  const all = tokens.value.tokens
  const lines = (some: readonly TokenEntry[], whose?: (token: TokenEntry) => string) => (
    <ul>
      {some.map((token) => (
        <TokenLine key={token.id} token={token} whose={whose?.(token)} onRevoke={() => setRevoking(token)} />
      ))}
    </ul>
  )
  const own = all.filter(({ kind, createdBy }) => kind === 'personal' && createdBy === principal.memberId)
  const services = all.filter(({ kind }) => kind === 'service')
  const others = all.filter(({ kind, createdBy }) => kind === 'personal' && createdBy !== principal.memberId)
  return (
    <>
      <SettingsSection
        title={t('Your tokens')}
        note={
          <>
            {t('A program that has one acts as you, and may do what you may.')}{' '}
            <a href={appHref('/api/docs')}>{t('The API and how to try it')}</a>
          </>
        }
        action={
          <Button variant="primary" icon="key" onClick={() => setMaking('personal')}>
            {t('New token')}
          </Button>
        }
      >
        {own.length === 0 ? <EmptyState compact icon="key" text={t('You have made no token.')} /> : lines(own)}
      </SettingsSection>
      {(manages || services.length > 0) && (
        <SettingsSection
          title={t('Services')}
          note={t('Each acts as a member of its own, which is no person: it stays when whoever made it leaves.')}
          action={
            manages && (
              <Button icon="plus" onClick={() => setMaking('service')}>
                {t('New service token')}
              </Button>
            )
          }
        >
          {services.length === 0 ? (
            <EmptyState compact icon="bolt" text={t('No service has a token.')} />
          ) : (
            lines(services, ({ member }) => nameOf(member))
          )}
        </SettingsSection>
      )}
      {others.length > 0 && (
        <SettingsSection title={t('Of other people')}>{lines(others, ({ member }) => nameOf(member))}</SettingsSection>
      )}
      {making !== undefined && (
        <TokenDialog
          kind={making}
          onMade={(answer) => {
            setMaking(undefined)
            setMade(answer)
            ask()
          }}
          onClose={() => setMaking(undefined)}
        />
      )}
      {made !== undefined && <TokenMade made={made} onClose={() => setMade(undefined)} />}
      {revoking !== undefined && (
        <Dialog
          open
          title={t('Revoke “{name}”?', { name: revoking.name })}
          onClose={() => setRevoking(undefined)}
          footer={
            <>
              <Button onClick={() => setRevoking(undefined)}>{t('Cancel')}</Button>
              <Button variant="danger" onClick={() => revoke(revoking)}>
                {t('Revoke')}
              </Button>
            </>
          }
        >
          <p>
            {t('Whatever uses it stops with its next request. It cannot be brought back; another one can be made.')}
          </p>
        </Dialog>
      )}
    </>
  )
}
