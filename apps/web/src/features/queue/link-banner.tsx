import { Banner, Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useCutOff } from '../../shell/use-cut-off.ts'
import { useLasting } from '../../shell/use-lasting.ts'
import { useClientStatus } from '../../shell/world.tsx'

/** Sending takes some milliseconds; longer than this is worth a word. */
const SLOW_MS = 4_000

interface LinkBannerProps {
  /** Shows what waits for a decision. */
  readonly onLook: () => void
}

/** Says when the page is cut off and what waits because of it, and when something waits for a decision. */
export function LinkBanner({ onLook }: LinkBannerProps) {
  const status = useClientStatus()
  const { away, cutOff } = useCutOff()
  const slow = useLasting(!away && status.queued > 0, SLOW_MS) && !cutOff
  const { stale, conflicts, link } = status
  const decisions = decisionWords(stale.length, conflicts.length)
  return (
    <>
      {link.state === 'stopped' && link.reason !== 'signed-out' && link.reason !== 'closed' && (
        <Banner
          tone="danger"
          icon="warning"
          action={
            <Button size="small" icon="refresh" onClick={() => location.reload()}>
              {t('Reload')}
            </Button>
          }
        >
          {link.reason === 'protocol'
            ? t('Fulcrum has been updated since this page was opened. Reload it to go on.')
            : (link.message ?? t('The connection was ended. Reload the page to go on.'))}
        </Banner>
      )}
      {cutOff && (
        <Banner tone="warning" icon="cloud-off">
          {status.queued === 0
            ? t('Offline. You can go on: changes are kept here and sent once you are back.')
            : t('Offline. {queued, plural, one {# change waits} other {# changes wait}} to be sent.', {
                queued: status.queued,
              })}
        </Banner>
      )}
      {slow && (
        <Banner icon="clock">
          {t('{queued, plural, one {# change is} other {# changes are}} being sent; the server is slow to answer.', {
            queued: status.queued,
          })}
        </Banner>
      )}
      {decisions !== null && (
        <Banner
          tone="info"
          icon="history"
          action={
            <Button size="small" onClick={onLook}>
              {t('Look')}
            </Button>
          }
        >
          {decisions}
        </Banner>
      )}
    </>
  )
}

function decisionWords(stale: number, conflicts: number): string | null {
  const values = { conflicts, stale }
  if (conflicts > 0 && stale > 0) {
    return t(
      '{conflicts, plural, one {# cell} other {# cells}} changed elsewhere while you were offline, and {stale, plural, one {# change} other {# changes}} from an earlier time wait for your decision.',
      values,
    )
  }
  if (conflicts > 0) {
    return t(
      '{conflicts, plural, one {# cell changed elsewhere while you were offline waits} other {# cells changed elsewhere while you were offline wait}} for your decision.',
      values,
    )
  }
  if (stale === 0) return null
  return t(
    '{stale, plural, one {# change from an earlier time waits} other {# changes from an earlier time wait}} for your decision.',
    values,
  )
}
