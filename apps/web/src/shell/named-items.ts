/** What happens together is asked for once. */
const settleMs = 60
/** While what names things is looked at and they change, what is known of them is never older than this. */
const freshMs = 5_000
/** Nor than this where nothing changes: each question that finds nothing new doubles the time to the next. */
const restMs = 20_000
/** What is so near to what is in sight counts as seen. */
const nearPx = 200
/** One question names so many at most. */
const mostAtOnce = 200

/** Things that a page names by an id, as this reader may know them now. */
export interface Named<T> {
  /** Null where it is gone or not theirs to know of; undefined until somebody said so. */
  readonly get: (id: string) => T | null | undefined
  /** Keeps one known until the answer is called; the listener hears of each change. */
  readonly watch: (id: string, listener: () => void) => () => void
  /** Says where one is drawn, until the answer is called: what is known is asked for again only while it is in sight. */
  readonly drawnAt: (id: string, element: Element) => () => void
  /** Asks soon, because something has changed. */
  readonly refresh: () => void
  /** Asks from now on, until the answer is called. */
  readonly begin: () => () => void
}

type Ask<T> = (ids: readonly string[]) => Promise<readonly T[]>

/**
 * Begins to know of things. Nothing is asked while nobody watches one or the page is hidden; what is known stays without a
 * connection. Each is asked for once wherever it is: paper shows what was never in sight.
 */
export function createNamed<T extends { readonly id: string }>(ask: Ask<T>, atOnce = mostAtOnce): Named<T> {
  const known = new Map<string, T | null>()
  const listeners = new Map<string, Set<() => void>>()
  /** When each was told of last. */
  const toldAt = new Map<string, number>()
  /** Where each is drawn, and whether that is in sight. */
  const places = new Map<string, Map<Element, boolean>>()
  /** What an element draws. */
  const shown = new WeakMap<Element, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = 0
  let gapMs = freshMs
  let isAsking = false

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const id = shown.get(target)
        if (id === undefined || places.get(id)?.has(target) !== true) continue
        places.get(id)?.set(target, isIntersecting)
        if (isIntersecting) askIn(leftMs(id))
      }
    },
    { rootMargin: `${nearPx}px` },
  )

  /** The time until one that comes into sight is asked for. */
  function leftMs(id: string): number {
    return Math.max(settleMs, (toldAt.get(id) ?? 0) + freshMs - Date.now())
  }

  function isWanted(id: string): boolean {
    const at = places.get(id)
    return !known.has(id) || at === undefined || [...at.values()].includes(true)
  }

  function askIn(ms: number): void {
    const at = Date.now() + ms
    if (!isAsking || (timer !== undefined && dueAt <= at)) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(() => void askThenAgain(), ms)
  }

  async function askThenAgain(): Promise<void> {
    timer = undefined
    const isNews = await askNow()
    gapMs = isNews ? freshMs : Math.min(gapMs * 2, restMs)
    // Who asked meanwhile asked for sooner.
    if (timer === undefined) askIn(gapMs)
  }

  /** Whether anything is other than before. */
  async function askNow(): Promise<boolean> {
    if (document.hidden) return false
    const ids = [...listeners.keys()].filter(isWanted)
    let isNews = false
    for (let at = 0; at < ids.length; at += atOnce) {
      const some = ids.slice(at, at + atOnce)
      // What was known last stays where nobody answers.
      const items = await ask(some).catch(() => null)
      if (items === null || !isAsking) return isNews
      const told = new Map(items.map((item) => [item.id, item]))
      for (const id of some) {
        toldAt.set(id, Date.now())
        if (know(id, told.get(id) ?? null)) isNews = true
      }
    }
    return isNews
  }

  function know(id: string, item: T | null): boolean {
    const before = known.get(id)
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(item)) return false
    known.set(id, item)
    for (const listener of listeners.get(id) ?? []) listener()
    return true
  }

  /** Whoever comes back to the page may have changed something elsewhere. */
  const look = (): void => {
    gapMs = freshMs
    if (!document.hidden && listeners.size > 0) askIn(0)
  }
  return {
    get: (id) => known.get(id),
    watch: (id, listener) => {
      const those = listeners.get(id) ?? new Set()
      listeners.set(id, those.add(listener))
      askIn(leftMs(id))
      return () => {
        those.delete(listener)
        if (those.size === 0 && listeners.get(id) === those) listeners.delete(id)
      }
    },
    drawnAt: (id, element) => {
      const at = places.get(id) ?? new Map<Element, boolean>()
      places.set(id, at.set(element, false))
      shown.set(element, id)
      sight.observe(element)
      return () => {
        sight.unobserve(element)
        at.delete(element)
        if (at.size === 0 && places.get(id) === at) places.delete(id)
      }
    },
    refresh: () => {
      gapMs = freshMs
      askIn(settleMs)
    },
    begin: () => {
      isAsking = true
      document.addEventListener('visibilitychange', look)
      window.addEventListener('focus', look)
      if (listeners.size > 0) askIn(settleMs)
      return () => {
        isAsking = false
        clearTimeout(timer)
        timer = undefined
        document.removeEventListener('visibilitychange', look)
        window.removeEventListener('focus', look)
      }
    },
  }
}
