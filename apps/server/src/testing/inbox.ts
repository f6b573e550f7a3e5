import { must, readNotification, scopeOf } from '@fulcrum/domain'
import type { MemberId, Notification } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import type pg from 'pg'
import { expect, vi } from 'vitest'
import type { SyncNode } from '../node.ts'
import { queries } from '../queries/all.ts'

/** Somebody's inbox as a node has it. */
export async function inboxOn(node: SyncNode, member: MemberId): Promise<readonly Notification[]> {
  await node.store.catchUp(scopeOf('user', member))
  const { state } = await node.store.get(scopeOf('user', member))
  return [...state.records('notification')].map(([id, fields]) => readNotification(id, fields))
}

/** What the entries of somebody's inbox are about, as they are told. */
export async function subjectsOn(node: SyncNode, member: MemberId): Promise<readonly InboxSubject[]> {
  const query = must(queries.find(({ name }) => name === 'inbox.list'))
  const answer = await query.answer({ hub: node.hub, principal: must(node.hub.principal(member)) }, {})
  // @NOTE the query's own answer.
  return (answer as { subjects: readonly InboxSubject[] }).subjects
}

/** Waits until all that happened was followed. */
export async function untilFollowed(pool: pg.Pool): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await pool.query(
      `SELECT s.scope FROM scope s LEFT JOIN consumer_cursor c
         ON c.account = s.account AND c.scope = s.scope AND c.consumer = 'notifications'
       WHERE s.scope NOT LIKE 'user:%' AND s.version > coalesce(c.version, 0)`,
    )
    expect(rows).toEqual([])
  }, 30_000)
}
