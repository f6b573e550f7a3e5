import { indexedDbDocs } from '@fulcrum/client/browser-docs'
import { createDocSession, type DocSession, type DocStatus } from '@fulcrum/client/docs'
import type { ScopeHandle } from '@fulcrum/client'
import { scopeOf } from '@fulcrum/domain'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient, useClientStatus } from '../../shell/client-context.tsx'

export interface OpenDoc {
  readonly session: DocSession
  readonly status: DocStatus
  /** Gives up what the server did not take, and opens the doc anew. */
  readonly startOver: () => void
}

const loading: DocStatus = { phase: 'loading', online: false, unsent: 0, refused: null }
const nothing = (): (() => void) => () => undefined

/** Keeps the text of a doc open while the component stands; null in the very first draw. */
export function useDocSession(docId: string, handle: ScopeHandle | null): OpenDoc | null {
  const client = useClient()
  const online = useClientStatus().link.state === 'online'
  const [session, setSession] = useState<DocSession | null>(null)
  const [times, setTimes] = useState(0)
  useEffect(() => {
    // Held until the last of it is sent, which is after the page is gone.
    const held = client.open(scopeOf('doc', docId))
    const made = createDocSession({
      docId,
      storage: indexedDbDocs(client),
      openChannel: (listener) => client.channel(scopeOf('doc', docId), listener),
      timers: {
        setTimeout: (call, delayMs) => setTimeout(call, delayMs),
        clearTimeout: (timer) => clearTimeout(timer as number),
      },
      key: `${times}:${client.newId()}`,
      onError: reportError,
    })
    // It lives as long as the component stands, which only an effect can say.
    // oxlint-disable-next-line react/set-state-in-effect
    setSession(made)
    // What was typed in the last moment is on its way before the page is gone.
    return () => {
      setSession(null)
      void made.close().finally(() => held.close())
    }
  }, [client, docId, times])
  const isOpen = handle?.phase === 'ready'
  useEffect(() => {
    if (session === null) return
    if (!online) session.cut()
    else if (isOpen && !session.status.online) session.sync()
  }, [session, online, isOpen])
  const isGone = handle?.phase === 'gone'
  useEffect(() => {
    // What may not be read any more is not kept here either.
    if (isGone) void indexedDbDocs(client).drop(docId, 'known').catch(reportError)
  }, [client, docId, isGone])
  const status = useSyncExternalStore(session?.onStatus ?? nothing, () => session?.status ?? loading)
  if (session === null) return null
  const startOver = (): void => void session.discard().then(() => setTimes((count) => count + 1))
  return { session, status, startOver }
}
