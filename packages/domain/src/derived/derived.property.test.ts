import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoardState } from '../board/board-state.ts'
import { DomainError, must } from '../errors.ts'
import type { Json } from '../json.ts'
import { testKinds } from '../testing/kinds.ts'
import { snapshot, World } from '../testing/world.ts'

/** The cells that the kinds of these tests derive, said once more from the items themselves, column by column and row by row. */
function slowDerived(board: BoardState): Map<number, Map<number, Json>> {
  const columns = new Map<number, { kind: string; settings: Json; deleted: boolean }>()
  for (const [, fields] of board.records('column')) {
    columns.set(Number(fields['number']), {
      kind: String(fields['kind']),
      settings: fields['settings'] ?? null,
      deleted: fields['deletedAt'] !== undefined,
    })
  }
  const rows = Array.from({ length: board.rowCount }, (_, row) => row).filter((row) => board.exists(row))
  const valueOf = (row: number, number: number): Json => {
    const column = columns.get(number)
    if (column?.kind === 'gist') return column.deleted ? null : gist(row, number)
    if (column?.kind === 'below') return column.deleted ? null : below(row, number)
    return board.cell(row, number)
  }
  const gist = (row: number, number: number): Json => {
    const { of, title } = must(columns.get(number)).settings as { of: number[]; title?: boolean }
    for (const input of of) if (columns.get(input)?.deleted !== false) return { problem: `gone ${input}` }
    const cells = of.map((input) => valueOf(row, input)).filter((value) => value !== null)
    if (title) cells.push(String(board.system(row, 'title')))
    return cells.length === 0 ? null : { text: JSON.stringify(cells) }
  }
  const below = (row: number, number: number): Json => {
    const { column } = must(columns.get(number)).settings as { column: number }
    const found: string[] = []
    const look = (above: number): void => {
      for (const child of rows) {
        if (board.system(child, 'parent') !== above || !board.isLive(child)) continue
        if (columns.has(column)) found.push(`${child}=${JSON.stringify(defaultLane(child, column))}`)
        look(child)
      }
    }
    look(row)
    return found.length === 0 ? null : found.join()
  }
  const defaultLane = (row: number, number: number): Json => {
    const value = valueOf(row, number)
    if (value === null || typeof value !== 'object') return value
    const { text, option } = value as { text?: string; option?: number }
    return text ?? option ?? null
  }
  const derived = [...columns].filter(([, { kind }]) => kind === 'gist' || kind === 'below')
  return new Map(derived.map(([number]) => [number, new Map(rows.map((row) => [row, valueOf(row, number)]))]))
}

function derivedOf(board: BoardState): Map<number, Map<number, Json>> {
  const rows = Array.from({ length: board.rowCount }, (_, row) => row).filter((row) => board.exists(row))
  const columns = board.columns().filter(({ kind }) => kind.derive !== undefined)
  return new Map(columns.map(({ number }) => [number, new Map(rows.map((row) => [row, board.cell(row, number)]))]))
}

const chance = fc.noBias(fc.integer({ min: 0, max: 9_999 })).map((number) => number / 10_000)
const plan = fc.array(fc.array(chance, { minLength: 8, maxLength: 8 }), { minLength: 20, maxLength: 45, size: 'max' })

test('derived cells are what a slow separate evaluation and a fresh computation say, whatever is done and taken back', () => {
  let [changed, refused, problems] = [0, 0, 0]
  fc.assert(
    fc.property(plan, (steps) => {
      const world = new World()
      const group = world.group('Group')
      world.column('note', 'Note')
      world.column('pick', 'Pick')
      for (let at = 0; at < 4; at++) world.item(`Item ${at}`, group, at > 1 ? { parent: at - 2 } : {})
      world.column('gist', 'Gist', { settings: { of: [1, 2], title: true } })
      world.column('below', 'Below', { settings: { column: 3 } })
      world.column('gist', 'Gist of below', { settings: { of: [4, 1] } })
      world.beforeApply = (state, change) => {
        if (!(state instanceof BoardState)) return
        const before = snapshot(state)
        const back = state.patch(change.patches, change.at, change.actor)
        if (!state.derived.hasToDerive) expect(sorted(derivedOf(state))).toEqual(sorted(slowDerived(state)))
        state.takeBack(back)
        expect(snapshot(state)).toEqual(before)
      }
      for (const chances of steps) {
        try {
          world.run(...stepOf(world, group, chances))
          changed += 1
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError)
          refused += 1
        }
        const derived = derivedOf(world.board)
        expect(world.board.derived.hasToDerive).toBe(false)
        expect(sorted(derived)).toEqual(sorted(slowDerived(world.board)))
        problems += [...derived.values()].flatMap((cells) => [...cells.values()]).filter(isProblem).length
      }
      expect(lanesOf(reloaded(world.board))).toEqual(lanesOf(world.board))
    }),
    { numRuns: 60, seed: 26_11_2026 },
  )
  expect(changed).toBeGreaterThan(500)
  expect(refused).toBeGreaterThan(50)
  expect(problems).toBeGreaterThan(50)
})

test('a column that would follow from itself is refused by the names of those it goes round, also when it is restored', () => {
  const world = new World()
  const one = world.column('gist', 'One', { settings: { of: [] } })
  const two = world.column('below', 'Two', { settings: { column: one } })
  const three = world.column('gist', 'Three', { settings: { of: [two] } })
  const id = (number: number) => String(world.board.column(number)?.id)
  const reading = (of: number[]) => world.run('column.update', { id: id(one), settings: { of } })
  expect(() => reading([three])).toThrow('“One” → “Three” → “Two” → “One”')
  expect(() => reading([one])).toThrow('“One” → “One”')
  world.run('column.delete', { id: id(two) })
  reading([three])
  expect(() => world.run('column.restore', { id: id(two) })).toThrow('in a circle')
})

