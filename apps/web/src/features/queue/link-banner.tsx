import type { ClientStatus } from '@fulcrum/client'
import { Banner, Button } from '@fulcrum/ui'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClientStatus } from '../../shell/world.tsx'

/** A short interruption is nobody's business. */
const QUIET_MS = 2_000

interface LinkBannerProps {
  /** Shows what waits for a decision. */
  readonly onLook: () => void
}

/** Says when the page is cut off and what waits because of it, and when something waits for a decision. */
export function LinkBanner({ onLook }: LinkBannerProps) {
  const status = useClientStatus()
  const noNetwork = !useSyncExternalStore(onNetwork, () => navigator.onLine)
  const cutOff = useLongCutOff(status) || noNetwork
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

/** The machine knows at once that its cable is out; a socket may take minutes to find out. */
function onNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Whether the link has been away for longer than one need know. */
function useLongCutOff({ link }: ClientStatus): boolean {
  const away = link.state === 'waiting' || link.state === 'connecting'
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!away) return undefined
    const timer = setTimeout(() => setLong(true), QUIET_MS)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [away])
  return away && long
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
