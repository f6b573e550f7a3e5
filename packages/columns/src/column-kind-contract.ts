import { Table, aggregatesFor, operatorsFor } from '@fulcrum/columnar'
import type { LaneType, LaneValue } from '@fulcrum/columnar'
import { kindUnder, laneKey, must } from '@fulcrum/domain'
import type { ColumnKind, FormatContext, Json, KindExample, ParseContext, SystemSource } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { contractBoard } from './contract-board.ts'

/** Texts as long as a cell's, in which an expression that goes back would go through the same again from each place. */
const longTexts = [
  ' ',
  '\t',
  '\n',
  '1',
  '1.',
  '1:',
  '-',
  '+',
  '/',
  '(',
  '[',
  '<',
  '"',
  '; ',
  ',',
  '@',
  'a@',
  'a <',
  '1h ',
  '?',
  '#',
  'a ',
].map((part) => `x${part.repeat(100_000 / part.length)}x`)

/** Everything a kind promises, as tests: `columnKindContract(ratingColumn)`. */
export function columnKindContract(kind: ColumnKind): void {
  describe(`the kind ${kind.id}`, () => {
    test('is declared whole', () => {
      expect(kind.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(kind.label).toMatch(/^\S.*\S$/)
      expect(kind.description).toMatch(/^\S.*\.$/)
      expect(kind.version).toBeGreaterThanOrEqual(1)
      expect(kind.migrations).toHaveLength(kind.version - 1)
      expect(kind.examples.flatMap((example) => example.values)).not.toEqual([])
      expect(accepted(kind, kind.defaultSettings)).toEqual(kind.defaultSettings)
    })

    test('reads the longest texts that columns hold in a time that grows with their length alone', () => {
      for (const text of longTexts) {
        const read = kind.parse(text, kind.defaultSettings, contractContext)
        if (read.ok && read.value !== null) expect(kind.value.safeParse(read.value).success).toBe(true)
      }
    })

    for (const [index, example] of kind.examples.entries()) {
      describe(`with the settings of example ${index + 1}`, () => exampleContract(kind, example))
    }
  })
}

function exampleContract(base: ColumnKind, example: KindExample<Json, Json>): void {
  const settings = example.settings
  const kind = kindUnder(base, settings)
  const storage = kind.storage(settings)
  const readOnly = kind.source !== undefined || kind.derive !== undefined
  const typeOf = (lane: string): LaneType => must(storage[lane], `${kind.id} names a lane "${lane}" that it has`)

  test('derives from columns as they are, gone or of any kind, without failing', async () => {
    if (kind.derive === undefined) return
    const derive = typeof kind.derive === 'function' ? kind.derive : (await kind.derive.load()).derive
    const full = contractBoard(columnKinds)
    for (const board of [full, contractBoard([])]) {
      const { reads, compute, computeLanes } = derive(settings, board.derived.schema)
      for (const input of reads) expect(['row', 'system', 'children', 'linked', 'today']).toContain(input.of)
      for (let row = 0; row < full.rowCount; row++) {
        const value = compute(board.derived.reader, row)
        expect(compute(board.derived.reader, row)).toEqual(value)
        if (value !== null) storesExactly(kind, settings, kind.value.parse(value))
        for (const [lane, [held = null]] of Object.entries(computeLanes?.(board.derived.reader, [row]) ?? {}))
          expect(held).toEqual((value === null ? null : kind.toLanes(value, settings)[lane]) ?? null)
      }
    }
  })

  test('takes its settings, which survive JSON', () => {
    expect(accepted(kind, settings)).toEqual(settings)
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings)
  })

  test('stores in lanes of the closed set, of which one is its default', () => {
    const types = Object.values(storage)
    expect(laneTypes).toEqual(expect.arrayContaining(types))
    expect(Object.keys(storage)).toContain(kind.defaultLane)
    if (kind.operators.length > 0) expect(types.some((type) => type !== 'json')).toBe(true)
    for (const [lane, source] of Object.entries(kind.source ?? {})) expect(typeOf(lane)).toBe(sourceTypes[source])
    if (kind.source) expect(Object.keys(kind.source)).toEqual(Object.keys(storage))
  })

  test('sorts, groups, searches, sums and refers by lanes that it has', () => {
    const type = typeOf(kind.sort.lane)
    if (kind.sort.rank) expect(['option', 'optionSet']).toContain(type)
    if (kind.group) {
      const keys = typeOf(kind.group.lane).endsWith('Set') ? 'string' : 'number'
      for (const { settings } of kind.examples) {
        for (const key of kind.group.order?.(settings) ?? []) if (key !== null) expect(typeof key).toBe(keys)
      }
    }
    for (const lane of kind.searchLanes) expect(typeOf(lane)).toBe('text')
    if (kind.references) expect(typeOf(kind.references.lane)).toBe('refSet')
    for (const aggregate of kind.aggregates) {
      const lane = kind.aggregateLanes?.[aggregate] ?? kind.defaultLane
      expect(aggregatesFor(typeOf(lane))).toContain(aggregate)
    }
    for (const aggregate of Object.keys(kind.aggregateLanes ?? {})) expect(kind.aggregates).toContain(aggregate)
    if (kind.defaultAggregate !== null) expect(kind.aggregates).toContain(kind.defaultAggregate)
    expect(new Set(kind.aggregates).size).toBe(kind.aggregates.length)
  })

  test('filters by operators of the engine, which suit the lane and what they take', () => {
    expect(new Set(kind.operators.map(({ id }) => id)).size).toBe(kind.operators.length)
    for (const { id, lane, op, takes } of kind.operators) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      const operator = operatorsFor(typeOf(lane)).find((candidate) => candidate.id === op)
      expect(operator, `${kind.id} ${id}: ${op} on a lane of type ${typeOf(lane)}`).toBeDefined()
      expect(operandsOf[must(operator).operand], `what ${kind.id} ${id} takes`).toContain(takes)
    }
  })

  test('takes the values of its examples', () => {
    for (const { value } of example.values) expect(takes(kind, value, settings)).toBe(true)
  })

  test('refuses bad values', () => {
    for (const value of example.badValues ?? []) {
      expect(takes(kind, value, settings), `${JSON.stringify(value)} is refused`).toBe(false)
    }
  })

  test('stores each value and gets the same one back', () => {
    fc.assert(
      fc.property(valuesOf(kind, example), (value) => storesExactly(kind, settings, value)),
      { numRuns: 200 },
    )
  })

  test('keeps values in a table of the engine, where an empty cell is none', () => {
    const table = new Table(Object.entries(storage).map(([lane, type]) => ({ key: laneKey(3, kind, lane), type })))
    const values = [...example.values.map(({ value }) => value), null]
    const rows = values.map((_, row) => row)
    table.edit({
      insert: rows,
      cells: Object.keys(storage).map((lane) => ({
        lane: laneKey(3, kind, lane),
        rows,
        values: values.map((value) => (value === null ? null : (kind.toLanes(value, settings)[lane] ?? null))),
      })),
    })
    const read = (row: number) => kind.fromLanes((lane) => table.get(laneKey(3, kind, lane), row), settings)
    expect(rows.map(read)).toEqual(values)
  })

  test('reads texts: of its examples, of every value it writes, none from an empty one', () => {
    if (readOnly) {
      for (const { value, text } of example.values) {
        expect(kind.format(value, settings, contractContext)).toBe(text)
        expect(kind.parse(text, settings, contractContext)).toMatchObject({ ok: false })
      }
      return
    }
    for (const { value, text } of example.values) {
      expect(kind.parse(text, settings, contractContext), text).toEqual({ ok: true, value })
    }
    for (const empty of ['', '   ']) {
      expect(kind.parse(empty, settings, contractContext)).toEqual({ ok: true, value: null })
    }
    const laws = fc.property(valuesOf(kind, example), fc.boolean(), (value, dayFirst) => {
      const text = kind.format(value, settings, contractContext)
      expect(kind.parse(text, settings, { ...contractContext, dayFirst }), text).toEqual({ ok: true, value })
    })
    fc.assert(laws, { numRuns: 200 })
  })

  test('says in a sentence what is wrong with a text', () => {
    for (const text of example.badTexts ?? []) {
      const result = kind.parse(text, settings, contractContext)
      expect(result, `"${text}" is refused`).toMatchObject({ ok: false })
      if (!result.ok) {
        expect(result.message).toMatch(/^\S.*[.?]$/)
        expect(result.message.length).toBeLessThan(300)
      }
    }
  })

  test('never throws at a text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const result = kind.parse(text, settings, contractContext)
        if (result.ok && result.value !== null) expect(takes(kind, result.value, settings)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('shows values as text', () => {
    for (const { value } of example.values) {
      expect((kind.display ?? kind.format)(value, settings, contractContext)).toMatch(/\S/)
    }
  })
}

/** People known in the contract; any other id is its own name. */
export const contractPeople = [
  { id: '0190a000-0000-7000-8000-000000000001', name: 'Ada Lovelace', email: 'ada@example.org' },
  { id: '0190a000-0000-7000-8000-000000000002', name: 'Hopper, Grace', email: 'grace@example.org' },
  { id: '0190a000-0000-7000-8000-000000000003', name: 'Zoë "Zed" Ng', email: 'zoe@example.org' },
] as const

/** The surroundings in which the contract reads and writes texts. */
export const contractContext: ParseContext & FormatContext = {
  findPerson: (text) => {
    const key = text.trim().toLowerCase()
    const known = contractPeople.find(({ id, name, email }) => [id, name.toLowerCase(), email].includes(key))
    return known?.id ?? (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) ? key : null)
  },
  personName: (id) => contractPeople.find((person) => person.id === id)?.name ?? id,
  dayFirst: true,
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  keyOf: (row) => `ENG-${row + 1}`,
}

