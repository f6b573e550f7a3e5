import { gunzipSync, gzipSync } from 'node:zlib'
import {
  chunkCount,
  decodeChunks,
  encodeChunk,
  LIVE_LANE,
  LiveView,
  query,
  Table,
  topK,
  type ChunkBytes,
  type LaneSpec,
  type LaneValue,
} from './index.ts'

/** One line of the table: our time beside the hand-written one, both medians, measured in turn. */
export interface BenchRow {
  readonly what: string
  readonly oursMs: number
  readonly floorMs: number | null
  readonly ratio: number | null
  readonly note: string
}

const ROUNDS = 11

/** A repeatable sequence of numbers in [0, 1). */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** Runs both in turn and takes medians; the first three rounds warm up and do not count. */
function compare(what: string, note: string, ours: () => unknown, floor: (() => unknown) | null): BenchRow {
  const oursMs: number[] = []
  const floorMs: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const a = timed(ours)
    const b = floor === null ? 0 : timed(floor)
    if (round < 0) continue
    oursMs.push(a)
    floorMs.push(b)
  }
  const mine = medianOf(oursMs)
  const other = floor === null ? null : medianOf(floorMs)
  return { what, oursMs: mine, floorMs: other, ratio: other === null ? null : mine / other, note }
}

const BOARD: readonly LaneSpec[] = [
  { key: 'title', type: 'text' },
  { key: 'note', type: 'text' },
  { key: 'status', type: 'option' },
  { key: 'priority', type: 'option' },
  { key: 'points', type: 'number' },
  { key: 'hours', type: 'number' },
  { key: 'due', type: 'day' },
  { key: 'created', type: 'instant' },
  { key: 'updated', type: 'instant' },
  { key: 'done', type: 'boolean' },
  { key: 'tags', type: 'optionSet' },
  { key: 'people', type: 'refSet' },
]

const WORDS =
  'fix login page slow search index crash on save export sync drag board column error when user opens'.split(' ')

/** A believable board of 12 lanes. */
function board(rowCount: number): Table {
  const next = sequence(7)
  const int = (below: number): number => Math.floor(next() * below)
  const people = Array.from({ length: 40 }, (_, i) => `0190a1b2-0000-7000-8000-${String(i * 7919).padStart(12, '0')}`)
  const words = (count: number): string => Array.from({ length: count }, () => WORDS[int(WORDS.length)]).join(' ')
  let created = 1.7e12
  const make: Record<string, () => LaneValue> = {
    title: () => `${words(3 + int(5))} ${int(10_000)}`,
    note: () => (next() < 0.4 ? words(6) : null),
    status: () => 1 + int(7),
    priority: () => (next() < 0.8 ? 1 + int(4) : null),
    points: () => (next() < 0.7 ? 1 + int(13) : null),
    hours: () => (next() < 0.5 ? int(400) / 4 : null),
    due: () => (next() < 0.6 ? 20_000 + int(400) : null),
    created: () => (created += int(600_000)),
    updated: () => created + int(1e9),
    done: () => next() < 0.3,
    tags: () => (next() < 0.5 ? [1 + int(5), 6 + int(5)] : null),
    people: () => (next() < 0.8 ? [people[int(40)] ?? ''] : null),
  }
  const table = new Table(BOARD)
  const rows = Array.from({ length: rowCount }, (_, row) => row)
  table.edit({
    insert: rows,
    cells: BOARD.map(({ key }) => ({ lane: key, rows, values: rows.map(() => make[key]?.() ?? null) })),
  })
  return table
}

/** The same numbers as the table's lanes, in arrays made for the purpose. */
function arraysOf(table: Table): { status: Uint8Array; points: Float64Array; due: Int32Array; priority: Uint8Array } {
  const rows = Array.from({ length: table.rowCount }, (_, row) => row)
  return {
    status: Uint8Array.from(rows, (row) => Number(table.get('status', row) ?? 0)),
    priority: Uint8Array.from(rows, (row) => Number(table.get('priority', row) ?? 0)),
    points: Float64Array.from(rows, (row) => Number(table.get('points', row) ?? NaN)),
    due: Int32Array.from(rows, (row) => Number(table.get('due', row) ?? -1)),
  }
}

