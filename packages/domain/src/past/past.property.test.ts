import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoardState } from '../board/board-state.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import { isPurged } from '../item/purged.ts'
import type { CellColumn, Patch } from '../patch.ts'
import { testKinds } from '../testing/kinds.ts'
import { furnished, pickFrom, plans, steps } from '../testing/random-steps.ts'
import type { Step } from '../testing/random-steps.ts'
import { snapshot } from '../testing/world.ts'
import type { Ran, World } from '../testing/world.ts'
import { importedPast } from './imported-past.ts'
import type { LaterChange } from './imported-past.ts'
import { limitsOfPast, mayStillBeTold } from './limit-past.ts'
import { PatchFold } from './patch-fold.ts'

function empty(world: World): BoardState {
  return new BoardState(world.board.scope, testKinds)
}

function settled(board: BoardState): BoardState {
  board.settle(0, board.rowCount)
  return board
}

/** Random work with undo and redo among it. */
function worked(plan: readonly { step: string; as: 'owner' | 'member' | 'viewer' | 'guest'; chances: number[] }[]) {
  const world = furnished()
  const ran: Ran[] = []
  for (const { step, as, chances } of plan) {
    try {
      const [command, args] = (steps[step] as Step)(world, pickFrom(world, chances))
      ran.push(world.run(command, args, as))
      const back = (chances[11] ?? 1) < 0.2 ? ran.at(-1) : undefined
      if (back && back.changes.length > 0) world.takeBack('change.undo', back, as)
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError)
    }
  }
  return world
}

test('a fold of the log from any version to any later one is the log applied change by change', () => {
  let changes = 0
  fc.assert(
    fc.property(
      plans,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (plan, one, two) => {
        const world = worked(plan as never)
        const log = world.log.filter(({ scope }) => scope === world.board.scope)
        changes += log.length
        const [from = 0, to = 0] = [one, two].map((share) => Math.round(share * log.length)).sort((a, b) => a - b)
        const plain = empty(world)
        const folded = empty(world)
        for (const change of log.slice(0, from)) folded.apply(change)
        const fold = new PatchFold()
        for (const change of log.slice(from, to)) fold.take(change)
        fold.putInto(folded)
        folded.version = to
        for (const change of log.slice(0, to)) plain.apply(change)
        expect(snapshot(settled(folded))).toEqual(snapshot(plain))
      },
    ),
    { numRuns: 30, seed: 27_11_2026 },
  )
  expect(changes).toBeGreaterThan(400)
})

test('what was purged since is in no past, and the rest of it is as it was', () => {
  const world = furnished()
  const log = () => world.log.filter(({ scope }) => scope === world.board.scope)
  world.run('item.delete', { rows: [1] })
  const at = log().length - 1
  world.now += 40 * 24 * 3_600_000
  world.run('item.purge', { rows: [1], before: world.now }, 'system')
  expect(isPurged(world.board, 1)).toBe(true)
  const past = empty(world)
  for (const change of log().slice(0, at)) past.apply(change)
  expect(past.system(1, 'title')).toBe('Two')
  expect(mayStillBeTold(past, world.board)).toBe(false)
  limitsOfPast(past, world.board, new Set()).putInto(past)
  settled(past)
  expect(past.exists(1)).toBe(false)
  expect(mayStillBeTold(past, world.board)).toBe(true)
  expect([0, 2].map((row) => past.system(row, 'title'))).toEqual(['One', 'Below'])
  expect(past.system(2, 'parent')).toBe(0)
  limitsOfPast(past, world.board, new Set([0])).putInto(past)
  expect([past.exists(0), past.exists(2), past.system(2, 'parent')]).toEqual([false, true, null])
})

const historicCell = fc.record({
  row: fc.integer({ min: 0, max: 4 }),
  column: fc.constantFrom<CellColumn>(1, 'title', 'parent'),
  at: fc.integer({ min: 0, max: 1_000 }),
})