const laneTypes: readonly LaneType[] = [
  'text',
  'number',
  'boolean',
  'instant',
  'day',
  'option',
  'optionSet',
  'refSet',
  'json',
]

const sourceTypes: Readonly<Record<SystemSource, LaneType>> = {
  row: 'number',
  createdAt: 'instant',
  createdBy: 'refSet',
  updatedAt: 'instant',
  updatedBy: 'refSet',
}

/** What a person may give for each shape of operand. */
const operandsOf = {
  none: ['nothing'],
  one: ['value', 'text', 'number', 'day'],
  pair: ['numbers', 'days', 'day'],
  list: ['options', 'people'],
} as const

function accepted(kind: ColumnKind, settings: Json): Json {
  return kind.settings.parse(settings)
}

function takes(kind: ColumnKind, value: Json, settings: Json): boolean {
  const parsed = kind.value.safeParse(value)
  return parsed.success && (kind.check?.(parsed.data, settings) ?? null) === null
}

function storesExactly(kind: ColumnKind, settings: Json, value: Json): void {
  const lanes = kind.toLanes(value, settings)
  expect(Object.keys(kind.storage(settings))).toEqual(expect.arrayContaining(Object.keys(lanes)))
  expect(kind.fromLanes((lane) => lanes[lane] ?? null, settings)).toEqual(value)
  expect(JSON.parse(JSON.stringify(value))).toEqual(value)
}

