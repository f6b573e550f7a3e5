import type { Tabs } from '../ports.ts'

/**
 * The tabs of one member in one browser profile: a lock that one of them holds as long as it lives, and a channel on which
 * all hear each other. Browsers give locks to secure pages only; on plain HTTP each tab leads for itself, and the numbers of
 * commands keep everything from happening twice.
 */
export function lockedTabs(name: string, id: string): Tabs {
  const channel = new BroadcastChannel(name)
  return {
    id,
    exclusive: 'locks' in navigator,
    lead: (onLead) => {
      if (!('locks' in navigator)) {
        queueMicrotask(onLead)
        return () => channel.close()
      }
      const waiting = new AbortController()
      const { promise: held, resolve: release } = Promise.withResolvers<void>()
      navigator.locks
        .request(`${name}:leader`, { signal: waiting.signal }, () => {
          onLead()
          return held
        })
        // Given up before it was this tab's turn.
        .catch(() => undefined)
      return () => {
        waiting.abort()
        release()
        channel.close()
      }
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin anyhow
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      const hear = ({ data }: MessageEvent) => listener(data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
  }
}
