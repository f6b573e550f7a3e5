import { fail, idOf } from '@fulcrum/domain'
import type { ColumnKind } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { dayMs } from './days.ts'

const value = z.strictObject({
  at: z.int().check(z.gte(-62_135_596_800_000), z.lte(253_402_300_799_999)),
  by: z.nullable(idOf('member') as z.ZodMiniType<string>),
})

/** When something happened to an item, in milliseconds UTC, and who did it. */
export type Stamp = z.infer<typeof value>

/** What times and people are that the kinds `created` and `updated` show; nobody gives them. */
export const stampValues: Pick<
  ColumnKind<Record<string, never>, Stamp>,
  'settings' | 'value' | 'parse' | 'examples'
> = {
  settings: z.strictObject({}) as z.ZodMiniType<Record<string, never>>,
  value,
  parse: () => fail('This is kept by Fulcrum and cannot be changed.'),
  examples: [
    {
      settings: {},
      values: [
        { value: { at: 20_781 * dayMs + 1, by: '0190a000-0000-7000-8000-000000000001' }, text: '2026-11-24 01:00' },
        { value: { at: 0, by: null }, text: '1970-01-01 01:00' },
      ],
      badValues: [20_781, { at: 1.5, by: null }, { at: 1 }, { at: 1, by: 'ada' }],
    },
  ],
}
