import { matchPath } from './match-path.ts'

/** An address of ours, taken apart. */
export interface Place {
  readonly path: string
  /** With its `?`, or empty. */
  readonly search: string
  /** Without its `#`. */
  readonly hash: string
}

/** A page, and the address at which it stands. */
export interface Route<Page> {
  /** `/b/$board`: parts with a `$` are handed to the page. */
  readonly pattern: string
  /** Gets ready what the page needs: its code, who is signed in. What is there already it gives at once. */
  readonly load: (place: Place) => Loaded<Page> | Promise<Loaded<Page>>
}

/** A page to draw, or the address to go to instead. */
export type Loaded<Page> = { readonly page: Page } | { readonly redirect: string }

/** Where to go: an address, or what makes one of the address of the window, which the page shown may not have caught up with. */
export type Target = string | ((now: Place) => string | null)

/** What is shown. It changes only when the next page is ready, so that no page is left for an empty one. */
export interface Shown<Page> {
  readonly place: Place
  readonly params: Readonly<Record<string, string>>
  /** Null where no route matches. */
  readonly page: Page | null
  /** Why the page at this address could not be got ready. */
  readonly error?: unknown
}

export interface Router<Page> {
  /** Null until the first page is ready. */
  readonly shown: () => Shown<Page> | null
  readonly subscribe: (listener: () => void) => () => void
  /** Goes nowhere where the target is null. */
  readonly go: (target: Target, options?: { readonly replace?: boolean }) => void
  /** Gets the code of a page ready before somebody goes there. */
  readonly preload: (href: string) => void
  /** Gets the present page ready again. */
  readonly retry: () => void
}

/** What a router needs of a browser's window. */
export interface RouterWindow {
  readonly location: Pick<Location, 'href' | 'origin'>
  readonly history: Pick<History, 'pushState' | 'replaceState'>
  readonly addEventListener: (type: 'popstate', listener: () => void) => void
}

/** A redirect that leads to itself would go on for ever. */
const mostRedirects = 5

/**
 * Follows the window's address: takes the first route that matches, gets its page ready, then shows it. `base` is where the app
 * stands below its host; addresses within the app are said without it.
 */
export function createRouter<Page>(routes: readonly Route<Page>[], window: RouterWindow, base = ''): Router<Page> {
  let shown: Shown<Page> | null = null
  let latest = 0
  const listeners = new Set<() => void>()

  function show(next: Shown<Page>): void {
    shown = next
    for (const listener of listeners) listener()
  }

  function urlOf(href: string): URL {
    return new URL(href.startsWith('/') ? `${base}${href}` : href, window.location.href)
  }

  function find(place: Place) {
    for (const route of routes) {
      const params = matchPath(route.pattern, place.path)
      if (params !== null) return { route, params }
    }
    return null
  }

  function follow(redirects = 0): void {
    const mine = ++latest
    const place = placeOf(window.location.href, base)
    const found = find(place)
    if (found === null) {
      show({ place, params: {}, page: null })
      return
    }
    const { route, params } = found
    const arrive = (loaded: Loaded<Page>): void => {
      // Somebody has gone elsewhere meanwhile.
      if (mine !== latest) return
      if ('page' in loaded) show({ place, params, page: loaded.page })
      else if (redirects < mostRedirects) {
        window.history.replaceState(null, '', `${base}${loaded.redirect}`)
        follow(redirects + 1)
      } else fail(new Error(`Too many redirects at ${place.path}`))
    }
    const fail = (error: unknown): void => {
      if (mine === latest) show({ place, params, page: null, error })
    }
    const loading = route.load(place)
    if (loading instanceof Promise) loading.then(arrive, fail)
    else arrive(loading)
  }

  window.addEventListener('popstate', () => follow())
  follow()
  return {
    shown: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (target, options) => {
      const href = typeof target === 'string' ? target : target(placeOf(window.location.href, base))
      if (href === null) return
      const url = urlOf(href)
      if (url.origin !== window.location.origin) throw new Error(`${href} is not a page of ours.`)
      if (options?.replace === true) window.history.replaceState(null, '', url)
      else if (url.href !== window.location.href) window.history.pushState(null, '', url)
      follow()
    },
    preload: (href) => {
      const place = placeOf(urlOf(href).href, base)
      const loading = find(place)?.route.load(place)
      // It is tried again when somebody goes there.
      if (loading instanceof Promise) loading.catch(() => undefined)
    },
    retry: () => follow(),
  }
}

function placeOf(href: string, base: string): Place {
  const { pathname, search, hash } = new URL(href)
  const isBelow = pathname === base || pathname.startsWith(`${base}/`)
  const path = isBelow ? pathname.slice(base.length) : pathname
  return { path: path === '' ? '/' : path, search, hash: hash.slice(1) }
}
