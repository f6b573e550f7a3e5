import { boardRules, scopeOf, workspaceRules } from '@fulcrum/domain'
import type { BoardRules, Fields, WorkspaceRules } from '@fulcrum/domain'
import { useScope } from './use-scope.ts'
import { useClient } from './world.tsx'

/** The rules of a workspace as they are now; of one that is not known, those with which one begins. */
export function useWorkspaceRules(id: string | undefined): WorkspaceRules {
  return workspaceRules(useWorkspace(id))
}

/** The rules of a board: its own, and else its workspace's. */
export function useBoardRules(board: Fields | undefined): BoardRules {
  return boardRules(board ?? {}, useWorkspace(String(board?.['workspaceId'] ?? '')))
}

function useWorkspace(id: string | undefined): Fields | undefined {
  const { accountId } = useClient()
  const account = useScope(scopeOf('account', accountId))?.state
  return id === undefined ? undefined : account?.record('workspace', id)
}
