import { appHref, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { useInbox } from '../../shell/use-inbox.ts'
import { useClient } from '../../shell/world.tsx'
import { ago } from './ago.ts'
import { mentionsIn } from './mentions.ts'

const MOST = 8

/** Where others name the reader, until that is done in the inbox. */
export function Mentions() {
  const { members, locale } = useAccount()
  const { now } = useClient()
  const { entries, error, retry } = useInbox()
  if (entries === null && error !== null) {
    return (
      <Failure
        compact
        trouble={error}
        say={(reason) => t('Who mentions you could not be asked for: {error}', { error: reason })}
        refused={t('Your inbox cannot be shown to you. Ask an owner of the account.')}
        onRetry={retry}
      />
    )
  }
  const lines = mentionsIn(entries ?? [])
  if (lines.length === 0) return null
  return (
    <section aria-label={t('Mentions')}>
      <h2>
        {t('Mentions')} <span className="home-number fu-tabular">{lines.length}</span>
      </h2>
      <ul>
        {lines.slice(0, MOST).map(({ entry: { id, unread, subject }, event: { actor, at }, path }) => {
          const { about } = subject
          const who = members.find((member) => member.id === actor)?.name ?? t('Somebody')
          return (
            <li key={id} className="home-item" data-unread={unread > 0 || undefined}>
              <a className="home-open" href={appHref(path)} data-home-row="">
                {'key' in about ? <span className="home-key">{about.key}</span> : <Icon name="doc" />}
                <span className="fu-truncate">{about.name}</span>
                {unread > 0 && <span className="fu-hidden">{t(', unread')}</span>}
              </a>
              {'board' in about && <span className="home-where fu-truncate">{about.board.name}</span>}
              <span className="home-by fu-truncate">
                {who} · {ago(at, now(), locale)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
