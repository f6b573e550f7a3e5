import type { BoardViewSpec } from '@fulcrum/domain'
import { useClient } from '../../shell/client-context.tsx'
import { useStored } from '../../shell/use-stored.ts'

type Drafts = Readonly<Record<string, BoardViewSpec>>

const NONE: Drafts = {}

/** What this person changed in the views of a board and has not saved: their own, kept over reloads. */
export function useDrafts(boardId: string): {
  readonly get: (viewId: string) => BoardViewSpec | undefined
  readonly set: (viewId: string, draft: BoardViewSpec | undefined) => void
} {
  const { memberId } = useClient()
  const [drafts, setDrafts] = useStored<Drafts>(`fulcrum.drafts.${memberId}.${boardId}`, NONE)
  return {
    get: (viewId) => drafts[viewId],
    set: (viewId, draft) => {
      const { [viewId]: before, ...others } = drafts
      if (draft !== undefined) setDrafts({ ...others, [viewId]: draft })
      else if (before !== undefined) setDrafts(others)
    },
  }
}
