import type { TokenEntry } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { useTree } from '../../shell/tree-context.tsx'

interface TokenLineProps {
  readonly token: TokenEntry
  /** As whom it acts, where that is not oneself. */
  readonly whose?: string | undefined
  readonly onRevoke: () => void
}

/** One token: what it may do and where, when it was used last, when it ends. */
export function TokenLine({ token, whose, onRevoke }: TokenLineProps) {
  const { locale, workspaces } = useAccount()
  const { board } = useTree()
  const [openedAt] = useState(() => Date.now())
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const { places, expiresAt, usedAt } = token
  const ended = expiresAt !== null && expiresAt < openedAt
  const named = places && [
    ...places.workspaces.map((id) => workspaces.find((known) => known.id === id)?.name ?? 'a workspace'),
    ...places.boards.map((id) => board(id)?.name ?? 'a board'),
  ]
  const words = [
    whose === token.name ? undefined : whose,
    token.mayWrite ? t('reads and writes') : t('only reads'),
    named && t('only {named}', { named: named.join(', ') }),
    usedAt === null ? t('never used') : t('last used {usedAt}', { usedAt: time.format(usedAt) }),
    expiresAt === null ? t('does not expire') : `${ended ? 'expired' : 'until'} ${day.format(expiresAt)}`,
  ]
  return (
    <li className="settings-person">
      <Icon name={token.kind === 'service' ? 'bolt' : 'key'} />
      <div className="settings-person-words">
        <b>
          {token.name} <code className="settings-token-tail">{t('ful_…{tail}', { tail: token.tail })}</code>
        </b>
        <span className={ended ? 'settings-error' : undefined}>
          {words.filter((part) => part !== undefined && part !== null).join(' · ')}
        </span>
      </div>
      <Button size="small" onClick={onRevoke} aria-label={t('Revoke {name}', { name: token.name })}>
        {t('Revoke')}
      </Button>
    </li>
  )
}
