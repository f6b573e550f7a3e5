import type { ScopeHandle } from '@fulcrum/client'
import type { Json, Scope } from '@fulcrum/domain'
import { useEffect, useReducer, useState } from 'react'
import { useClient } from './world.tsx'

/**
 * Keeps a scope open while the component stands, and draws it again after each of its events. Null while nothing is wanted
 * and in the very first draw. The handle's state changes in place: do not remember anything by its identity alone.
 */
export function useScope(scope: Scope | null, options?: { readonly view?: Json }): ScopeHandle | null {
  const client = useClient()
  const [handle, setHandle] = useState<ScopeHandle | null>(null)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const view = options?.view
  useEffect(() => {
    if (scope === null) return undefined
    const opened = client.open(scope, view === undefined ? {} : { view })
    setHandle(opened)
    const stop = opened.subscribe(draw)
    return () => {
      stop()
      opened.close()
    }
    // The view only says which rows to send first; another view is not another scope.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, scope])
  return handle?.scope === scope ? handle : null
}
