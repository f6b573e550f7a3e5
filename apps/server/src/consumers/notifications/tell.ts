import { DomainError } from '@fulcrum/domain'
import type { Concern, MemberId, Principal, Scope } from '@fulcrum/domain'
import type { SyncNode } from '../../node.ts'
import { placeOf } from './places.ts'
import type { Place } from './places.ts'
import type { EntryPlace } from './rows.ts'

const system: Principal = { kind: 'system', memberId: null }
const cause = { kind: 'system', reason: 'by following the log' } as const
/** One change of an inbox has at most so many. */
const atOnce = 500

/** Somebody whom a change concerns, and where the log has it. */
export interface Happening extends Concern {
  readonly source: Scope | `text:${string}`
  readonly version: number
  readonly actor: string | null
  readonly at: number
}

/** Writes into people's inboxes what concerns them and what they may see of its place. Doing it again changes nothing. */
export async function tell(node: SyncNode, place: Place, happenings: readonly Happening[]): Promise<void> {
  const perMember = Map.groupBy(happenings, ({ member }) => member)
  for (const [member, all] of perMember) {
    // @NOTE ids of members come from records of members.
    const seen = all.filter(await place.hears(member as MemberId))
    for (let at = 0; at < seen.length; at += atOnce) {
      const part = seen.slice(at, at + atOnce).map(({ member: _member, ...each }) => ({ ...each, board: place.board }))
      await run(node, 'notification.add', { member, happenings: part })
    }
  }
}

/** Takes entries away from those who may not know any more of what they are about. */
export async function takeFromOthers(node: SyncNode, entries: readonly EntryPlace[]): Promise<void> {
  const gone: EntryPlace[] = []
  for (const [scope, all] of Map.groupBy(entries, (entry) => entry.place)) {
    const place = await placeOf(node, scope)
    for (const entry of all) {
      // @NOTE an inbox is a member's.
      const keeps = await place.keeps(entry.member as MemberId)
      if (!keeps(entry.id)) gone.push(entry)
    }
  }
  await drop(node, gone)
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