test('imported history gives each cell what its last change until then made, or its first one after found', () => {
  let shown = 0
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 5, maxLength: 5 }),
      fc.array(historicCell, { maxLength: 14 }),
      fc.integer({ min: -1, max: 1_100 }),
      (createdAt, history, at) => {
        const world = furnished()
        const board = empty(world)
        const first = world.log.filter(({ scope }) => scope === board.scope)
        const base = first.length
        for (const change of first) board.apply(change)
        const rowAt = (index: number) => board.rowCount + index
        const note = 1
        const rows = createdAt.map((_, index) => rowAt(index))
        const making = imported(base + 1, [
          ...cells(
            'id',
            rows,
            rows.map((row) => `id ${row}`),
          ),
          ...cells('createdAt', rows, createdAt),
          ...cells(
            'group',
            rows,
            rows.map(() => 1),
          ),
          ...cells(
            'rank',
            rows,
            rows.map((row) => `r${row}`),
          ),
          ...cells(
            'title',
            rows,
            rows.map((row) => `made ${row}`),
          ),
          ...cells(
            note,
            rows,
            rows.map((row) => `note ${row}`),
          ),
        ])
        const value = (column: CellColumn, number: number): Json =>
          column === 'parent' ? (number % 3 === 0 ? (rows[0] ?? null) : null) : `${column} ${number}`
        const later: LaterChange[] = [
          making,
          ...history.map(({ row, column, at: time }, index): LaterChange => ({
            version: base + 2 + index,
            at: time,
            actor: `by ${index}`,
            historic: true,
            batch: 'one',
            patches: cells(column, [rowAt(row)], [value(column, index)]),
            inverse: cells(column, [rowAt(row)], [value(column, index + 100)]),
          })),
        ]
        const expected = rows.map((row, index) => {
          const made = createdAt[index] ?? 0
          if (made > at) return null
          const cell = (column: CellColumn, otherwise: Json): Json => {
            const of = later
              .filter((change) => change.historic && change.patches.some((patch) => touches(patch, column, row)))
              .sort((a, b) => a.at - b.at || a.version - b.version)
            const last = of.findLast((change) => change.at <= at)
            const [patch] = last ? last.patches : (of[0]?.inverse ?? [])
            return patch?.op === 'cells' ? (patch.values[0] ?? null) : otherwise
          }
          const parent = cell('parent', null)
          const parentMade = createdAt[0] ?? 0
          return [
            cell('title', `made ${row}`),
            cell(note, `note ${row}`),
            parent !== null && parentMade > at ? null : parent,
          ]
        })
        const { fold, items } = importedPast(board, later, at)
        fold.putInto(board)
        shown += items
        settled(board)
        const found = rows.map((row) =>
          board.exists(row) ? [board.system(row, 'title'), board.cell(row, note), board.system(row, 'parent')] : null,
        )
        expect(found).toEqual(expected)
      },
    ),
    { numRuns: 80, seed: 27_11_2026 },
  )
  expect(shown).toBeGreaterThan(80)
})

function touches(patch: Patch, column: CellColumn, row: number): boolean {
  return patch.op === 'cells' && patch.column === column && patch.rows.includes(row)
}

function cells(column: CellColumn, rows: readonly number[], values: readonly Json[]): Patch[] {
  return [{ op: 'cells', column, rows, values }]
}

function imported(version: number, patches: readonly Patch[]): LaterChange {
  return { version, at: 2_000, actor: null, historic: false, batch: 'one', patches, inverse: [] }
}

test('a record that history of an archive tells of is as it was then, and not there before it was made', () => {
  const world = furnished()
  const board = empty(world)
  const put = (fields: Record<string, Json>): Patch[] => [{ op: 'put', table: 'group', id: 'g', fields }]
  const told = (version: number, at: number, patches: Patch[], inverse: Patch[]): LaterChange => ({
    ...imported(version, patches),
    at,
    historic: true,
    inverse,
  })
  const later = [
    imported(1, put({ number: 1, title: 'Third' })),
    told(2, 10, put({ number: 1, title: 'First' }), [{ op: 'drop', table: 'group', id: 'g' }]),
    told(3, 20, put({ title: 'Second' }), put({ title: 'First' })),
    told(4, 30, put({ title: 'Third' }), put({ title: 'Second' })),
  ]
  const titles = [5, 10, 25, 30].map((at) => {
    const then = empty(world)
    importedPast(then, later, at).fold.putInto(then)
    return then.record('group', 'g')?.['title'] ?? null
  })
  expect(titles).toEqual([null, 'First', 'Second', 'Third'])
  expect(board.version).toBe(0)
})
