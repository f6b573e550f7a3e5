import type { ScopeReader } from '../state.ts'

const token = /@\[(member|team):([0-9a-f-]{36})\]/g

/** Somebody whom a text names, and the team by which, where it names no person. */
export interface Mentioned {
  readonly member: string
  readonly team?: string
}

/** The people whom a message names; a team is all of its members. Whoever is named both ways is named by name. */
export function mentionedIn(body: string, account: ScopeReader): readonly Mentioned[] {
  const found = new Map<string, Mentioned>()
  for (const [, kind, id = ''] of body.matchAll(token)) {
    if (kind === 'member') found.set(id, { member: id })
    else for (const member of membersOf(account, id)) if (!found.has(member)) found.set(member, { member, team: id })
  }
  return [...found.values()]
}

/** The members of a team; none where there is no such team. */
export function membersOf(account: ScopeReader, teamId: string): readonly string[] {
  const team = account.record('team', teamId)
  const ids = team?.['deletedAt'] === undefined ? team?.['memberIds'] : []
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
