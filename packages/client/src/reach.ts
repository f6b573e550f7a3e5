import type { ClientStatus } from './client.ts'
import type { LinkStatus } from './link.ts'
import type { Timers } from './ports.ts'

/** Longer than a try to connect may take. */
const patienceMs = 20_000

interface ReachOptions {
  readonly link: () => LinkStatus
  readonly onStatus: (listener: (status: ClientStatus) => void) => () => void
  /** Tries to connect now where it waits. */
  readonly hurry: () => void
  readonly timers: Timers
}

/**
 * Says whether the server can be reached, for what works only with it: right after a cut that is over, the socket is still on its
 * way. A try that is under way may have begun before the network was back, so that one which begins now decides.
 */
export function createReach({ link, onStatus, hurry, timers }: ReachOptions): () => Promise<boolean> {
  /** Resolves once the link is in another state than this one, or when that takes too long. */
  function leaves(state: LinkStatus['state']): Promise<void> {
    if (link().state !== state) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        unsubscribe()
        timers.clearTimeout(timer)
        resolve()
      }
      const timer = timers.setTimeout(done, patienceMs)
      const unsubscribe = onStatus(() => {
        if (link().state !== state) done()
      })
    })
  }

  return async () => {
    await leaves('connecting')
    if (link().state === 'waiting') {
      hurry()
      await leaves('waiting')
      await leaves('connecting')
    }
    return link().state === 'online'
  }
}