function numbersTable(rowCount: number): Table {
  const next = sequence(3)
  const lanes: readonly LaneSpec[] = BOARD.filter(({ key }) => ['status', 'priority', 'points', 'due'].includes(key))
  const table = new Table(lanes)
  for (let from = 0; from < rowCount; from += 100_000) {
    const rows = Array.from({ length: Math.min(100_000, rowCount - from) }, (_, i) => from + i)
    const values: Record<string, () => LaneValue> = {
      status: () => 1 + Math.floor(next() * 7),
      priority: () => 1 + Math.floor(next() * 4),
      points: () => Math.floor(next() * 100) / 4,
      due: () => 20_000 + Math.floor(next() * 1000),
    }
    table.edit({
      insert: rows,
      cells: lanes.map(({ key }) => ({ lane: key, rows, values: rows.map(() => values[key]?.() ?? null) })),
    })
  }
  return table
}

function million(): readonly BenchRow[] {
  const table = numbersTable(1_000_000)
  const { status, priority, points, due } = arraysOf(table)
  const filter = { lane: 'due', op: 'between', value: [20_200, 20_800] } as const
  const rows = [
    compare(
      '1,000,000 rows: filter + group + sum',
      'goal <= 3x',
      () =>
        query(table, {
          filter,
          group: { lane: 'status' },
          aggregates: [{ lane: 'points', kind: 'sum' }],
        }).groups.map((group) => group.aggregates),
      () => {
        const sums = new Float64Array(256)
        const counts = new Int32Array(256)
        for (let row = 0; row < due.length; row++) {
          const day = due[row] as number
          if (day < 20_200 || day > 20_800) continue
          const group = status[row] as number
          counts[group] = (counts[group] as number) + 1
          const value = points[row] as number
          if (value === value) sums[group] = (sums[group] as number) + value
        }
        return [sums, counts]
      },
    ),
    compare(
      '1,000,000 rows: top 50 by two keys',
      'anchor 7.7 ms',
      () =>
        topK(
          table,
          {
            sort: [
              { lane: 'priority', direction: 'asc' },
              { lane: 'due', direction: 'desc' },
            ],
          },
          0,
          50,
        ),
      () => topFloor(priority, due, 50),
    ),
  ]
  return rows
}

/** The best rows by two keys packed into one number, by insertion into a short list. */
function topFloor(priority: Uint8Array, due: Int32Array, limit: number): number[] {
  const best: number[] = []
  const keys: number[] = []
  for (let row = 0; row < due.length; row++) {
    const key = (priority[row] as number) * 65_536 - (due[row] as number)
    if (best.length === limit && key >= (keys[limit - 1] as number)) continue
    let at = keys.length
    while (at > 0 && (keys[at - 1] as number) > key) at--
    keys.splice(at, 0, key)
    best.splice(at, 0, row)
    if (best.length > limit) {
      best.pop()
      keys.pop()
    }
  }
  return best
}

