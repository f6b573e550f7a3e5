import type { Connection, ClientStorage, Tabs, Timers, Transport } from '../ports.ts'

/** What a page has of the outside world. */
export interface Outside {
  readonly storage: ClientStorage
  readonly tabs: Tabs
  readonly transport: Transport
  readonly timers: Timers
}

/** A page that can end at any moment as a killed process does: nothing more is said, and nothing is heard. */
export interface MortalPage extends Outside {
  readonly kill: () => void
}

/**
 * Puts a page's outside into its hands so that it can be killed. `onStep` is called wherever the page meets the outside,
 * before and after: what was begun there has happened, and its end is not heard any more.
 */
export function mortalPage(outside: Outside, onStep: () => void): MortalPage {
  let dead = false
  const connections = new Set<Connection>()
  let release: () => void = () => undefined

  /** Takes a step; says whether the page lives on. */
  function lives(): boolean {
    if (!dead) onStep()
    return !dead
  }

  function heard<Args extends unknown[]>(call: (...args: Args) => void): (...args: Args) => void {
    return (...args) => {
      if (!lives()) return
      call(...args)
    }
  }

  function watched<Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      if (lives()) {
        const result = await call(...args)
        if (lives()) return result
      }
      return new Promise<never>(() => undefined)
    }
  }

  const { storage, tabs, transport, timers } = outside
  return {
    // @NOTE every part of a storage is a function that gives a promise.
    storage: Object.fromEntries(
      Object.entries(storage).map(([name, call]) => [name, watched(call as () => Promise<unknown>)]),
    ) as unknown as ClientStorage,
    tabs: {
      ...tabs,
      // A page that ended while it was being opened stands in no line.
      lead: (onLead) => {
        if (dead) return () => undefined
        release = tabs.lead(heard(onLead))
        return release
      },
      post: (message) => {
        if (!lives()) return
        tabs.post(message)
        lives()
      },
      listen: (listener) => tabs.listen(heard(listener)),
    },
    transport: {
      connect: (handlers) => {
        const connection = transport.connect({
          onOpen: heard(handlers.onOpen),
          onMessage: heard(handlers.onMessage),
          onClose: heard(handlers.onClose),
        })
        connections.add(connection)
        return {
          send: (text) => {
            if (!lives()) return
            connection.send(text)
            lives()
          },
          close: connection.close,
        }
      },
    },
    timers: {
      setTimeout: (call, delayMs) => timers.setTimeout(() => !dead && call(), delayMs),
      clearTimeout: timers.clearTimeout,
    },
    kill: () => {
      if (dead) return
      dead = true
      for (const connection of connections) connection.close()
      release()
    },
  }
}
