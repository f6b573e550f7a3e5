import type { MailLetterEntry } from '@fulcrum/protocol'
import { Button, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'

interface MailLineProps {
  readonly letter: MailLetterEntry
  readonly onRetry: () => void
  readonly onForget: () => void
}

const kinds: Readonly<Record<string, string>> = {
  invitation: t('Invitation'),
  reset: t('Link for a new password'),
  test: t('Test'),
}

/** A letter that did not go out: what it was, what went wrong, and when it is tried again. */
export function MailLine({ letter: { kind, to, tries, nextAt, problem }, onRetry, onForget }: MailLineProps) {
  const { locale } = useAccount()
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const state =
    nextAt === null
      ? t('given up')
      : tries === 0
        ? t('about to go')
        : t('{tries, plural, one {tried once} other {tried # times}}, again at {nextAt}', {
            tries,
            nextAt: time.format(nextAt),
          })
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
        {t('Try now')}
      </Button>
      <Button size="small" variant="plain" onClick={onForget}>
        {t('Put away')}
      </Button>
    </li>
  )
}
