import type { BoardReader } from '../board/board-reader.ts'
import type { CommandEnv } from '../command.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import { sessionKey, withSessions } from './session.ts'
import type { Session } from './session.ts'

/**
 * What a cell of tracked time becomes where a whole value is written to it (a paste, an import, the API): sessions are only
 * added, so that two people who track at once never lose each other's. Timers that run are started, not written.
 */
export function mergedSessions(board: BoardReader, now: Json, given: Json, env: CommandEnv): Json {
  // @NOTE both have passed the schema of a kind that tracks time.
  const sessions = (now ?? []) as unknown as readonly Session[]
  if (given === null) {
    if (now === null) return null
    throw new DomainError('conflict', 'Tracked time is removed session by session, so that nobody loses theirs.', {})
  }
  const ended = (given as unknown as readonly Session[]).filter(({ end }) => end !== null)
  const merged = withSessions(sessions, ended)
  const known = new Set(sessions.map(sessionKey))
  const others = merged.some((each) => !known.has(sessionKey(each)) && each.person !== env.principal.memberId)
  if (others && !mayTrackOthers(board, env)) {
    throw new DomainError('forbidden', 'Only owners of the board add the tracked time of others.', {})
  }
  return merged.length === 0 ? null : (merged as unknown as Json)
}

/** Whether the principal may start, stop and write time for other people: the owners of the board may. */
export function mayTrackOthers(board: BoardReader, env: CommandEnv): boolean {
  return can(env.principal, 'board.manage', boardResource(board, board.boardId))
}
