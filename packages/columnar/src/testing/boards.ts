import * as fc from 'fast-check'
import { chunkCount, decodeChunk, encodeChunk, LIVE_LANE, Table, type LaneValue, type ViewResult } from '../index.ts'
import { cell, LANES, row } from './arbitraries.ts'
import type { PlainTable } from './plain-view.ts'

/** The same rows twice: in a table, and as plain objects. */
export interface Board {
  readonly table: Table
  readonly plain: PlainTable
}

type Cells = Readonly<Record<string, LaneValue>>

/** A row's cells, one for each of LANES. */
export const cells: fc.Arbitrary<Cells> = fc.record(
  Object.fromEntries(LANES.map(({ key, type }) => [key, cell(type)] as const)),
)

/** True where the table is one that was read from chunks: lanes hold such cells in another way until they are written. */
const decoded = fc.boolean()

/** A few rows around the borders of blocks and chunks, some of them not live. */
export const smallBoard: fc.Arbitrary<Board> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(row, cells, fc.boolean(), fc.boolean()), { maxLength: 40, selector: ([at]) => at }),
    decoded,
  )
  .map(([rows, isDecoded]) =>
    boardOf(
      rows.map(([at, values, first, second]) => ({ at, values, isLive: first || second })),
      isDecoded,
    ),
  )

/** Rows in their thousands, made of a few different ones, so that orders have ties and blocks are full; costs may differ. */
export const largeBoard: fc.Arbitrary<Board> = fc
  .record({
    pool: fc.array(cells, { minLength: 1, maxLength: 12 }),
    count: fc.integer({ min: 500, max: 2_500 }),
    stride: fc.integer({ min: 1, max: 97 }),
    gap: fc.integer({ min: 1, max: 4 }),
    deadEvery: fc.integer({ min: 2, max: 9 }),
    hasCosts: fc.boolean(),
    isDecoded: decoded,
  })
  .map(({ pool, count, stride, gap, deadEvery, hasCosts, isDecoded }) =>
    boardOf(
      Array.from({ length: count }, (_, i) => ({
        at: i * gap,
        values: {
          ...pool[(i * stride + Math.floor(i / 7)) % pool.length],
          ...(hasCosts ? { cost: ((i * 7919) % 10_007) / 4 } : {}),
        },
        isLive: i % deadEvery !== 1,
      })),
      isDecoded,
    ),
  )

/** Groups with their rows and aggregates, as the plain oracle gives them. */
export function seen(view: ViewResult): unknown {
  return view.groups.map((group) => ({
    key: group.key,
    rows: Array.from(view.rows(group.key)),
    aggregates: group.aggregates,
  }))
}

/** All rows of a view, its groups one after another. */
export function rowsOf(view: ViewResult): number[] {
  return view.groups.flatMap((group) => Array.from(view.rows(group.key)))
}

function boardOf(rows: readonly { at: number; values: Cells; isLive: boolean }[], isDecoded: boolean): Board {
  const table = new Table(LANES)
  table.edit({
    insert: rows.filter(({ isLive }) => isLive).map(({ at }) => at),
    cells: LANES.map(({ key }) => ({
      lane: key,
      rows: rows.map(({ at }) => at),
      values: rows.map(({ values }) => values[key] ?? null),
    })),
  })
  return {
    table: isDecoded ? copyByChunks(table) : table,
    plain: {
      types: new Map(LANES.map(({ key, type }) => [key, type])),
      cells: new Map(rows.map(({ at, values }) => [at, { ...values }])),
      live: new Set(rows.filter(({ isLive }) => isLive).map(({ at }) => at)),
    },
  }
}

function copyByChunks(table: Table): Table {
  const copy = new Table(LANES)
  for (let chunk = 0; chunk < chunkCount(table); chunk++) {
    for (const lane of [LIVE_LANE, ...LANES.map(({ key }) => key)]) {
      decodeChunk(copy, lane, chunk, encodeChunk(table, lane, chunk))
    }
  }
  return copy
}
