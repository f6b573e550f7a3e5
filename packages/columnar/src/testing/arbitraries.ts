import * as fc from 'fast-check'
import type { AggregateKind, Condition, Filter, LaneSpec, LaneType, LaneValue, SortKey, ViewSpec } from '../index.ts'
import { operatorsFor } from '../index.ts'

/** One lane of each type, and a second text and number. */
export const LANES: readonly LaneSpec[] = [
  { key: 'title', type: 'text' },
  { key: 'note', type: 'text' },
  { key: 'points', type: 'number' },
  { key: 'cost', type: 'number' },
  { key: 'done', type: 'boolean' },
  { key: 'at', type: 'instant' },
  { key: 'day', type: 'day' },
  { key: 'status', type: 'option' },
  { key: 'tags', type: 'optionSet' },
  { key: 'people', type: 'refSet' },
  { key: 'extra', type: 'json' },
]

const words = fc.constantFrom(
  'a',
  'B',
  'ä',
  'Ä',
  'ß',
  'Σας',
  'ΑΣ',
  'ﬁ',
  'Ｆ',
  '😀',
  '｡',
  'İ',
  ' ',
  '10',
  '9',
  ',',
  'é',
  'e\u0301',
)
const text = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(''))
const option = fc.integer({ min: 1, max: 5 })
const ref = fc.constantFrom('ann', 'bob', 'c,d', 'c', 'd', 'e\\')

/** A value of a lane type, stored form. */
export const VALUES: Readonly<Record<LaneType, fc.Arbitrary<LaneValue>>> = {
  text,
  number: fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((value) => value + 0),
    fc.constantFrom(0.1, 0.2, 0.3, 1e16, -1e16),
  ),
  boolean: fc.boolean(),
  instant: fc.integer({ min: -1e13, max: 1e13 }),
  day: fc.integer({ min: 19_990, max: 20_010 }),
  option,
  optionSet: fc.uniqueArray(option, { maxLength: 3 }).map((set) => set.sort((a, b) => a - b)),
  refSet: fc.uniqueArray(ref, { maxLength: 3 }),
  json: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<LaneValue>,
}

/** A value of a lane type or absent. */
export function cell(type: LaneType): fc.Arbitrary<LaneValue> {
  return fc.oneof({ arbitrary: VALUES[type], weight: 4 }, { arbitrary: fc.constant(null), weight: 1 })
}

/** Rows around the borders of blocks and chunks. */
export const row = fc.oneof(
  fc.integer({ min: 0, max: 25 }),
  fc.integer({ min: 1018, max: 1030 }),
  fc.integer({ min: 8188, max: 8197 }),
)

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...LANES).chain(({ key, type }) =>
  fc.constantFrom(...operatorsFor(type)).chain(({ id, operand }) => {
    const one = type === 'text' ? text.filter((value) => value !== '') : VALUES[type]
    if (operand === 'none') return fc.constant({ lane: key, op: id })
    if (operand === 'one') return one.map((value): Condition => ({ lane: key, op: id, value }))
    if (operand === 'pair') return fc.tuple(one, one).map((value) => ({ lane: key, op: id, value }) as Condition)
    const member: fc.Arbitrary<number | string> = type === 'refSet' ? ref : option
    return fc.array(member, { maxLength: 3 }).map((value) => ({ lane: key, op: id, value }) as Condition)
  }),
)

/** A filter over LANES. */
export const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })),
    tie('filter').map((not) => ({ not })),
  ),
})).filter

const laneKey = fc.constantFrom(...LANES.map(({ key }) => key))

const sortKey: fc.Arbitrary<SortKey> = fc.record(
  {
    lane: laneKey,
    direction: fc.constantFrom('asc', 'desc'),
    collation: fc.constantFrom('bytes', 'locale'),
    rank: fc.constantFrom<readonly number[]>([0, 3, 1, 2], [0, 5, 5]),
  },
  { requiredKeys: ['lane', 'direction'] },
)

const kinds: readonly AggregateKind[] = [
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'distinct',
  'share',
  'earliest',
  'latest',
  'filled',
]

/** A view over LANES. */
export const spec: fc.Arbitrary<ViewSpec> = fc.record(
  {
    filter: fc.option(filter),
    search: fc.option(fc.record({ lanes: fc.constantFrom(['title'], ['title', 'note'], ['points']), text })),
    sort: fc.array(sortKey, { maxLength: 3 }),
    group: fc.option(
      fc.record(
        {
          lane: laneKey,
          order: fc.constantFrom<readonly (number | null)[]>([3, 1], [null, 2], [9]),
          reason: fc.constantFrom('note', 'points', 'none'),
        },
        { requiredKeys: ['lane'] },
      ),
    ),
    aggregates: fc.array(fc.record({ lane: laneKey, kind: fc.constantFrom(...kinds) }), { maxLength: 4 }),
  },
  { requiredKeys: [] },
)
