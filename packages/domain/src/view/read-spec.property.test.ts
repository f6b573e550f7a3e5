import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../json.ts'
import { maxFilterDepth, maxFilterParts } from './limits.ts'
import { isBoardViewSpec } from './read-spec.ts'
import { boardViewSpec } from './spec.ts'

const odd = fc.constantFrom<Json>(null, true, '', 'x'.repeat(41), -1, 0, 1.5, 39, 2_001, 2 ** 53, [], {}, [null])
const column = fc.constantFrom<Json>('title', 'group', 'key', 'createdAt', 'updatedAt', 0, 7)

/** Objects of these keys, of which some lack one, have one too many or something odd in one. */
function nearly(fields: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Json> {
  const given = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, fc.oneof({ arbitrary: value, weight: 12 }, odd)]),
  )
  const whole = fc.record(given) as fc.Arbitrary<Json>
  const some = fc.record(given, { requiredKeys: [] }) as fc.Arbitrary<Json>
  const more = fc.record({ ...given, more: odd }) as fc.Arbitrary<Json>
  return fc.oneof({ arbitrary: whole, weight: 8 }, { arbitrary: some, weight: 4 }, more)
}

const condition = nearly({
  column,
  operator: fc.constantFrom('is', 'before'),
  value: fc.jsonValue() as fc.Arbitrary<Json>,
})
const { filter } = fc.letrec<{ filter: Json }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: maxFilterDepth + 2, withCrossShrink: true },
    condition,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
}))
const view = nearly({
  filter,
  sort: fc.array(nearly({ column, direction: fc.constantFrom('asc', 'desc') }), { maxLength: 12 }),
  groupBy: column,
  columns: fc.array(nearly({ column, width: fc.constantFrom(40, 2_000), hidden: fc.boolean() }), { maxLength: 4 }),
  settings: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 3 }) as fc.Arbitrary<Json>,
  aggregates: fc.array(nearly({ column: fc.nat(9), kind: fc.constantFrom('sum', 'x'.repeat(20)) }), { maxLength: 4 }),
})

test('takes what the schema takes, and nothing else', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.oneof({ arbitrary: view, weight: 9 }, odd), (value) => {
      const { success } = boardViewSpec.safeParse(value)
      expect(isBoardViewSpec(value)).toBe(success)
      if (success) taken += 1
    }),
    { numRuns: 2_000 },
  )
  // Enough of them are whole for the comparison to mean something.
  expect(taken).toBeGreaterThan(20)
})

test('knows the limits of the schema', () => {
  const is = { column: 1, operator: 'is' }
  const nested = (depth: number): Json => (depth === 0 ? is : { not: nested(depth - 1) })
  const edges: Json[] = [
    { filter: nested(maxFilterDepth) },
    { filter: nested(maxFilterDepth + 1) },
    ...[maxFilterParts, maxFilterParts + 1].map((length) => ({ filter: { or: Array.from({ length }, () => is) } })),
    ...[19_998, 19_999].map((length) => ({ filter: { ...is, value: 'x'.repeat(length) } })),
    ...[600, 601].map((length) => ({ columns: Array.from({ length }, (_, at) => ({ column: at })) })),
    ...[10, 11].map((length) => ({ sort: Array.from({ length }, () => ({ column: 1, direction: 'asc' })) })),
  ]
  for (const value of edges) expect(isBoardViewSpec(value)).toBe(boardViewSpec.safeParse(value).success)
  expect(edges.map(isBoardViewSpec)).toEqual([true, false, true, false, true, false, true, false, true, false])
})
