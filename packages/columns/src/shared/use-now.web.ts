import { useSyncExternalStore } from 'react'

/** One clock for all that looks at it; it stands still while nobody does. */
function createClock(everyMs: number) {
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

const clock = createClock(30_000)
const seconds = createClock(1_000)

/** The present moment in milliseconds UTC; it moves on every half minute. */
export function useNow(): number {
  return useSyncExternalStore(clock.subscribe, clock.now)
}

/** The same, moving on each second: for a timer that runs. */
export function useSeconds(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.now)
}
