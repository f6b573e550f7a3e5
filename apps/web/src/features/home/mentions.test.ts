import { expect, test } from 'vitest'
import type { InboxEntry } from '../../shell/use-inbox.ts'
import { mentionsIn } from './mentions.ts'

const event = (reason: string, at: number) => ({ reason, actor: null, at })

function entry(id: string, events: InboxEntry['events'], subject: Partial<InboxEntry['subject']> = {}): InboxEntry {
  const about = { kind: 'board' as const, id, name: id }
  const told = { id, about, says: null, ...subject }
  return { id, about, board: null, at: events[0]?.at ?? 0, unread: 1, done: false, events, subject: told }
}

test('tells of entries with a mention among what happened, the latest mention first', () => {
  const lines = mentionsIn([
    entry('a', [event('status', 9), event('mention', 1)]),
    entry('b', [event('reply', 8)]),
    entry('c', [event('mention', 5), event('mention', 2)]),
  ])
  expect(lines.map(({ entry: { id }, event: { at } }) => [id, at])).toEqual([
    ['c', 5],
    ['a', 1],
  ])
})

test('leads to the entry, and of what was said of a doc to where it was said', () => {
  const id = '0190a000-0000-7000-8000-000000000001'
  const thread = '0190a000-0000-7000-8000-000000000002'
  const doc = { kind: 'doc' as const, id, name: 'Plan', thread }
  const paths = mentionsIn([entry('a', [event('mention', 2)]), entry(id, [event('mention', 1)], { about: doc })]).map(
    ({ path }) => path,
  )
  expect(paths[0]).toBe('/inbox/a')
  expect(paths[1]).toContain('comment')
})
