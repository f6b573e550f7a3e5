import type { MailLetterEntry } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { useAccount } from '../../shell/account-context.tsx'

interface MailLineProps {
  readonly letter: MailLetterEntry
  readonly onRetry: () => void
  readonly onForget: () => void
}

const kinds: Readonly<Record<string, string>> = {
  invitation: 'Invitation',
  reset: 'Link for a new password',
  test: 'Test',
}

/** A letter that did not go out: what it was, what went wrong, and when it is tried again. */
export function MailLine({ letter: { kind, to, tries, nextAt, problem }, onRetry, onForget }: MailLineProps) {
  const { locale } = useAccount()
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const state =
    nextAt === null
      ? 'given up'
      : tries === 0
        ? 'about to go'
        : `${tries === 1 ? 'tried once' : `tried ${tries} times`}, again at ${time.format(nextAt)}`
  return (
    <li className="settings-person">
      <Icon name={nextAt === null ? 'warning' : 'clock'} />
      <div className="settings-person-words">
        <b className="fu-truncate">{to}</b>
        <span>
          {kinds[kind] ?? kind} · {state}
        </span>
        {problem !== null && <span className={nextAt === null ? 'settings-error' : undefined}>{problem}</span>}
      </div>
      <Button size="small" icon="refresh" onClick={onRetry}>
        Try now
      </Button>
      <Button size="small" variant="plain" onClick={onForget}>
        Put away
      </Button>
    </li>
  )
}
