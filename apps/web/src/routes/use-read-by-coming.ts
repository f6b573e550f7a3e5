import { scopeOf } from '@fulcrum/domain'
import { useEffect, useRef } from 'react'
import { usePlace } from '../shell/router/router-context.tsx'
import { useScope } from '../shell/use-scope.ts'
import { useClient } from '../shell/world.tsx'

/** Whoever comes by an address that leads to what is said of a doc has read what their inbox says of it by then. */
export function useReadByComing(doc: string): void {
  const client = useClient()
  const handle = useScope(scopeOf('user', client.memberId))
  const place = usePlace()
  const isAsked = new URLSearchParams(place.search).has('comment')
  const isReady = handle?.phase === 'ready'
  const { unread, at } = handle?.state?.record('notification', doc) ?? {}
  /** The arrival that was seen to. */
  const seen = useRef<object | null>(null)
  useEffect(() => {
    if (!isAsked || !isReady || seen.current === place) return
    seen.current = place
    if (Number(unread ?? 0) === 0) return
    client.run('notification.read', { member: client.memberId, ids: [doc], seen: Number(at) })
  }, [client, place, isAsked, isReady, doc, unread, at])
}
