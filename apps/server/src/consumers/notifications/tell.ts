import { BoardState, boardSight, can, boardResource, DomainError, scopeOf, seesRow } from '@fulcrum/domain'
import type { BoardSight, Concern, MemberId, Principal, Scope, ScopeState } from '@fulcrum/domain'
import type { SyncNode } from '../../node.ts'
import type { EntryPlace } from './rows.ts'

const system: Principal = { kind: 'system', memberId: null }
const cause = { kind: 'system', reason: 'by following the log' } as const
/** One change of an inbox has at most so many. */
const atOnce = 500

/** Somebody whom a change concerns, and where the log has it. */
export interface Happening extends Concern {
  readonly source: Scope
  readonly version: number
  readonly actor: string | null
  readonly at: number
}

/** Writes into people's inboxes what concerns them and what they may see. Doing it again changes nothing. */
export async function tell(node: SyncNode, board: BoardState, happenings: readonly Happening[]): Promise<void> {
  const perMember = Map.groupBy(happenings, ({ member }) => member)
  for (const [member, all] of perMember) {
    // @NOTE ids of members come from records of members.
    const { sight } = await knownSight(node, board, member as MemberId)
    if (!sight) continue
    const seen = all.filter(({ column, item }) => {
      if (column !== undefined && sight.hiddenColumns.has(column)) return false
      return item === null || maySee(board, sight, item)
    })
    for (let at = 0; at < seen.length; at += atOnce) {
      const part = seen
        .slice(at, at + atOnce)
        .map(({ member: _member, ...each }) => ({ ...each, board: board.boardId }))
      await run(node, 'notification.add', { member, happenings: part })
    }
  }
}

/** Takes entries away from those who may not know any more of what they are about. */
export async function takeFromOthers(node: SyncNode, entries: readonly EntryPlace[]): Promise<void> {
  const gone: EntryPlace[] = []
  for (const [board, all] of Map.groupBy(entries, (entry) => entry.board)) {
    const { state } = await node.store.get(scopeOf('board', board))
    const resource = boardResource(state, board)
    for (const entry of all) {
      // @NOTE an inbox is a member's.
      const { principal, sight } = await knownSight(node, state, entry.member as MemberId)
      const isOut = sight?.rule && entry.id !== board && state instanceof BoardState && !maySee(state, sight, entry.id)
      if (!principal || !can(principal, 'board.read', resource) || isOut) gone.push(entry)
    }
  }
  await drop(node, gone)
}

/** Who a member is, and what they see of a board when it is known what they watch. */
async function knownSight(
  node: SyncNode,
  state: ScopeState,
  member: MemberId,
): Promise<{ readonly principal: Principal | null; readonly sight: BoardSight | null }> {
  const now = () => {
    const principal = node.hub.principal(member)
    return { principal, sight: principal && state instanceof BoardState ? boardSight(principal, state) : null }
  }
  const found = now()
  if (!found.sight?.rule?.watched) return found
  await node.hub.watching.know(member)
  return now()
}

/** Whether somebody who sees a board so may know of an item there. */
function maySee(board: BoardState, { rule }: BoardSight, item: string): boolean {
  if (!rule) return true
  const row = board.rowOf(item)
  return row !== undefined && seesRow(board, rule, row)
}

/** Removes entries for good. */
export async function drop(node: SyncNode, entries: readonly EntryPlace[]): Promise<void> {
  for (const [member, all] of Map.groupBy(entries, (entry) => entry.member)) {
    for (let at = 0; at < all.length; at += atOnce) {
      const ids = all.slice(at, at + atOnce).map(({ id }) => id)
      await run(node, 'notification.drop', { member, ids })
    }
  }
}

async function run(node: SyncNode, command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => system, cause }, command, 1, args)
  if (!answer.ok) throw new DomainError(answer.code, answer.message, answer.details)
}
