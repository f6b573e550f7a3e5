import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardState } from '../../board/board-state.ts'
import type { Json } from '../../json.ts'
import { scopeOf } from '../../scope.ts'
import { ids, snapshot, World } from '../../testing/world.ts'
import { aliasesOf } from '../aliases.ts'
import { descendants } from '../lineage.ts'

const columns = fc.array(
  fc.record({ kind: fc.constantFrom('note', 'count', 'pick'), title: fc.constantFrom('A', 'B', 'C', 'D', 'E') }),
  { maxLength: 5 },
)

/** An item: below which earlier one, what its cells hold, and whether it is out of sight. */
const items = fc.array(
  fc.record({
    below: fc.option(fc.nat(10), { freq: 2 }),
    cells: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
    fate: fc.constantFrom('live', 'live', 'archived', 'deleted'),
  }),
  { minLength: 1, maxLength: 10 },
)

function valueFor(kind: string, seed: number): Json {
  if (seed === 0) return null
  if (kind === 'count') return seed
  return kind === 'pick' ? { option: seed, sure: seed === 2 } : `text ${seed}`
}

interface Case {
  readonly here: readonly { readonly kind: string; readonly title: string }[]
  readonly there: readonly { readonly kind: string; readonly title: string }[]
  readonly items: readonly { readonly below: number | null; readonly cells: readonly number[]; readonly fate: string }[]
  readonly chosen: readonly number[]
}

/** A world with both boards filled as the case says; the rows that are asked to go. */
function build({ here, there, items: wanted, chosen }: Case) {
  const world = new World()
  const other = world.newId()
  world.run('board.create', { board: other, workspace: ids.workspace, name: 'Other' })
  const group = world.group('Here')
  const made = world.run('group.create', { board: other, id: world.newId(), title: 'There' })
  const to = { board: other, group: (made.result as { number: number }).number }
  for (const [board, list] of [[ids.board, here] as const, [other, there] as const]) {
    for (const column of list) world.run('column.create', { board, id: world.newId(), ...column })
  }
  wanted.forEach(({ below, cells }, at) => {
    const parent = below === null || at === 0 ? undefined : below % at
    const row = world.item(`Item ${at}`, group, parent === undefined ? {} : { parent })
    here.forEach(({ kind }, index) => {
      const value = valueFor(kind, cells[index] ?? 0)
      if (value !== null) world.run('item.setCells', { column: index + 1, rows: [row], values: [value] })
    })
  })
  const gone: number[] = []
  wanted.forEach(({ fate }, row) => {
    if (fate === 'archived') world.run('item.archive', { rows: [row] })
    if (fate === 'deleted') gone.push(row)
  })
  for (const row of gone) world.run('item.delete', { rows: [row] })
  const rows = [...new Set(chosen.map((row) => row % wanted.length))].filter((row) => !gone.includes(row))
  return { world, to, rows, board: () => world.state(scopeOf('board', other)) as BoardState }
}

test('an item that moves has every value that it had, in a column or as text; undo and redo give both boards as they were', () => {
  fc.assert(
    fc.property(
      fc.record({ here: columns, there: columns, items, chosen: fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }) }),
      (given) => {
        const { world, to, rows, board } = build(given)
        if (rows.length === 0) return
        const before = snapshot(world.board, { quiet: true })
        const goes = [...new Set(rows.flatMap((row) => [row, ...descendants(world.board, row)]))]
        const said = goes.map((row) => ({
          id: String(world.board.system(row, 'id')),
          title: world.board.system(row, 'title'),
          values: world.board.columns().flatMap((column) => {
            const value = world.board.cell(row, column.number)
            return value === null ? [] : [[column.title, column.kind.format(value, column.settings, texts)] as const]
          }),
        }))
        const moved = world.run('item.moveToBoard', { rows, to: to.board, group: to.group })

        expect((moved.result as { moved: number }).moved).toBe(goes.length)
        for (const { id, title, values } of said) {
          const row = board().rowOf(id)
          if (row === undefined) throw new Error('an item is nowhere')
          expect(board().system(row, 'title')).toBe(title)
          const [alias] = aliasesOf(board(), row)
          const taken = board()
            .columns()
            .flatMap(({ number, kind, settings }) => {
              const value = board().cell(row, number)
              return value === null ? [] : [kind.format(value, settings, texts)]
            })
          const kept = [...taken, ...(alias?.left ?? []).map(([, text]) => text)]
          expect(kept.toSorted()).toEqual(values.map(([, text]) => text).toSorted())
          expect(world.board.rowOf(id)).toBeUndefined()
        }

        const after = [snapshot(world.board, { quiet: true }), snapshot(board(), { quiet: true })]
        const undone = world.takeBack('change.undo', moved)
        expect(snapshot(world.board, { quiet: true })).toEqual(before)
        expect(said.map(({ id }) => board().rowOf(id))).toEqual(said.map(() => undefined))
        world.takeBack('change.redo', undone)
        expect([snapshot(world.board, { quiet: true }), snapshot(board(), { quiet: true })]).toEqual(after)
      },
    ),
    { numRuns: 150 },
  )
})

const texts = { personName: (id: string) => id, locale: 'en', timeZone: 'UTC' }