/** The values of the examples, and what their lanes make when they hold anything their types allow. */
function valuesOf(kind: ColumnKind, example: KindExample<Json, Json>): fc.Arbitrary<Json> {
  const { settings } = example
  const seen = example.values.map(({ value }) => kind.toLanes(value, settings))
  const lanes = Object.fromEntries(
    Object.entries(kind.storage(settings)).map(([lane, type]) => [
      lane,
      fc.oneof(fc.constantFrom(...seen.map((value) => value[lane] ?? null)), anyOf[type]),
    ]),
  )
  const made = fc
    .record(lanes)
    .map((record) => kind.fromLanes((lane) => record[lane] ?? null, settings))
    .map((value) => (value === null ? null : kind.value.safeParse(value)))
    .filter((parsed) => parsed?.success === true && takes(kind, parsed.data, settings))
    .map((parsed) => (parsed?.success ? parsed.data : null))
  return fc.oneof(fc.constantFrom(...example.values.map(({ value }) => value)), made)
}

const anyOf: Readonly<Record<LaneType, fc.Arbitrary<LaneValue>>> = {
  text: fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('DE', 'fr', 'a\nb')),
  number: fc
    .oneof(
      fc.integer({ min: 0, max: 100_000 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0.5, 1e21, 1e-7, 1439),
    )
    // As the engine holds them.
    .map((number) => (number === 0 ? 0 : number)),
  boolean: fc.boolean(),
  instant: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  day: fc.integer({ min: -30_000, max: 80_000 }),
  option: fc.integer({ min: 1, max: 12 }),
  optionSet: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
  refSet: fc.uniqueArray(fc.oneof(fc.constantFrom(...contractPeople.map(({ id }) => id)), fc.uuid({ version: 7 })), {
    maxLength: 4,
  }),
  json: fc.jsonValue() as fc.Arbitrary<LaneValue>,
}
