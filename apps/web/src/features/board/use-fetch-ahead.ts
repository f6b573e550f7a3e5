import { useEffect } from 'react'
import type { SavedView } from './model/records.ts'
import { viewBody } from './views/all.ts'

/** Fetches what draws the other views of a board, so that a switch waits for no network; what does not come is asked for again by the switch. */
export function useFetchAhead(views: readonly SavedView[]): void {
  const kinds = [...new Set(views.map(({ kind }) => kind))].sort().join(' ')
  useEffect(() => {
    for (const id of kinds.split(' ')) {
      const kind = viewBody(id)
      if ('fetch' in kind) kind.fetch().catch(() => undefined)
    }
  }, [kinds])
}
