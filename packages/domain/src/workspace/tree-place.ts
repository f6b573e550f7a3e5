import { DomainError, notFound } from '../errors.ts'
import type { ScopeReader } from '../state.ts'
import { keptRecord } from '../trash/purged-record.ts'

/** Refuses a workspace into which nothing can be put: one that is not there, or in the trash. */
export function liveWorkspace(account: ScopeReader, id: string): void {
  if (keptRecord(account, 'workspace', id)['deletedAt'] === undefined) return
  throw new DomainError('conflict', 'This workspace is in the trash. Restore it first, or choose another one.', { id })
}

/** Refuses a folder into which nothing of this workspace can be put. */
export function liveFolder(account: ScopeReader, id: string, workspaceId: string): void {
  const folder = keptRecord(account, 'folder', id)
  if (folder['workspaceId'] !== workspaceId) throw notFound('folder')
  if (folder['deletedAt'] === undefined) return
  throw new DomainError('conflict', 'This folder is in the trash. Restore it first, or choose another one.', { id })
}