function hundredThousand(table: Table): readonly BenchRow[] {
  const { status, points, due } = arraysOf(table)
  const dueSoon = { lane: 'due', op: 'lt', value: 20_200 } as const
  const open = { lane: 'status', op: 'noneOf', value: [6, 7] } as const
  const collate = new Intl.Collator('en', { numeric: true }).compare
  let flip = 0
  return [
    compare(
      '100,000 rows: filter of two conditions',
      'goal < 3 ms',
      () => query(table, { filter: { and: [dueSoon, open] } }).count,
      () => {
        const rows = new Int32Array(due.length)
        let count = 0
        for (let row = 0; row < due.length; row++) {
          const day = due[row] as number
          const option = status[row] as number
          if (day >= 0 && day < 20_200 && option !== 6 && option !== 7) rows[count++] = row
        }
        return rows.subarray(0, count)
      },
    ),
    compare(
      '100,000 rows: filter + sort by two keys',
      'goal 12-18 ms',
      () =>
        query(table, {
          filter: open,
          sort: [
            { lane: 'due', direction: 'asc' },
            { lane: 'points', direction: 'desc' },
          ],
        }).rows(null),
      null,
    ),
    compare(
      '100,000 rows: group + sum',
      'goal 1-3 ms',
      () =>
        query(table, { group: { lane: 'status' }, aggregates: [{ lane: 'points', kind: 'sum' }] }).groups.map(
          (group) => group.aggregates,
        ),
      () => {
        const sums = new Float64Array(256)
        for (let row = 0; row < status.length; row++) {
          const value = points[row] as number
          const group = status[row] as number
          if (value === value) sums[group] = (sums[group] as number) + value
        }
        return sums
      },
    ),
    compare(
      '100,000 rows: search in two text lanes',
      'anchor 5-8 ms',
      () => query(table, { search: { lanes: ['title', 'note'], text: 'index crash' } }).count,
      null,
    ),
    compare(
      '100,000 rows: sort by text, first time (locale)',
      '',
      () => {
        const fresh = new Intl.Collator('en', { numeric: true }).compare
        return query(
          table,
          { sort: [{ lane: 'title', direction: 'asc', collation: 'locale' }] },
          { collate: fresh },
        ).rows(null)
      },
      null,
    ),
    compare(
      '100,000 rows: sort by text, again after an edit (locale)',
      '',
      () => {
        table.edit({ cells: [{ lane: 'title', rows: [5], values: [`edit ${flip++}`] }] })
        return query(table, { sort: [{ lane: 'title', direction: 'asc', collation: 'locale' }] }, { collate }).rows(
          null,
        )
      },
      null,
    ),
    compare(
      '100,000 rows: first viewport by text (locale)',
      '',
      () => topK(table, { sort: [{ lane: 'note', direction: 'asc', collation: 'locale' }] }, 0, 50, { collate }),
      null,
    ),
  ]
}

function editing(table: Table): readonly BenchRow[] {
  const view = new LiveView(table, {
    filter: { lane: 'status', op: 'noneOf', value: [7] },
    sort: [
      { lane: 'due', direction: 'asc' },
      { lane: 'title', direction: 'asc' },
    ],
    group: { lane: 'status' },
    aggregates: [
      { lane: 'points', kind: 'sum' },
      { lane: 'hours', kind: 'mean' },
      { lane: 'due', kind: 'latest' },
      { lane: 'priority', kind: 'share' },
      { lane: 'points', kind: 'median' },
    ],
  })
  let told = 0
  view.subscribe(() => told++)
  const read = (): unknown => view.groups.map((group) => group.aggregates)
  read()
  const next = sequence(11)
  const edit = (lane: string, value: () => LaneValue): (() => void) => {
    return () => {
      for (let i = 0; i < 50; i++) {
        table.edit({ cells: [{ lane, rows: [Math.floor(next() * table.rowCount)], values: [value()] }] })
        read()
      }
    }
  }
  const edits: readonly BenchRow[] = [
    compare(
      '50 edits of a sort lane, live view',
      '',
      edit('due', () => 20_000 + Math.floor(next() * 400)),
      null,
    ),
    compare(
      '50 edits of the group lane, live view',
      '',
      edit('status', () => 1 + Math.floor(next() * 7)),
      null,
    ),
    compare(
      '50 edits of a summed lane, live view',
      '',
      edit('points', () => Math.floor(next() * 20)),
      null,
    ),
  ]
  const batch = compare(
    '2,000 cells of the sort lane in one edit, live view',
    '',
    () => {
      const rows = Array.from({ length: 2000 }, () => Math.floor(next() * table.rowCount))
      table.edit({ cells: [{ lane: 'due', rows, values: rows.map(() => 20_000 + Math.floor(next() * 400)) }] })
      return read()
    },
    null,
  )
  view.dispose()
  return [
    ...edits.map((row) => ({
      ...row,
      what: row.what.replace('50 edits', 'one edit'),
      oursMs: row.oursMs / 50,
      note: 'goal < 0.2 ms',
    })),
    batch,
  ]
}

