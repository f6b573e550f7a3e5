/** A region that was just made is not listened to yet. */
const HEARD_MS = 100

let region: HTMLElement | undefined
let said = ''

/**
 * Tells readers of the screen what eyes see by themselves: that something moved, and to where. For what has no live region of
 * its own, such as a menu that is gone by then.
 * @example announce('Moved to Done')
 */
export function announce(text: string): void {
  const place = regionOfPage()
  // The same words again are news again.
  said = said === text ? `${text}\u00A0` : text
  setTimeout(() => (place.textContent = said), HEARD_MS)
}

/** Made before there is anything to say: words that come together with their region are read by few. */
function regionOfPage(): HTMLElement {
  if (region?.isConnected === true) return region
  region = document.createElement('div')
  region.className = 'fu-hidden'
  region.setAttribute('aria-live', 'polite')
  // Below the page it would make the window scroll.
  region.style.top = '0'
  document.body.append(region)
  return region
}

if (globalThis.document?.body) regionOfPage()