test('columns that read each other all the same find each other missing', () => {
  const world = new World()
  const group = world.group('Group')
  world.item('Item', group)
  const one = world.column('gist', 'One', { settings: { of: [] } })
  const two = world.column('gist', 'Two', { settings: { of: [one], title: true } })
  const three = world.column('gist', 'Three', { settings: { of: [two] } })
  const fields = { settings: { of: [two] } }
  world.board.patch([{ op: 'put', table: 'column', id: String(world.board.column(one)?.id), fields }], 0, null)
  const problem = (column: number) => ({ problem: `gone ${column}` })
  expect([one, two, three].map((column) => world.board.cell(0, column))).toEqual([
    problem(two),
    problem(one),
    { text: JSON.stringify([problem(one)]) },
  ])
})

test('what a change of a whole board entails comes in slices, and nothing calls itself settled before', () => {
  const world = new World()
  const group = world.group('Group')
  const note = world.column('note', 'Note')
  for (let at = 0; at < 60; at++) world.item(`Item ${at}`, group)
  const gist = world.column('gist', 'Gist', { settings: { of: [note], title: true } })
  const further = world.column('gist', 'Further', { settings: { of: [gist] } })
  const { board } = world
  const whole = lanesOf(board)
  board.derived.deriveLater()
  expect([board.derived.hasToDerive, board.derived.isDerived(gist)]).toEqual([true, false])
  expect(board.derived.deriveSome(50)).toBe(true)
  expect(board.derived.isDerived(gist)).toBe(false)
  expect(board.derived.deriveSome(50)).toBe(true)
  expect([board.derived.isDerived(gist), board.derived.isDerived(further)]).toEqual([true, false])
  world.run('item.setCells', { column: 'title', rows: [0], values: ['Item 0'] })
  while (board.derived.deriveSome(50)) expect(board.derived.isDerived(further)).toBe(false)
  expect([board.derived.hasToDerive, board.derived.isDerived(further), lanesOf(board)]).toEqual([false, true, whole])
})

/** The board as it is loaded: its records, then its cells, then slice by slice what follows. */
function reloaded(board: BoardState): BoardState {
  const copy = new BoardState(board.scope, testKinds)
  for (const table of board.tableNames()) {
    for (const [id, fields] of board.records(table)) copy.load(table, id, fields)
  }
  const rows = Array.from({ length: board.rowCount }, (_, row) => row)
  const system = (['id', 'title', 'group', 'parent', 'rank', 'createdAt', 'archivedAt', 'deletedAt'] as const).map(
    (cell) => [cell, rows, rows.map((row) => board.system(row, cell))] as const,
  )
  const own = board
    .columns()
    .filter(({ lanes }) => lanes.every((lane) => lane.own))
    .map(({ number }) => [number, rows, rows.map((row) => board.cell(row, number))] as const)
  copy.loadCells([...system, ...own])
  for (let from = 0; from < rows.length; from += 3) copy.settle(from, from + 3)
  while (copy.derived.deriveSome(7)) expect(copy.derived.hasToDerive).toBe(true)
  return copy
}

function lanesOf(board: BoardState): Json {
  return board
    .columns()
    .filter(({ kind }) => kind.derive !== undefined)
    .flatMap(({ lanes }) =>
      lanes.map(({ key }) => [
        key,
        ...Array.from({ length: board.rowCount }, (_, row) => board.lane(key, row) as Json),
      ]),
    )
}

function stepOf(world: World, group: number, chances: readonly number[]): [string, { [key: string]: unknown }] {
  const { board } = world
  let at = 0
  const next = (count: number): number => Math.floor((chances[at++] ?? 0.5) * count)
  const kind = next(14)
  const row = () => next(board.rowCount)
  const column = () => 1 + next(board.columns().length)
  const columnId = () => String(board.columns()[next(board.columns().length)]?.id)
  const text = () => ['a', 'b', 'c', 'd'][next(4)]
  if (kind < 3) return ['item.setCells', { column: 1, rows: [row(), row()], values: [text()] }]
  if (kind < 5) return ['item.setCells', { column: 2, rows: [row()], values: [{ option: 1 + next(3), sure: true }] }]
  if (kind === 5) return ['item.setCells', { column: 'title', rows: [row()], values: [text()] }]
  if (kind < 8) return ['item.move', { rows: [row()], ...(next(3) === 0 ? { parent: null } : { parent: row() }) }]
  if (kind === 8) return ['item.delete', { rows: [row()] }]
  if (kind === 9) return ['item.restore', { rows: [row()] }]
  if (kind === 10) {
    return ['item.create', { id: world.newId(), title: 'New', ...(next(3) === 0 ? { group } : { parent: row() }) }]
  }
  if (kind === 11) {
    return next(2) === 0
      ? ['column.delete', { id: columnId() }]
      : ['column.restore', { id: String([...board.records('column')][column() - 1]?.[0]) }]
  }
  if (kind === 12) return ['column.update', { id: columnId(), settings: { of: [column(), column()] } }]
  return ['column.update', { id: columnId(), settings: { column: column() } }]
}

function isProblem(value: Json): boolean {
  return typeof value === 'object' && value !== null && 'problem' in value
}

function sorted(cells: Map<number, Map<number, Json>>): Json {
  return [...cells]
    .map(([column, rows]) => [column, [...rows]] as const)
    .toSorted(([left], [right]) => left - right) as unknown as Json
}
