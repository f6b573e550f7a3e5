import type { LaneValue } from '@fulcrum/columnar'
import { defineColumn, fail, maxSessions, ok, sessionsSchema, trackedMs } from '@fulcrum/domain'
import type { Session } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { durationText, readSessions, sessionsText } from './times.ts'

/** Time that people spent, session by session. */
export const timeTrackingColumn = defineColumn({
  id: 'time-tracking',
  label: 'Time tracking',
  description: 'Who worked on it and how long: start and stop a timer, or write down the time.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  // The total is that of the sessions that have ended: what runs ticks on the screen only.
  storage: () => ({ minutes: 'number', running: 'refSet', people: 'refSet', sessions: 'json' }),
  defaultLane: 'minutes',
  value: sessionsSchema,
  toLanes: (sessions) => ({
    minutes: trackedMs(sessions) / 60_000,
    running: names(sessions.filter(({ end }) => end === null)),
    people: names(sessions),
    // @NOTE sessions are JSON.
    sessions: sessions as unknown as LaneValue,
  }),
  fromLanes: (lane) => lane('sessions') as Session[] | null,
  tracksTime: { running: 'running' },
  operators: [
    { id: 'at-least', label: 'minutes ≥', lane: 'minutes', op: 'gte', takes: 'number' },
    { id: 'at-most', label: 'minutes ≤', lane: 'minutes', op: 'lte', takes: 'number' },
    { id: 'between', label: 'minutes between', lane: 'minutes', op: 'between', takes: 'numbers' },
    { id: 'by', label: 'is by', lane: 'people', op: 'hasAny', takes: 'people' },
    { id: 'not-by', label: 'is not by', lane: 'people', op: 'hasNone', takes: 'people' },
    { id: 'runs', label: 'runs now', lane: 'running', op: 'notEmpty', takes: 'nothing' },
    { id: 'runs-for', label: 'runs now for', lane: 'running', op: 'hasAny', takes: 'people' },
    { id: 'runs-not', label: 'does not run', lane: 'running', op: 'empty', takes: 'nothing' },
    { id: 'is-empty', label: 'has no time', lane: 'minutes', op: 'empty', takes: 'nothing' },
    { id: 'is-not-empty', label: 'has time', lane: 'minutes', op: 'notEmpty', takes: 'nothing' },
  ],
  parse: (text, _settings, context) => {
    if (text.trim() === '') return ok(null)
    if (text.length > 1_500 * maxSessions) return fail(`A cell holds at most ${maxSessions} sessions.`)
    const read = readSessions(text, context)
    if (typeof read === 'string') return fail(read)
    const parsed = sessionsSchema.safeParse(read)
    return parsed.success ? ok(parsed.data) : fail(parsed.error.issues[0]?.message ?? 'This is not tracked time.')
  },
  format: (sessions, _settings, context) => sessionsText(sessions, context),
  display: (sessions) => {
    const running = sessions.some(({ end }) => end === null)
    return `${durationText(trackedMs(sessions))}${running ? ', running' : ''}`
  },
  sort: { lane: 'minutes' },
  group: { lane: 'running' },
  aggregates: ['sum', 'mean', 'median', 'max', 'filled'],
  defaultAggregate: 'sum',
  searchLanes: [],
  roles: [],
  references: { lane: 'people', to: 'member' },
  examples: [
    {
      settings: {},
      values: [
        {
          value: [{ person: '0190a000-0000-7000-8000-000000000001', start: 1_795_509_000_000, end: 1_795_513_500_000 }],
          text: 'Ada Lovelace 2026-11-24T08:30:00Z/2026-11-24T09:45:00.000Z',
        },
        {
          value: [
            {
              person: '0190a000-0000-7000-8000-000000000002',
              start: 1_795_509_000_000,
              end: 1_795_510_800_000,
              note: 'Read "all"; then again',
            },
            { person: '0190a000-0000-7000-8000-000000000003', start: 1_795_510_800_000, end: null },
          ],
          text: 'Zoë "Zed" Ng 2026-11-24T09:00Z/running; Hopper, Grace 2026-11-24T08:30Z/2026-11-24T09:00Z "Read \\"all\\"; then again"',
        },
      ],
      badTexts: [
        '90',
        '1h 30m',
        'Nobody Special 2026-11-24T08:30Z/2026-11-24T09:45Z',
        '2026-11-24T08:30Z/2026-11-24T09:45Z',
        'Ada Lovelace 2026-11-24T09:30Z/2026-11-24T08:45Z',
        'Ada Lovelace 2026-11-24T08:30Z/2026-11-24T09:45Z Review',
        'Ada Lovelace 2026-13-24T08:30Z/2026-11-24T09:45Z',
      ],
      badValues: [
        [],
        90,
        [{ person: 'ada', start: 1, end: 2 }],
        [{ person: '0190a000-0000-7000-8000-000000000001', start: 2, end: 1 }],
        [{ person: '0190a000-0000-7000-8000-000000000001', start: 2.5, end: 3 }],
        [
          { person: '0190a000-0000-7000-8000-000000000001', start: 1, end: 2 },
          { person: '0190a000-0000-7000-8000-000000000001', start: 1, end: 3 },
        ],
      ],
    },
  ],
})

function names(sessions: readonly Session[]): readonly string[] {
  return [...new Set(sessions.map(({ person }) => person))]
}
