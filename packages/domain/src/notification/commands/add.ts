import * as z from 'zod/mini'
import { idOf } from '../../ids.ts'
import type { Json } from '../../json.ts'
import { scopeArg } from '../../scope-arg.ts'
import type { ScopeWriter } from '../../transaction.ts'
import { aboutKinds, namedFields } from '../about.ts'
import { eventsKept } from '../notification.ts'
import type { NotificationEvent } from '../notification.ts'
import { defineOwnCommand } from './own.ts'

const happening = z.strictObject({
  about: z.strictObject({ kind: z.enum(aboutKinds), id: idOf('notification') }),
  /** The board on which it is; null where it is on none. */
  board: z.nullable(idOf('board')),
  /** Where the log has it, or the text of a doc. What an entry has of it already is not added again. */
  source: z.union([scopeArg, z.string().check(z.regex(/^text:[0-9a-f-]{36}$/, 'Not the text of a doc.'))]),
  version: z.int().check(z.gte(1)),
  reason: z.string(),
  actor: z.nullable(idOf('member')),
  at: z.int(),
  update: z.optional(idOf('update')),
  comment: z.optional(idOf('docComment')),
  column: z.optional(z.int()),
  day: z.optional(z.int()),
  team: z.optional(idOf('team')),
})

type Happening = z.infer<typeof happening>

/**
 * Adds what concerns a person to their inbox, in the order of the logs. Adding the same again changes nothing, so that whoever
 * follows a log may come again after a crash, and another node beside it.
 */
export const addNotifications = defineOwnCommand({
  name: 'notification.add',
  args: z.strictObject({
    member: idOf('member'),
    happenings: z.array(happening).check(z.minLength(1), z.maxLength(500)),
  }),
  internal: true,
  undo: { none: 'What happened has happened; an entry can be done with.' },
  apply: (own, { happenings }) => {
    const { reader } = own
    for (const [id, of] of byEntry(happenings)) {
      const [{ board }] = of as [Happening]
      const isMuted = (what: string | null): boolean => what !== null && reader.record('mute', what) !== undefined
      if (isMuted(id) || isMuted(board)) continue
      addTo(own, id, of)
    }
  },
})

function addTo(own: ScopeWriter, id: string, of: readonly Happening[]): void {
  const before = own.reader.record('notification', id)
  // @NOTE written here alone.
  const through = { ...(before?.['through'] as Record<string, number> | undefined) }
  const fresh: NotificationEvent[] = []
  let board: string | null = null
  for (const { board: at, about: _about, source, version, ...event } of of) {
    if ((through[source] ?? 0) >= version) continue
    through[source] = version
    board = at
    fresh.push(event as NotificationEvent)
  }
  const [first] = fresh
  if (!first) return
  const isOpen = before !== undefined && before['doneAt'] === undefined
  const unread = isOpen ? Number(before['unread'] ?? 0) : 0
  // @NOTE written here alone.
  const known = ((isOpen ? before['events'] : null) ?? []) as unknown as readonly NotificationEvent[]
  const events = [...fresh.toReversed(), ...known].sort((left, right) => right.at - left.at).slice(0, eventsKept)
  const fields = {
    boardId: board,
    at: Math.max(...events.map(({ at }) => at)),
    unread: unread + fresh.length,
    since: unread > 0 ? (before?.['since'] ?? first.at) : first.at,
    doneAt: null,
    events: events as unknown as Json,
    through,
  }
  if (before) own.put('notification', id, fields)
  else own.create('notification', id, { ...fields, ...(of[0] && namedFields(of[0].about)) })
}

function byEntry(happenings: readonly Happening[]): ReadonlyMap<string, readonly Happening[]> {
  const entries = new Map<string, Happening[]>()
  for (const each of happenings) {
    const { id } = each.about
    entries.set(id, [...(entries.get(id) ?? []), each])
  }
  return entries
}
