import { describe, expect, test } from 'vitest'
import { must } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { World } from '../testing/world.ts'
import { cellsPerStep } from './commands/change-kind.ts'

/** A world with a column of notes, filled with texts. */
function notes(texts: readonly (string | null)[]) {
  const world = new World()
  const number = world.column('note', 'Size', { role: undefined })
  const group = world.group('Now')
  const rows = texts.map((text, at) =>
    world.item(`Item ${at}`, group, text === null ? {} : { cells: [{ column: number, value: text }] }),
  )
  const id = must(world.board.column(number)).id
  return { world, number, rows, id, group }
}

/** Changes a column to numbers, call by call. `between` is done after each call but the last. */
function change(world: World, id: string, between: () => void = () => {}) {
  const to = world.newId()
  const runs: ReturnType<World['run']>[] = []
  for (let from: JsonObject = {}; ;) {
    const ran = world.run('column.changeKind', { id, to, kind: 'count', ...from })
    runs.push(ran)
    const { next, since } = ran.result as { next: number | null; since: number }
    if (next === null) break
    from = { from: next, since }
    between()
  }
  const number = must(world.board.columns().find((column) => column.id === to)).number
  return {
    to,
    number,
    runs,
    sum: (field: string) => runs.reduce((all, { result }) => all + Number((result as JsonObject)[field]), 0),
  }
}

