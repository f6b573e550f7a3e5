import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { operatorsFor, parseFilter, query, rowTest, type Condition, type Filter } from '../index.ts'
import { filter, LANES, VALUES } from '../testing/arbitraries.ts'
import { largeBoard, rowsOf, smallBoard, type Board } from '../testing/boards.ts'
import { plainView } from '../testing/plain-view.ts'

const board = fc.oneof({ arbitrary: smallBoard, weight: 4 }, { arbitrary: largeBoard, weight: 1 })
const collate = (): number => 0

const passing = ({ table }: Board, by: Filter): number[] => rowsOf(query(table, { filter: by }))
const oracle = ({ plain }: Board, by: Filter): number[] =>
  plainView(plain, { filter: by }, collate).flatMap(({ rows }) => rows)

test('conditions joined by and, or and not to any depth pass the rows that a plain reading passes', () => {
  fc.assert(
    fc.property(board, filter, (made, by) => {
      expect(passing(made, by)).toEqual(oracle(made, by))
    }),
    { numRuns: 200 },
  )
})

test('single rows are told to pass as the whole table is', () => {
  fc.assert(
    fc.property(board, filter, (made, by) => {
      const passes = rowTest(made.table, by)
      const all = rowsOf(query(made.table, {}))
      expect(all.filter(passes).toSorted((a, b) => a - b)).toEqual(passing(made, by).toSorted((a, b) => a - b))
    }),
    { numRuns: 60 },
  )
})

test('a filter and its negation part the live rows; and, or and not follow the laws of logic', () => {
  fc.assert(
    fc.property(board, filter, filter, (made, left, right) => {
      const all = rowsOf(query(made.table, {}))
      const passed = passing(made, left)
      const others = passing(made, { not: left })
      expect([...passed, ...others].sort((a, b) => a - b)).toEqual(all)
      expect(passing(made, { not: { and: [left, right] } })).toEqual(
        passing(made, { or: [{ not: left }, { not: right }] }),
      )
      const alsoPassed = new Set(passing(made, right))
      expect(passing(made, { and: [left, right] })).toEqual(passed.filter((row) => alsoPassed.has(row)))
      expect(passing(made, { and: [] })).toEqual(all)
      expect(passing(made, { or: [] })).toEqual([])
    }),
    { numRuns: 80 },
  )
})

test('every operator of every lane says the same as a plain reading, for values that occur', () => {
  const conditions = LANES.flatMap(({ key, type }) =>
    operatorsFor(type).map(({ id, operand }) => ({ key, type, id, operand })),
  )
  fc.assert(
    fc.property(smallBoard, fc.infiniteStream(fc.nat()), (made, numbers) => {
      const rows = [...made.plain.cells.keys()]
      for (const { key, type, id, operand } of conditions) {
        const pick = () =>
          made.plain.cells.get(rows[(numbers.next().value ?? 0) % Math.max(rows.length, 1)] ?? 0)?.[key] ?? null
        const [one, two] = [pick(), pick()]
        const members = Array.isArray(one) ? one : one === null ? [] : [one]
        const value =
          operand === 'none' ? undefined : operand === 'one' ? one : operand === 'pair' ? [one, two] : members
        const condition = { lane: key, op: id, ...(value === undefined ? {} : { value }) } as Condition
        const parsed = parseFilter(condition, LANES)
        if (parsed.ok) expect([type, id, passing(made, parsed.value)]).toEqual([type, id, oracle(made, parsed.value)])
      }
    }),
    { numRuns: 30 },
  )
})

test('a filter that was written as JSON is parsed as it was; anything else is refused with a sentence', () => {
  const bare = (by: Filter): Filter => {
    if ('and' in by) return { and: by.and.map(bare) }
    if ('or' in by) return { or: by.or.map(bare) }
    return 'not' in by ? { not: bare(by.not) } : by
  }
  fc.assert(
    fc.property(filter, (by) => {
      const parsed = parseFilter(JSON.parse(JSON.stringify(by)), LANES)
      if (parsed.ok) expect(parsed.value).toEqual(bare(by))
      else expect(parsed.message).toMatch(/\.$/)
    }),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({ lane: fc.constantFrom('title', 'points'), op: fc.string(), value: VALUES.json }),
      ),
      (input) => {
        const parsed = parseFilter(input, LANES)
        if (!parsed.ok) expect(parsed.message).toMatch(/\.$/)
      },
    ),
    { numRuns: 500 },
  )
})
