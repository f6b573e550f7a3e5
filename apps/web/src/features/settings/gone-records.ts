import type { ScopeReader } from '@fulcrum/domain'

/** A folder or a team in the trash. */
export interface GoneRecord {
  readonly id: string
  readonly name: string
  /** Since when, in ms UTC. */
  readonly deletedAt: number
}

/** The folders in the trash of workspaces that are not. Whose name is gone, too, is gone for good. */
export function goneFolders(account: ScopeReader): readonly GoneRecord[] {
  return gone(account, 'folder').filter(({ id }) => {
    const workspace = account.record('workspace', String(account.record('folder', id)?.['workspaceId']))
    return workspace !== undefined && workspace['deletedAt'] === undefined
  })
}

/** The teams in the trash. */
export function goneTeams(account: ScopeReader): readonly GoneRecord[] {
  return gone(account, 'team')
}

function gone(account: ScopeReader, table: 'folder' | 'team'): GoneRecord[] {
  return [...account.records(table)].flatMap(([id, { name, deletedAt }]) =>
    typeof name === 'string' && typeof deletedAt === 'number' ? [{ id, name, deletedAt }] : [],
  )
}
