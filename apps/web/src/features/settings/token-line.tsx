import type { TokenEntry } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
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
    token.mayWrite ? 'reads and writes' : 'only reads',
    named && `only ${named.join(', ')}`,
    usedAt === null ? 'never used' : `last used ${time.format(usedAt)}`,
    expiresAt === null ? 'does not expire' : `${ended ? 'expired' : 'until'} ${day.format(expiresAt)}`,
  ]
  return (
    <li className="settings-person">
      <Icon name={token.kind === 'service' ? 'bolt' : 'key'} />
      <div className="settings-person-words">
        <b>
          {token.name} <code className="settings-token-tail">ful_…{token.tail}</code>
        </b>
        <span className={ended ? 'settings-error' : undefined}>
          {words.filter((part) => part !== undefined && part !== null).join(' · ')}
        </span>
      </div>
      <Button size="small" onClick={onRevoke} aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
    </li>
  )
}
