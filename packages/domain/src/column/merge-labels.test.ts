import { describe, expect, test } from 'vitest'
import type { BoardState } from '../board/board-state.ts'
import { must } from '../errors.ts'
import { maxCellsPerChange } from '../patch.ts'
import { scopeOf } from '../scope.ts'
import { badgeKind } from '../testing/kinds.ts'
import { ids, snapshot, World } from '../testing/world.ts'
import type { Ran } from '../testing/world.ts'
import { labelUses } from './label-uses.ts'

/** A world with a column of badges whose items have one each. */
function badges(numbers: readonly (number | null)[]) {
  const world = new World()
  const number = world.column('badge', 'State')
  const group = world.group('Now')
  const rows = numbers.map((option, at) => {
    const cells = option === null ? [] : [{ column: number, value: option }]
    return world.item(`Item ${at}`, group, { cells })
  })
  return { world, number, rows, id: must(world.board.column(number)).id }
}

function filterOf(world: World, name: string) {
  const found = [...world.board.records('view')].find(([, fields]) => fields['name'] === name)
  return (must(found)[1]['spec'] as { readonly filter: unknown }).filter
}

describe('merging labels', () => {
  test('moves cells, filters and rules along, and one undo brings all of it back', () => {
    const { world, number, rows, id } = badges([1, 2, 3, null, 2])
    const is = (...value: number[]) => ({ column: number, operator: 'is', value })
    const view = (name: string, spec: object) =>
      world.run('view.create', { id: world.newId(), name, kind: 'table', mine: false, spec })
    view('Nested', { filter: { or: [is(1, 2), { not: is(3) }] } })
    view('Other', { filter: is(3) })
    const note = world.column('note', 'Why')
    const rules = { required: { column: number, choices: [2, 3] } }
    world.run('column.update', { id: must(world.board.column(note)).id, rules })
    const uses = labelUses(world.board, must(world.board.column(number)), [2])
    expect(uses).toEqual({ items: 2, templates: [], views: ['Nested'], forms: [], formulas: [], rules: ['Why'] })

    const before = snapshot(world.board, { quiet: true })
    const ran = world.run('column.mergeLabels', { id, from: [2], into: 1 })
    expect(ran.result).toEqual({ items: 2, views: 1, more: false })
    expect(rows.map((row) => world.board.cell(row, number))).toEqual([1, 1, 3, null, 1])
    expect(filterOf(world, 'Nested')).toEqual({ or: [is(1), { not: is(3) }] })
    expect(filterOf(world, 'Other')).toEqual(is(3))
    expect(world.board.column(note)?.fields['rules']).toEqual({ required: { column: number, choices: [1, 3] } })
    expect(labelUses(world.board, must(world.board.column(number)), [2]).items).toBe(0)

    world.takeBack('change.undo', ran)
    expect(snapshot(world.board, { quiet: true })).toEqual(before)
  })

  test('forms ask on condition of the label that stays, and set it; templates of items are told beside items', () => {
    const { world, number, rows, id } = badges([2, 1, 2])
    const note = world.column('note', 'Why')
    const settings = (one: number) => ({
      questions: [{ column: number }, { column: note, when: { column: number, is: one } }],
      fixed: [{ column: number, value: one }],
    })
    const form = world.newId()
    const spec = { settings: settings(2) }
    world.run('view.create', { id: form, name: 'Report', kind: 'form', mine: false, spec })
    world.run('item.setTemplate', { rows: [must(rows[2])], template: true })
    const uses = labelUses(world.board, must(world.board.column(number)), [2])
    expect(uses).toMatchObject({ items: 1, templates: ['Item 2'], views: [], forms: ['Report'] })

    const ran = world.run('column.mergeLabels', { id, from: [2], into: 1 })
    const kept = () => (must(world.board.record('view', form))['spec'] as { readonly settings: object }).settings
    expect(kept()).toEqual(settings(1))
    world.takeBack('change.undo', ran)
    expect(kept()).toEqual(settings(2))
  })

  test('goes on from call to call, and until the last one views say what they said', () => {
    const { world, number, id } = badges(Array.from({ length: maxCellsPerChange + 3 }, () => 2))
    const filter = { column: number, operator: 'is', value: [2] }
    world.run('view.create', { id: world.newId(), name: 'Mine', kind: 'table', mine: false, spec: { filter } })
    const merge = (): Ran => world.run('column.mergeLabels', { id, from: [2], into: 1 })
    expect(merge().result).toEqual({ items: maxCellsPerChange, views: 0, more: true })
    expect(filterOf(world, 'Mine')).toEqual(filter)
    expect(merge().result).toEqual({ items: 3, views: 1, more: false })
    expect(filterOf(world, 'Mine')).toEqual({ ...filter, value: [1] })
  })

  test('a template of the board goes along call by call: until the last one both say what they said', () => {
    const { world, number, id } = badges(Array.from({ length: maxCellsPerChange - 1 }, () => 2))
    const filter = { column: number, operator: 'is', value: [2] }
    world.run('view.create', { id: world.newId(), name: 'Mine', kind: 'table', mine: false, spec: { filter } })
    const copy = world.newId()
    const template = { id: world.newId(), name: 'Ours' }
    const boards = [{ from: ids.board, to: copy }]
    world.run('board.duplicate', { workspace: ids.workspace, boards, items: true, template })
    // @NOTE the scope's kind says that its state is a board's.
    const copied = () => world.state(scopeOf('board', copy)) as BoardState
    const valuesOf = () => [...copied().records('view')].map(([, { spec }]) => (spec as { filter: object }).filter)
    const merge = () => world.run('column.mergeLabels', { id, from: [2], into: 1, also: [copy] })
    expect(merge().result).toEqual({ items: maxCellsPerChange, views: 0, more: true })
    expect([filterOf(world, 'Mine'), ...valuesOf()]).toEqual([filter, filter])
    expect(merge().result).toEqual({ items: maxCellsPerChange - 2, views: 1, more: false })
    expect([filterOf(world, 'Mine'), ...valuesOf()]).toEqual([1, 1].map((value) => ({ ...filter, value: [value] })))
    expect(copied().cell(copied().rowCount - 1, number)).toBe(1)
  })

  test('a template without the label that stays has it from the first call on', () => {
    const { world, number, id } = badges(Array.from({ length: maxCellsPerChange - 1 }, () => 2))
    const copy = world.newId()
    const template = { id: world.newId(), name: 'Ours' }
    world.run('board.duplicate', {
      workspace: ids.workspace,
      boards: [{ from: ids.board, to: copy }],
      items: true,
      template,
    })
    const five = { badges: ['a', 'b', 'c', 'd', 'e'] }
    const four = { badges: five.badges.slice(0, 4) }
    const copied = () => (world.state(scopeOf('board', copy)) as BoardState).column(number)?.settings
    world.run('column.update', { id, settings: four })
    const ran = world.run('column.mergeLabels', { id, from: [2], into: 4, also: [copy] })
    expect([ran.result, copied()]).toEqual([{ items: maxCellsPerChange, views: 0, more: true }, four])
    world.takeBack('change.undo', ran)
    expect(copied()).toEqual(badgeKind.defaultSettings)
    // Two that it lacks: the number of the second is not the next one there.
    world.run('column.update', { id, settings: five })
    world.run('column.mergeLabels', { id, from: [2], into: 5, also: [copy] })
    expect(copied()).toEqual(badgeKind.defaultSettings)
  })

  test('leaves who changed an item last, and when', () => {
    const { world, rows, id } = badges([2])
    const row = must(rows[0])
    const stamp = world.board.system(row, 'updatedAt')
    world.run('column.mergeLabels', { id, from: [2], into: 1 }, 'admin')
    expect(world.board.system(row, 'updatedAt')).toBe(stamp)
  })

  test('is for columns with labels, and for who may shape the board', () => {
    const { world, id } = badges([1])
    const note = must(world.board.column(world.column('note', 'Why'))).id
    expect(() => world.run('column.mergeLabels', { id: note, from: [2], into: 1 })).toThrow('no labels to merge')
    expect(() => world.run('column.mergeLabels', { id, from: [2], into: 7 })).toThrow('no badge 7')
    expect(() => world.run('column.mergeLabels', { id, from: [2], into: 1 }, 'viewer')).toThrow('no right')
  })

  test('a limit moves to the label that stays, which keeps its own where it has one', () => {
    const { world, number, id } = badges([])
    const limit = (choice: number, most: number) => ({ choice, most, over: 'warn' })
    const limitsAfter = (limits: object[], from: number[], into: number) => {
      world.run('column.update', { id, rules: { limits } })
      world.run('column.mergeLabels', { id, from, into })
      return (must(world.board.column(number)).fields['rules'] as { readonly limits: object[] }).limits
    }
    expect(limitsAfter([limit(2, 4), limit(3, 5)], [2, 3], 1)).toEqual([limit(1, 4)])
    expect(limitsAfter([limit(2, 4), limit(1, 9)], [2], 1)).toEqual([limit(1, 9)])
  })
})
