import { CHUNK_ROWS, decodeChunks } from '@fulcrum/columnar'
import { BoardState, PatchFold, allColumns, scopeOf, tablesInScope } from '@fulcrum/domain'
import type { BoardSight, CellColumn, Json, Patch } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { kinds, newId } from '../testing/world.ts'
import { chunkManifest } from '../sync/chunks.ts'
import { toCheckpoint } from './checkpoint-state.ts'
import { PastItems } from './past-items.ts'

const board = newId()
const scope = scopeOf('board', board)
const seesAll: BoardSight = { hiddenColumns: new Set(), fingerprint: 'all' }

/** Rows at both ends of three chunks. */
const someRow = fc.constantFrom(0, 1, 7, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 3, 2 * CHUNK_ROWS, 2 * CHUNK_ROWS + 9)

const cellOf: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  title: fc.string({ maxLength: 6 }),
  group: fc.constantFrom(1, 2),
  parent: fc.option(fc.constantFrom(0, CHUNK_ROWS)),
  deletedAt: fc.option(fc.integer({ min: 1, max: 9 })),
  archivedAt: fc.option(fc.integer({ min: 1, max: 9 })),
  templateAt: fc.option(fc.integer({ min: 1, max: 9 })),
  '1': fc.option(fc.string({ maxLength: 6 })),
  '2': fc.option(fc.integer({ min: 0, max: 9 })),
  '3': fc.option(fc.constantFrom(true)),
}

/** A column that the board does not begin with: who edits it makes it. */
const third: Patch = {
  op: 'put',
  table: 'column',
  id: 'three',
  fields: { number: 3, kind: 'checkbox', title: 'Three', rank: 'c' },
}

const edit = fc
  .tuple(fc.constantFrom(...Object.keys(cellOf)), someRow)
  .chain(([column, row]) =>
    (cellOf[column] as fc.Arbitrary<Json>).map((value) => [
      ...(column === '3' ? [third] : []),
      cells(columnNamed(column), [row], [value]),
    ]),
  )
const make = someRow.map((row): Patch[] => [
  cells('id', [row], [`item ${row}`]),
  cells('createdAt', [row], [1_000 + row]),
  cells('group', [row], [1]),
  cells('rank', [row], [`r${row}`]),
  cells('title', [row], [`made ${row}`]),
])
const record = fc.constantFrom<Patch[]>(
  [{ op: 'put', table: 'group', id: 'two', fields: { deletedAt: 5 } }],
  [{ op: 'put', table: 'group', id: 'two', fields: { deletedAt: null } }],
  [{ op: 'drop', table: 'column', id: 'one' }],
)
const history = fc.array(fc.oneof({ weight: 3, arbitrary: make }, { weight: 6, arbitrary: edit }, record), {
  minLength: 4,
  maxLength: 30,
})

function columnNamed(name: string): CellColumn {
  // @NOTE those above name system cells.
  return /^\d/.test(name) ? Number(name) : (name as CellColumn)
}

function cells(column: CellColumn, rows: readonly number[], values: readonly Json[]): Patch {
  return { op: 'cells', column, rows, values }
}

/** A new board with two columns and two groups. */
function begun(): BoardState {
  const state = new BoardState(scope, kinds)
  state.load('board', board, { name: 'Board', prefix: 'B' })
  state.load('group', 'one', { number: 1, title: 'One' })
  state.load('group', 'two', { number: 2, title: 'Two' })
  state.load('column', 'one', { number: 1, kind: 'text', title: 'One', rank: 'a' })
  state.load('column', 'two', { number: 2, kind: 'number', title: 'Two', rank: 'b' })
  return state
}

/** Everything that is written in a board, and what of it is live. */
function contents(state: BoardState) {
  const rows = Array.from({ length: state.rowCount }, (_, row) => row).filter((row) => state.exists(row))
  const cellsOfRow = (row: number) =>
    allColumns(state).map((column) =>
      typeof column === 'number' ? state.cell(row, column) : state.system(row, column),
    )
  return {
    records: tablesInScope('board').flatMap((table) => [...state.records(table)]),
    items: rows.map((row) => [row, state.isLive(row), cellsOfRow(row)]),
  }
}

