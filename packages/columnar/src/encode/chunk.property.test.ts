import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CHUNK_ROWS,
  chunkCount,
  ColumnarError,
  decodeChunk,
  decodeChunks,
  encodeChunk,
  LIVE_LANE,
  Table,
  type ChunkBytes,
  type LaneType,
  type LaneValue,
} from '../index.ts'
import { cell, LANES, VALUES } from '../testing/arbitraries.ts'
import { largeBoard, smallBoard } from '../testing/boards.ts'

const types: readonly LaneType[] = LANES.map(({ type }) => type)
const typed = fc.constantFrom(...new Set(types))

/** A column as boards have them: sparse, constant, counting up, of few or of many values. */
function column(type: LaneType): fc.Arbitrary<LaneValue[]> {
  const counting: fc.Arbitrary<LaneValue[]> = fc
    .tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, step, count]) => Array.from({ length: count }, (_, i) => from + i * step))
  // Values that just fit into so many bytes above the smallest, and those that just do not.
  const edges: fc.Arbitrary<LaneValue[]> = fc
    .tuple(
      fc.integer({ min: -5, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: -1, max: 1 }),
      fc.boolean(),
    )
    .map(([base, power, off, isRunning]) => {
      const far = base + 256 ** power + off
      return isRunning ? [base, far, far + (far - base), far + 2 * (far - base) + 1] : [base, far, base, far - 1]
    })
  const numeric = type === 'number' || type === 'instant' || type === 'day'
  return fc.oneof(
    fc.array(cell(type), { maxLength: 60 }),
    fc.tuple(cell(type), fc.integer({ min: 1, max: 300 })).map(([value, count]) => Array<LaneValue>(count).fill(value)),
    fc
      .tuple(VALUES[type], fc.integer({ min: 0, max: 300 }))
      .map(([value, gap]) => [value, ...Array<null>(gap).fill(null), value]),
    ...(numeric ? [counting] : []),
    ...(type === 'number' || type === 'instant' ? [edges] : []),
    ...(type === 'number'
      ? [
          fc.array(
            fc.integer({ min: -9999, max: 9999 }).map((n) => n / 100),
            { maxLength: 60 },
          ),
        ]
      : []),
    ...(type === 'text' ? [fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 60 })] : []),
  )
}

function tableWith(type: LaneType, from: number, values: readonly LaneValue[]): Table {
  const table = new Table([{ key: 'lane', type }])
  table.edit({ cells: [{ lane: 'lane', rows: values.map((_, i) => from + i), values }] })
  return table
}

/** The first row that two tables do not share; null where they are equal. */
function firstDifference(left: Table, right: Table): unknown {
  for (const { key } of left.lanes()) {
    for (let row = 0; row < Math.max(left.rowCount, right.rowCount); row++) {
      const [one, two] = [left.get(key, row), right.get(key, row)]
      const isSame = one === two || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(two))
      if (!isSame || left.has(row) !== right.has(row)) return { key, row, one, two }
    }
  }
  return null
}

function cellsOf(table: Table, key: string): LaneValue[] {
  return Array.from({ length: table.rowCount }, (_, row) => table.get(key, row))
}

const laneOf = typed.chain((type) =>
  fc.record({
    type: fc.constant(type),
    from: fc.constantFrom(0, 3, 50, CHUNK_ROWS - 5, CHUNK_ROWS),
    values: column(type),
    before: fc.array(cell(type), { maxLength: 20 }),
  }),
)

test('every lane comes back from its chunks as it was, over whatever was there before', () => {
  fc.assert(
    fc.property(laneOf, ({ type, from, values, before }) => {
      const source = tableWith(type, from, values)
      const copy = tableWith(type, CHUNK_ROWS - 3, before)
      const chunks: ChunkBytes[] = Array.from(
        { length: Math.max(chunkCount(source), chunkCount(copy)) },
        (_, chunk) => ({
          lane: 'lane',
          chunk,
          bytes: encodeChunk(source, 'lane', chunk),
        }),
      )
      decodeChunks(copy, chunks)
      expect(firstDifference(source, copy)).toBeNull()
      if (copy.rowCount === source.rowCount) {
        for (const { chunk, bytes } of chunks) expect(encodeChunk(copy, 'lane', chunk)).toEqual(bytes)
      }
    }),
    { numRuns: 150 },
  )
})

test('a whole board comes back, with its live rows, chunk by chunk in any order', () => {
  fc.assert(
    fc.property(
      fc.oneof(smallBoard, largeBoard),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      ({ table }, chance) => {
        const chunks: ChunkBytes[] = []
        for (let chunk = 0; chunk < chunkCount(table); chunk++) {
          for (const lane of [LIVE_LANE, ...LANES.map(({ key }) => key)]) {
            chunks.push({ lane, chunk, bytes: encodeChunk(table, lane, chunk) })
          }
        }
        const order = chunks.map((chunk) => ({ chunk, at: chance.next().value ?? 0 })).sort((a, b) => a.at - b.at)
        const copy = new Table(LANES)
        for (const { chunk } of order) decodeChunk(copy, chunk.lane, chunk.chunk, chunk.bytes)
        expect(copy.liveCount).toBe(table.liveCount)
        expect(firstDifference(table, copy)).toBeNull()
      },
    ),
    { numRuns: 15 },
  )
})

test('damaged bytes are refused or are cells of the lane; never another error, never half a change', () => {
  const damage = fc.oneof(
    fc.record({ cutTo: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }) }),
    fc.record({
      flipAt: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      flip: fc.integer({ min: 1, max: 255 }),
    }),
    fc.record({ append: fc.uint8Array({ minLength: 1, maxLength: 5 }) }),
    fc.record({ replaceBy: fc.uint8Array({ maxLength: 40 }) }),
  )
  fc.assert(
    fc.property(laneOf, damage, ({ type, values, before }, how) => {
      const whole = encodeChunk(tableWith(type, 0, values), 'lane', 0)
      const bytes =
        'cutTo' in how
          ? whole.slice(0, Math.floor(how.cutTo * whole.length))
          : 'append' in how
            ? Uint8Array.from([...whole, ...how.append])
            : 'replaceBy' in how
              ? how.replaceBy
              : whole.map((byte, i) => (i === Math.floor(how.flipAt * whole.length) ? byte ^ how.flip : byte))
      const table = tableWith(type, 0, before)
      const earlier = cellsOf(table, 'lane')
      try {
        decodeChunk(table, 'lane', 0, bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(ColumnarError)
        expect(cellsOf(table, 'lane')).toEqual(earlier)
        return
      }
      const read = cellsOf(table, 'lane')
      const again = new Table([{ key: 'lane', type }])
      again.edit({ cells: [{ lane: 'lane', rows: read.map((_, i) => i), values: read }] })
      expect(cellsOf(again, 'lane')).toEqual(read.slice(0, again.rowCount))
    }),
    { numRuns: 1_000 },
  )
})
