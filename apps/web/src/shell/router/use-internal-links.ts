import { appBase } from '@fulcrum/ui'
import { useGo, usePreload } from './router-context.tsx'

interface LinkHandlers {
  readonly onClick: (event: React.MouseEvent) => void
  readonly onPointerOver: (event: React.PointerEvent) => void
}

/**
 * Follows clicks on links to our own pages without loading the page anew, so that components can draw plain `<a href>`;
 * gets a page ready when the pointer comes near its link.
 */
export function useInternalLinks(): LinkHandlers {
  const go = useGo()
  const preload = usePreload()
  return {
    onClick: (event) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const href = internalHref(event.target)
      if (href === null) return
      event.preventDefault()
      go(href)
    },
    onPointerOver: (event) => {
      const href = event.pointerType === 'mouse' ? internalHref(event.target) : null
      if (href !== null) preload(href)
    },
  }
}

function internalHref(target: EventTarget): string | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
    return null
  const href = link.getAttribute('href') ?? ''
  const base = appBase()
  // Beside us on the same host may be others' pages.
  return href.startsWith(`${base}/`) ? href.slice(base.length) : null
}
