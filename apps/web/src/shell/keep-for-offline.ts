/**
 * Has the browser keep the app itself, once the page is there and idle. Browsers do this only over HTTPS and on this very
 * machine; elsewhere the page needs a connection to open, and everything else is as it was.
 */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  addEventListener('load', () => {
    setTimeout(() => {
      navigator.serviceWorker.register('/offline-worker.js').catch(() => undefined)
    }, 3_000)
  })
}
