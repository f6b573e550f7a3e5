/** What happens together is asked for once. */
const settleMs = 60
/** While a doc is looked at, what it says of items is never older than this. */
const freshMs = 5_000
/** One question names so many at most. */
const mostAtOnce = 200

/** Things that a doc names by an id, as this reader may know them now. */
export interface Named<T> {
  /** Null where it is gone or not theirs to know of; undefined until somebody said so. */
  readonly get: (id: string) => T | null | undefined
  /** Keeps one known until the answer is called; the listener hears of each change. */
  readonly watch: (id: string, listener: () => void) => () => void
  /** Asks soon, because something has changed. */
  readonly refresh: () => void
  /** Asks from now on, until the answer is called. */
  readonly begin: () => () => void
}

type Ask<T> = (ids: readonly string[]) => Promise<readonly T[]>

/** Begins to know of things. Nothing is asked while nobody watches one or the page is hidden; what is known stays without a connection. */
export function createNamed<T extends { readonly id: string }>(ask: Ask<T>, atOnce = mostAtOnce): Named<T> {
  const known = new Map<string, T | null>()
  const listeners = new Map<string, Set<() => void>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false

  function askIn(ms: number): void {
    clearTimeout(timer)
    timer = isAsking ? setTimeout(() => void askThenAgain(), ms) : undefined
  }

  async function askThenAgain(): Promise<void> {
    timer = undefined
    await askNow()
    // Who asked meanwhile asked for sooner.
    if (timer === undefined) askIn(freshMs)
  }

  async function askNow(): Promise<void> {
    const ids = [...listeners.keys()]
    if (document.hidden) return
    for (let at = 0; at < ids.length; at += atOnce) {
      const some = ids.slice(at, at + atOnce)
      // What was known last stays where nobody answers.
      const items = await ask(some).catch(() => null)
      if (items === null || !isAsking) return
      const told = new Map(items.map((item) => [item.id, item]))
      for (const id of some) know(id, told.get(id) ?? null)
    }
  }

  function know(id: string, item: T | null): void {
    const before = known.get(id)
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(item)) return
    known.set(id, item)
    for (const listener of listeners.get(id) ?? []) listener()
  }

  const look = (): void => {
    if (!document.hidden && listeners.size > 0) askIn(0)
  }
  return {
    get: (id) => known.get(id),
    watch: (id, listener) => {
      const those = listeners.get(id) ?? new Set()
      listeners.set(id, those.add(listener))
      if (!known.has(id)) askIn(settleMs)
      return () => {
        those.delete(listener)
        if (those.size === 0 && listeners.get(id) === those) listeners.delete(id)
      }
    },
    refresh: () => askIn(settleMs),
    begin: () => {
      isAsking = true
      document.addEventListener('visibilitychange', look)
      if (listeners.size > 0) askIn(settleMs)
      return () => {
        isAsking = false
        clearTimeout(timer)
        document.removeEventListener('visibilitychange', look)
      }
    },
  }
}
