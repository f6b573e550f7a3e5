import { Banner, Button } from '@fulcrum/ui'
import { useEffect, useState } from 'react'
import { useClientStatus } from '../../shell/world.tsx'

/** A short interruption is nobody's business. */
const QUIET_MS = 2_000
/** Sending takes some milliseconds; longer than this is worth a word. */
const SLOW_MS = 4_000

interface LinkBannerProps {
  /** Shows what waits for a decision. */
  readonly onLook: () => void
}

/** Says when the page is cut off and what waits because of it, and when something waits for a decision. */
export function LinkBanner({ onLook }: LinkBannerProps) {
  const status = useClientStatus()
  const away = status.link.state === 'waiting' || status.link.state === 'connecting'
  const cutOff = useLasting(away, QUIET_MS)
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
              Reload
            </Button>
          }
        >
          {link.reason === 'protocol'
            ? 'Fulcrum has been updated since this page was opened. Reload it to go on.'
            : (link.message ?? 'The connection was ended. Reload the page to go on.')}
        </Banner>
      )}
      {cutOff && (
        <Banner tone="warning" icon="cloud-off">
          {status.queued === 0
            ? 'Offline. You can go on: changes are kept here and sent once you are back.'
            : `Offline. ${plural(status.queued, 'change waits', 'changes wait')} to be sent.`}
        </Banner>
      )}
      {slow && (
        <Banner icon="clock">
          {plural(status.queued, 'change is', 'changes are')} being sent; the server is slow to answer.
        </Banner>
      )}
      {decisions !== null && (
        <Banner
          tone="info"
          icon="history"
          action={
            <Button size="small" onClick={onLook}>
              Look
            </Button>
          }
        >
          {decisions}
        </Banner>
      )}
    </>
  )
}

/** Whether something has been so for a while. */
function useLasting(now: boolean, afterMs: number): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!now) return undefined
    const timer = setTimeout(() => setLong(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [now, afterMs])
  return now && long
}

function decisionWords(stale: number, conflicts: number): string | null {
  const parts = [
    ...(conflicts > 0 ? [`${plural(conflicts, 'cell', 'cells')} changed elsewhere while you were offline`] : []),
    ...(stale > 0 ? [`${plural(stale, 'change', 'changes')} from an earlier time`] : []),
  ]
  if (parts.length === 0) return null
  const text = parts.join(', and ')
  return `${text} ${conflicts + stale === 1 ? 'waits' : 'wait'} for your decision.`
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
