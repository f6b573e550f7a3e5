import type { BoardViewSpec } from '@fulcrum/domain'
import { useEffect, useState } from 'react'
import type { BoardSearch } from '../../shell/board-contract.ts'
import { useClient } from '../../shell/client-context.tsx'
import { useStored } from '../../shell/use-stored.ts'
import { readDraft } from './model/view-state.ts'

interface Shown {
  readonly view: string | null
  readonly spec: BoardViewSpec
}

/**
 * The view whose first rows are asked for before the board's own views are known: what the address says, else what was shown
 * here last. Null is the one with which the board opens, as the server knows it. A guess that turns out wrong costs the first rows,
 * nothing else.
 */
export function useFirstView(boardId: string, search: BoardSearch): BoardViewSpec | null {
  const [last] = useShown(boardId)
  const [first] = useState(() => {
    if (search.spec !== undefined) return readDraft(search.spec)
    if (last !== null && last.view === (search.view ?? null)) return readDraft(last.spec)
    return search.view === undefined ? null : {}
  })
  return first
}

/**
 * Remembers what is shown, for the next time. With which view the board opens is the server's to know; what was changed in it and
 * not saved is known here alone.
 */
export function useRememberView(
  boardId: string,
  search: BoardSearch,
  { spec, changed }: { readonly spec: BoardViewSpec; readonly changed: boolean },
): void {
  const [, remember] = useShown(boardId)
  const view = search.view ?? null
  useEffect(() => {
    remember(view === null && !changed ? null : { view, spec })
    // Only another view is news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [view, spec])
}

function useShown(boardId: string) {
  const { memberId } = useClient()
  return useStored<Shown | null>(`fulcrum.shown.${memberId}.${boardId}`, null)
}
