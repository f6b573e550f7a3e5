import { useSyncExternalStore } from 'react'

const everyMs = 30_000

/** One clock for everything that says how long ago something was. It stands still while nobody looks. */
function createClock() {
  const listeners = new Set<() => void>()
  let nowMs = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = (): void => {
    nowMs = Date.now()
    for (const listener of listeners) listener()
  }
  return {
    now: () => nowMs,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      if (timer === undefined) {
        timer = setInterval(tick, everyMs)
        if (Date.now() - nowMs > everyMs) tick()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

const clock = createClock()

/** The present moment in milliseconds UTC; it moves on every half minute. */
export function useNow(): number {
  return useSyncExternalStore(clock.subscribe, clock.now)
}
