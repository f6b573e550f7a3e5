import { appHref } from '@fulcrum/ui/app-href'

const KEY = 'fulcrum.reloaded'
const PATIENCE_MS = 30_000

/**
 * Loads the page anew where a part of the app is not on the server any more: it was updated since the page was opened. Only
 * a server that answers with another build says so; a part that cannot be fetched for want of a connection is no reason to
 * let go of the page that is there. At most once in a while, so that a part which cannot be loaded at all ends in an error.
 */
export function reloadWhenUpdated(): void {
  addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (Date.now() - last < PATIENCE_MS) return
    void isUpdated().then((updated) => {
      if (!updated) return
      sessionStorage.setItem(KEY, String(Date.now()))
      location.reload()
    })
  })
}

/** Whether the server's page begins with other scripts than this one did. */
async function isUpdated(): Promise<boolean> {
  try {
    const response = await fetch(appHref('/'), { cache: 'no-store' })
    if (!response.ok) return false
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const scripts = scriptsOf(page)
    return scripts !== '' && scripts !== scriptsOf(document)
  } catch {
    return false
  }
}

function scriptsOf(page: Document): string {
  return [...page.querySelectorAll('script[type="module"][src]')].map((each) => each.getAttribute('src')).join(' ')
}
