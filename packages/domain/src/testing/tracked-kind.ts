import type { LaneValue } from '@fulcrum/columnar'
import * as z from 'zod/mini'
import { defineColumn } from '../column/kind.ts'
import { fail } from '../errors.ts'
import { sessionsSchema } from '../session/session.ts'
import type { Session } from '../session/session.ts'

/** Time that people spent. */
export const trackedKind = defineColumn({
  id: 'tracked',
  label: 'Tracked',
  description: 'Time that people spent.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ running: 'refSet', sessions: 'json' }),
  defaultLane: 'running',
  value: sessionsSchema,
  toLanes: (sessions) => ({
    running: sessions.filter(({ end }) => end === null).map(({ person }) => person),
    // @NOTE sessions are JSON.
    sessions: sessions as unknown as LaneValue,
  }),
  fromLanes: (lane) => lane('sessions') as Session[] | null,
  tracksTime: { running: 'running' },
  parse: () => fail('Not by text.'),
  format: (sessions) => JSON.stringify(sessions),
  sort: { lane: 'running' },
  operators: [],
  aggregates: [],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  examples: [],
})