function encoding(table: Table): readonly BenchRow[] {
  const chunks: ChunkBytes[] = []
  const encodeAll = (): void => {
    chunks.length = 0
    for (const lane of [LIVE_LANE, ...table.lanes().map(({ key }) => key)]) {
      for (let chunk = 0; chunk < chunkCount(table); chunk++) {
        chunks.push({ lane, chunk, bytes: encodeChunk(table, lane, chunk) })
      }
    }
  }
  encodeAll()
  const sizes = (of: (bytes: Uint8Array) => number): number => chunks.reduce((sum, { bytes }) => sum + of(bytes), 0)
  const zipped = chunks.map(({ bytes }) => gzipSync(bytes))
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`
  const note = `${megabytes(sizes((bytes) => bytes.length))}, gzipped ${megabytes(zipped.reduce((sum, zip) => sum + zip.length, 0))}`
  const floor = floorChunks(table)
  return [
    compare('encode 100,000 x 12', note, encodeAll, null),
    compare(
      'decode 100,000 x 12',
      `floor: plain arrays, ${megabytes(floor.bytes)}, gzipped ${megabytes(floor.zipped)}`,
      () => decodeChunks(new Table(BOARD), chunks),
      floor.decode,
    ),
    compare('gunzip all chunks', '', () => zipped.map((zip) => gunzipSync(zip)), null),
    compare(
      'decode 100,000 x 12, then filter, group and sum',
      '',
      () => {
        const fresh = new Table(BOARD)
        decodeChunks(fresh, chunks)
        return query(fresh, {
          filter: { lane: 'due', op: 'lt', value: 20_200 },
          group: { lane: 'status' },
          aggregates: [{ lane: 'points', kind: 'sum' }],
        }).groups.map((group) => group.aggregates)
      },
      null,
    ),
  ]
}

/** Plain binary columns: a typed array for each lane of numbers, one UTF-8 buffer with offsets for texts. */
function floorChunks(table: Table): { bytes: number; zipped: number; decode: () => unknown } {
  const rows = Array.from({ length: table.rowCount }, (_, row) => row)
  const bytesOf = (array: { buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(array.buffer)
  const columns: Uint8Array[] = []
  const dictionary = (key: string): Uint16Array => {
    const codes = new Map<string, number>()
    return Uint16Array.from(rows, (row) => {
      const name = JSON.stringify(table.get(key, row))
      return codes.get(name) ?? (codes.set(name, codes.size), codes.size - 1)
    })
  }
  for (const { key, type } of BOARD) {
    if (type === 'text') {
      const texts = rows.map((row) => String(table.get(key, row) ?? ''))
      columns.push(bytesOf(Uint16Array.from(texts, (text) => text.length)), new TextEncoder().encode(texts.join('')))
    } else if (type === 'option' || type === 'boolean') {
      columns.push(Uint8Array.from(rows, (row) => Number(table.get(key, row) ?? 255)))
    } else if (type === 'optionSet' || type === 'refSet') {
      columns.push(bytesOf(dictionary(key)))
    } else if (type === 'day') {
      columns.push(bytesOf(Int32Array.from(rows, (row) => Number(table.get(key, row) ?? -1))))
    } else {
      columns.push(bytesOf(Float64Array.from(rows, (row) => Number(table.get(key, row) ?? NaN))))
    }
  }
  return {
    bytes: columns.reduce((sum, column) => sum + column.length, 0),
    zipped: columns.reduce((sum, column) => sum + gzipSync(column).length, 0),
    decode: () =>
      columns.map((column, i) =>
        i === 1 || i === 3
          ? new TextDecoder().decode(column)
          : new Float64Array(column.slice().buffer.slice(0, column.length & ~7)),
      ),
  }
}

/** What the engine costs beside hand-written loops over typed arrays. */
export const bench = {
  name: 'columnar',
  run(): Promise<readonly BenchRow[]> {
    const table = board(100_000)
    return Promise.resolve([...million(), ...hundredThousand(table), ...encoding(table), ...editing(table)])
  },
}

if (import.meta.main) {
  const rows = await bench.run()
  const number = (value: number | null): string => (value === null ? '' : value.toFixed(3)).padStart(10)
  console.log(`${'median of 11, ms'.padEnd(58)}${'ours'.padStart(10)}${'floor'.padStart(10)}${'ratio'.padStart(10)}`)
  for (const { what, oursMs, floorMs, ratio, note } of rows) {
    console.log(`${what.padEnd(58)}${number(oursMs)}${number(floorMs)}${number(ratio)}  ${note}`)
  }
}
