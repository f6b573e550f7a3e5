import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Follows clicks on links to our own pages by the router, so that components can draw plain `<a href>`. */
export function useInternalLinks(): (event: React.MouseEvent) => void {
  const router = useRouter()
  return useCallback(
    (event) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
        return
      const href = link.getAttribute('href') ?? ''
      if (!href.startsWith('/')) return
      event.preventDefault()
      router.history.push(href)
    },
    [router],
  )
}

/** Goes to one of our pages. */
export function useGo(): (path: string, options?: { readonly replace?: boolean }) => void {
  const router = useRouter()
  return useCallback(
    (path, options) => (options?.replace === true ? router.history.replace(path) : router.history.push(path)),
    [router],
  )
}
