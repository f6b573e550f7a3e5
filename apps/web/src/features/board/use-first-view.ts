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
 * here last. A guess that turns out wrong costs the first rows, nothing else.
 */
export function useFirstView(boardId: string, search: BoardSearch): BoardViewSpec {
  const [last] = useShown(boardId)
  const [first] = useState(() => {
    if (search.spec !== undefined) return readDraft(search.spec)
    return last !== null && last.view === (search.view ?? null) ? readDraft(last.spec) : {}
  })
  return first
}

/** Remembers what is shown, for the next time. */
export function useRememberView(boardId: string, search: BoardSearch, spec: BoardViewSpec): void {
  const [, remember] = useShown(boardId)
  const view = search.view ?? null
  useEffect(() => {
    remember({ view, spec })
    // Only another view is news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [view, spec])
}

function useShown(boardId: string) {
  const { memberId } = useClient()
  return useStored<Shown | null>(`fulcrum.shown.${memberId}.${boardId}`, null)
}
