/** Listeners of one thing. A listener that throws does not keep the others from hearing. */
export interface Notifier<Event> {
  readonly subscribe: (listener: (event: Event) => void) => () => void
  readonly notify: (event: Event) => void
}

/** Makes a list of listeners. */
export function createNotifier<Event>(onError: (error: unknown) => void): Notifier<Event> {
  const listeners = new Set<(event: Event) => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    notify: (event) => {
      const told = [...listeners]
      for (const listener of told) {
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
      }
    },
  }
}
