const againMs = 60_000
/** Names in memory before those are let go whose minute is over. */
const sweepAt = 10_000

/** Says of each name whether it comes for the first time in a minute. `now` is a clock in milliseconds that never goes back. */
export function onceAMinute(now: () => number = () => performance.now()): (name: string) => boolean {
  const kept = new Map<string, number>()
  return (name) => {
    const at = now()
    if (kept.size >= sweepAt) {
      for (const [other, since] of kept) if (at - since >= againMs) kept.delete(other)
    }
    const since = kept.get(name)
    if (since !== undefined && at - since < againMs) return false
    kept.set(name, at)
    return true
  }
}
