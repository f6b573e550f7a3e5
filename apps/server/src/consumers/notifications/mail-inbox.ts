import { readNotification, scopeOf } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import type { MemberId } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../../database/database.ts'
import { withRetry } from '../../database/pool.ts'
import type { Outbox } from '../../mail/outbox.ts'
import type { SyncNode } from '../../node.ts'
import { inboxList } from '../../queries/inbox-list.ts'
import { repeat } from '../../repeat.ts'
import type { Repeated } from '../../repeat.ts'
import { claimLetter, dueEntries, forgetLetters } from './due-letters.ts'
import type { DueEntry } from './due-letters.ts'
import { inboxLetter } from './inbox-letter.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export interface MailInboxOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly outbox: Outbox
  readonly log: Log
  readonly publicUrl: () => string
  readonly now: () => number
  /** What somebody reads within this time needs no letter. */
  readonly waitMs?: number
  /** Between two letters about one entry. */
  readonly gapMs?: number
  readonly everyMs?: number
}

/**
 * Sends people letters about what waits in their inbox: what they have not read for a minute or two, at most one an entry in ten
 * minutes, by the rights of that moment. A letter is claimed before it is posted: whoever is killed in between leaves one out,
 * and nobody gets one twice.
 */
export function startInboxMail(options: MailInboxOptions): Repeated {
  const { log, everyMs = 15_000 } = options
  return repeat(
    everyMs,
    async (stopped) => {
      await mailInbox(options, stopped)
    },
    (error) => log.warn({ err: error }, 'letters about inboxes could not be written; it is tried again'),
  )
}

/** Posts every letter that is due; gives how many. */
export async function mailInbox(options: MailInboxOptions, stopped: () => boolean = () => false): Promise<number> {
  const { node, pool, outbox, publicUrl, now, waitMs = 2 * minuteMs, gapMs = 10 * minuteMs } = options
  const { accountId } = node.store
  const times = { now: now(), waitMs, gapMs, oldMs: dayMs }
  let posted = 0
  await withRetry(pool, () => forgetLetters(pool, accountId, times.now - 2 * dayMs))
  for await (const due of dueEntries(pool, accountId, times)) {
    if (stopped()) break
    const letter = await letterFor(options, due)
    if (!letter || !(await claimLetter(pool, accountId, due, times))) continue
    await outbox.post(inboxLetter({ ...letter, publicUrl: publicUrl() }), { kind: 'inbox' })
    posted += 1
  }
  return posted
}

/** What a letter says; null where its reader gets none: they are gone, have no address, want none, or may not know of it any more. */
async function letterFor({ node, now }: MailInboxOptions, { member, entry, told }: DueEntry) {
  // @NOTE an inbox is a member's.
  const principal = node.hub.principal(member as MemberId)
  const { state: account } = await node.store.get(scopeOf('account', node.store.accountId))
  const person = account.record('member', member)
  const to = person?.['email']
  if (!principal || typeof to !== 'string' || person?.['removedAt'] !== undefined || person?.['placeholder'] === true) {
    return null
  }
  const { state: own } = await node.store.get(scopeOf('user', member))
  const fields = own.record('notification', entry)
  // A mute under the person's own id is of letters altogether.
  if (!fields || own.record('mute', member)) return null
  const events = readNotification(entry, fields).events.filter(({ at }) => at > told)
  if (events.length === 0) return null
  const context = { hub: node.hub, principal }
  // @NOTE the query's own answer.
  const { subjects } = (await inboxList.answer(context, { ids: [entry] })) as { subjects: readonly InboxSubject[] }
  const [subject] = subjects
  const day = account.record('account', node.store.accountId)?.['day']
  const today = typeof day === 'number' ? day : Math.floor(now() / dayMs)
  return subject ? { to, subject, events, account, today } : null
}
