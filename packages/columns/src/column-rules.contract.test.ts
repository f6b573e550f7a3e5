import { allowedRules, defaultOf, endText } from '@fulcrum/domain'
import type { BoardColumn, ColumnKind, Json, MemberId } from '@fulcrum/domain'
import { describe, expect, test } from 'vitest'
import { columnKinds } from './all.ts'

const kinds: readonly ColumnKind[] = columnKinds
const me = '0190a000-0000-7000-8000-000000000001' as MemberId
const env = { principal: { kind: 'system', memberId: me }, now: Date.UTC(2026, 10, 26, 12), timeZone: 'UTC' } as const

/** What a new item begins with in a column of these rules. */
function startOf(kind: ColumnKind, settings: Json, take: 'today' | 'me'): Json {
  // @NOTE what is looked at of a column.
  return defaultOf({ kind, settings, fields: { rules: { default: { take } } } } as unknown as BoardColumn, env)
}

describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_id, kind) => {
  const all = kind.examples.map(({ settings }) => settings)

  test('has rules only where people fill its cells, and looks at a lane that it has', () => {
    for (const settings of all) {
      const { rules, lane, ranged, type } = allowedRules(kind, settings)
      const isFilled = kind.derive === undefined && kind.source === undefined
      expect(rules.has('required')).toBe(isFilled)
      expect(Object.keys(kind.storage(settings))).toEqual(expect.arrayContaining([lane, ...ranged]))
      if (rules.has('pattern')) expect(type).toBe('text')
      if (rules.has('range')) expect(['number', 'day', 'instant']).toContain(type)
    }
  })

  test('begins with today and with whoever adds the item where it says so', () => {
    for (const settings of all) {
      const { default: allowed } = allowedRules(kind, settings)
      for (const take of ['today', 'me'] as const) {
        if (!allowed[take]) continue
        const value = startOf(kind, settings, take)
        expect(kind.value.safeParse(value).success).toBe(true)
      }
    }
  })

  test('writes the ends of a range as people read its values', () => {
    for (const { settings, values } of kind.examples) {
      const { rules, lane } = allowedRules(kind, settings)
      if (!rules.has('range')) continue
      for (const { value } of values) {
        const end = kind.toLanes(value, settings)[lane]
        if (typeof end === 'number') expect(endText(kind, settings, end)).toMatch(/\d/)
      }
    }
  })
})
