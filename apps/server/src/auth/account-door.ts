import { boardResource, boardRules, scopeOf } from '@fulcrum/domain'
import type { MemberId, ScopeReader } from '@fulcrum/domain'
import type { SyncNode } from '../node.ts'
import type { AccountDoor, MemberEntry } from './ports.ts'

/** The bus's topic of sessions that ended. */
const sessionEnded = 'session'

/** The door to the account that a node holds in memory. */
export function accountDoor({ hub, store, executor, bus }: SyncNode): AccountDoor {
  const { accountId } = store
  bus.onTold(sessionEnded, (sessionId) => hub.sessions.cut(sessionId))
  const account = (): ScopeReader | undefined => store.peek(scopeOf('account', accountId))?.state
  return {
    accountId,
    name: () => String(account()?.record('account', accountId)?.['name'] ?? 'Fulcrum'),
    async run(principal, command, args) {
      const answer = await executor.run({ principal: () => principal }, command, 1, args)
      return answer.ok ? { ok: true, result: answer.result } : { ok: false, code: answer.code, message: answer.message }
    },
    *members(): Iterable<MemberEntry> {
      for (const [id, fields] of account()?.records('member') ?? []) yield { id: id as MemberId, fields }
    },
    principal: (memberId) => hub.principal(memberId),
    team(id) {
      const fields = account()?.record('team', id)
      return fields === undefined || fields['deletedAt'] !== undefined ? null : String(fields['name'])
    },
    async board(id) {
      const { state } = await store.get(scopeOf('board', id))
      return state.record('board', id) ? boardResource(state, id) : null
    },
    boardRules: (board) => boardRules(board, account()?.record('workspace', String(board['workspaceId']))),
    version: () => account()?.version ?? 0,
    cutSession(sessionId) {
      hub.sessions.cut(sessionId)
      bus.tell(sessionEnded, sessionId)
    },
    openSessions: () => hub.sessions.signIns(),
    cutSocketsHere: (sessionId) => hub.sessions.cut(sessionId),
  }
}