describe('changing a kind', () => {
  test('takes over what the texts say, and keeps the old column with all of it in the trash', () => {
    const { world, number: old, rows, id } = notes(['3', 'many', null, ' 12 '])
    const { number, runs } = change(world, id)
    expect(runs.map(({ result }) => result)).toMatchObject([{ next: null, converted: 2, lost: 1 }])
    expect(rows.map((row) => world.board.cell(row, number))).toEqual([3, null, null, 12])
    expect(rows.map((row) => world.board.cell(row, old))).toEqual(['3', 'many', null, ' 12 '])
    expect(world.board.column(old)?.fields['deletedAt']).toBeDefined()
    expect(world.board.column(number)).toMatchObject({ title: 'Size', kind: { id: 'count' } })
    expect(world.board.column(number)?.fields['deletedAt']).toBeUndefined()
  })

  test('is one step back and forth', () => {
    const { world, number: old, rows, id } = notes(['3', 'many'])
    const { number, runs } = change(world, id)
    const undone = world.takeBack('change.undo', must(runs[0]))
    expect(world.board.column(old)?.fields['deletedAt']).toBeUndefined()
    expect(world.board.column(number)?.fields['deletedAt']).toBeDefined()
    expect(rows.map((row) => world.board.cell(row, old))).toEqual(['3', 'many'])
    world.takeBack('change.redo', undone)
    expect(world.board.column(old)?.fields['deletedAt']).toBeDefined()
    expect(rows.map((row) => world.board.cell(row, number))).toEqual([3, null])
  })

  test('leaves when an item was changed last, and by whom', () => {
    const { world, rows, id } = notes(['3'])
    const before = rows.map((row) => [world.board.system(row, 'updatedAt'), world.board.system(row, 'updatedBy')])
    world.now += 86_400_000
    world.run('column.changeKind', { id, to: world.newId(), kind: 'count' }, 'admin')
    expect(rows.map((row) => [world.board.system(row, 'updatedAt'), world.board.system(row, 'updatedBy')])).toEqual(
      before,
    )
  })

  test('goes on in slices; what people change meanwhile is taken over, and nobody sees a half of it', () => {
    const texts = Array.from({ length: cellsPerStep + 40 }, (_, at) => String(at))
    const { world, number: old, rows, id, group } = notes(texts)
    let added = -1
    const { number, runs } = change(world, id, () => {
      expect(world.board.column(old)?.fields['deletedAt']).toBeUndefined()
      world.run('item.setCells', { column: old, rows: [0, 1, 2], values: ['70', 'none', null] })
      added = world.item('later', group, { cells: [{ column: old, value: '9' }] })
    })
    expect(runs).toHaveLength(2)
    expect(rows.slice(0, 4).map((row) => world.board.cell(row, number))).toEqual([70, null, null, 3])
    expect([world.board.cell(cellsPerStep + 39, number), world.board.cell(added, number)]).toEqual([
      cellsPerStep + 39,
      9,
    ])
    for (const { changes } of runs) {
      for (const { patches } of changes) {
        for (const patch of patches) if (patch.op === 'cells') expect(patch.rows.length).toBeLessThanOrEqual(2_000)
      }
    }
  })

  test('a column of which nothing converts goes in slices as well', () => {
    const { world, rows, id } = notes(Array.from({ length: cellsPerStep + 1 }, () => 'many'))
    const { number, runs, sum } = change(world, id)
    expect([runs.length, sum('lost'), sum('converted')]).toEqual([2, cellsPerStep + 1, 0])
    expect(rows.every((row) => world.board.cell(row, number) === null)).toBe(true)
  })

  test('more changes meanwhile than one call holds are taken over by the next ones', () => {
    const { world, number: old, rows, id } = notes(Array.from({ length: cellsPerStep * 1.6 }, (_, at) => String(at)))
    let first = true
    const { number, runs } = change(world, id, () => {
      if (first) world.run('item.setCells', { column: old, rows: rows.slice(0, cellsPerStep), values: ['7'] })
      first = false
    })
    expect(runs).toHaveLength(3)
    expect(rows.map((row) => world.board.cell(row, number))).toEqual(rows.map((_, at) => (at < cellsPerStep ? 7 : at)))
  })

  test('views show, sort and filter by the new column; a condition that it cannot answer stays with the old one', () => {
    const { world, number: old, id } = notes(['3'])
    const view = world.newId()
    const spec = {
      columns: [{ column: 'title' }, { column: old, width: 200 }],
      sort: [{ column: old, direction: 'asc' }],
      filter: {
        and: [{ column: old, operator: 'is-empty' }, { not: { column: old, operator: 'contains', value: 'x' } }],
      },
    }
    world.run('view.create', { id: view, name: 'Mine', kind: 'table', mine: false, spec })
    const { number } = change(world, id)
    expect(world.board.record('view', view)?.['spec']).toMatchObject({
      columns: [{ column: 'title' }, { column: number, width: 200 }],
      sort: [{ column: number, direction: 'asc' }],
    })
  })

  test('columns that follow from it follow from the new one', () => {
    const { world, number: old, rows, id } = notes(['3'])
    const gist = world.column('gist', 'Gist', { settings: { of: [old] } })
    const { number } = change(world, id)
    expect(must(world.board.column(gist)).settings).toEqual({ of: [number] })
    expect(world.board.cell(must(rows[0]), gist)).toEqual({ text: '[3]' })
  })

  test.each([
    ['an unknown kind', { kind: 'mood' }, 'There is no such column kind.'],
    ['its own kind', { kind: 'note' }, 'This is a Note column already: change its settings.'],
    ['a kind that is filled', { kind: 'made' }, 'Made is filled by Fulcrum and cannot be changed from or to.'],
    ['a kind that follows', { kind: 'gist' }, 'The cells of Gist follow from others and cannot be changed from or to.'],
    ['a kind that connects', { kind: 'linked' }, 'Linked names items of boards and cannot be changed from or to.'],
  ])('refuses %s', (_, args, message) => {
    const { world, id } = notes(['3'])
    expect(() => world.run('column.changeKind', { id, to: world.newId(), ...args })).toThrow(message)
  })

  test('refuses the id of another column, and who may not change columns', () => {
    const { world, number, id } = notes(['3'])
    world.column('count', 'Other')
    const other = must(world.board.columns().find(({ title }) => title === 'Other')).id
    expect(() => world.run('column.changeKind', { id, to: other, kind: 'count' })).toThrow('Another column has this id')
    expect(() => world.run('column.changeKind', { id, to: world.newId(), kind: 'count' }, 'viewer')).toThrow('no right')
    expect(world.board.column(number)?.fields['deletedAt']).toBeUndefined()
  })
})
