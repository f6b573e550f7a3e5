import { appHref } from '@fulcrum/ui/app-href'

const AFTER_LOAD_MS = 3_000
const AGAIN_MS = 15_000

/**
 * Has the browser keep the app itself, once the page is there and idle. Browsers do this only over HTTPS and on this very
 * machine; elsewhere the page needs a connection to open, and everything else is as it was.
 */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  addEventListener('load', () => setTimeout(register, AFTER_LOAD_MS))
}

/** Where the connection breaks before all files are here, it is tried again. */
function register(): void {
  const again = (): void => void setTimeout(register, AGAIN_MS)
  navigator.serviceWorker.register(appHref('/offline-worker.js')).then(({ installing }) => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') again()
    })
  }, again)
}
