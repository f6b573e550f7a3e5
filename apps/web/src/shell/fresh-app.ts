const KEY = 'fulcrum.reloaded'
const PATIENCE_MS = 30_000

/**
 * Loads the page anew where a part of the app is not on the server any more: it was updated since the page was opened. At
 * most once in a while, so that a part which cannot be loaded at all ends in an error and not in a loop.
 */
export function reloadWhenUpdated(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (!navigator.onLine || Date.now() - last < PATIENCE_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