/** A board as a browser reads it from the chunks of an answer. */
async function received(items: PastItems): Promise<BoardState> {
  const state = new BoardState(scope, kinds)
  for (const table of tablesInScope('board')) {
    for (const [id, fields] of items.state.records(table)) state.load(table, id, fields)
  }
  const { lanes, chunks } = chunkManifest(items.state, seesAll)
  for (const { key } of lanes) {
    for (let chunk = 0; chunk < chunks; chunk++) {
      decodeChunks(state.items, [{ lane: key, chunk, bytes: gunzipSync(await items.body(key, chunk)) }])
    }
  }
  state.itemsLoaded()
  return state
}

test('a past that is read in parts, and as it goes on the wire, is the log applied change by change', async () => {
  let [stored, made] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.constantFrom(0, 0.5, 0.8, 0.95),
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(cellOf), 'updatedAt'), someRow), { maxLength: 4 }),
      fc.option(someRow),
      async (log, share, asked, out) => {
        const at = Math.round(share * log.length)
        const plain = begun()
        for (const [index, patches] of log.slice(0, at).entries()) plain.patch(patches, index, 'somebody')
        const checkpoint = await toCheckpoint(plain, 0)
        for (const [index, patches] of log.slice(at).entries()) plain.patch(patches, at + index, 'somebody')
        const fold = new PatchFold()
        for (const [index, patches] of log.slice(at).entries())
          fold.take({ patches, at: at + index, actor: 'somebody' })
        const items = await PastItems.of(checkpoint, scope, kinds)
        // What is loaded before the changes come must take them as well.
        for (const [column, row] of asked.slice(0, 2)) await items.load([columnNamed(column)], [row])
        items.put(fold)
        if (out !== null && plain.exists(out)) {
          const limits = [new PatchFold(), new PatchFold()] as const
          for (const each of limits) each.takeOut(out)
          limits[0].putInto(plain)
          items.put(limits[1])
        }
        plain.settle(0, plain.rowCount)
        await items.settle()
        for (const [column, row] of asked.slice(2)) {
          await items.load([columnNamed(column)], [row])
          const known = columnNamed(column)
          const read = (state: BoardState) =>
            typeof known === 'number' ? state.cell(row, known) : state.system(row, known)
          expect(read(items.state)).toEqual(read(plain))
        }
        const changed = log.slice(at).flatMap((patches) => patches.flatMap((patch) => namedIn(patch)))
        for (const { lane, chunk, body } of checkpoint.chunks) {
          if (out !== null || !plain.items.hasLane(lane) || lane === 'row') continue
          if (!chunkManifest(items.state, seesAll).lanes.some(({ key }) => key === lane)) continue
          const isChanged = changed.includes(`${lane} ${chunk}`)
          const sent = await items.body(lane, chunk)
          if (isChanged) made += 1
          else stored += 1
          expect(sent === body, `${lane} ${chunk}`).toBe(!isChanged)
        }
        expect(contents(await received(items))).toEqual(contents(plain))
        await items.load()
        expect(contents(items.state)).toEqual(contents(plain))
      },
    ),
    { numRuns: 20, seed: 27_11_2026 },
  )
  expect(stored).toBeGreaterThan(50)
  expect(made).toBeGreaterThan(5)
})

/** The chunks of lanes that a patch changes, by their names: each edit says when it was and whose. */
function namedIn(patch: Patch): string[] {
  if (patch.op !== 'cells') return []
  const lane = typeof patch.column === 'number' ? `c${patch.column}` : patch.column
  const chunks = patch.rows.map((row) => Math.floor(row / CHUNK_ROWS))
  return [lane, 'updatedAt', 'updatedBy'].flatMap((key) => chunks.map((chunk) => `${key} ${chunk}`))
}
