import * as fc from 'fast-check'
import { templatesOf } from '../item/template.ts'
import type { Json } from '../json.ts'
import { ids, people, World } from './world.ts'
import type { PersonName } from './world.ts'

// What people do to a board, at random: for tests that hold whatever happened to what the log says.

/** A command with arguments that a chance chooses. */
export type Step = (world: World, pick: Pick) => readonly [command: string, args: { readonly [key: string]: unknown }]

/** Chooses among what the world holds; sometimes what does not exist. */
export interface Pick {
  readonly row: () => number
  readonly rows: () => number[]
  readonly group: () => number
  readonly record: (table: 'group' | 'column' | 'view' | 'boardMember') => string
  readonly column: () => number
  readonly person: () => string
  readonly value: () => Json
  readonly chance: (of: number) => boolean
  readonly title: () => string
}

/** Every command of a board that one person can use. */
export const steps: Readonly<Record<string, Step>> = {
  createItem: (world, pick) => [
    'item.create',
    {
      id: world.newId(),
      title: pick.title(),
      ...(pick.chance(0.3) ? { parent: pick.row() } : { group: pick.group() }),
      ...(pick.chance(0.4) && { after: pick.chance(0.3) ? null : pick.row() }),
      ...(pick.chance(0.4) && { cells: [{ column: pick.column(), value: pick.value() }] }),
    },
  ],
  setCells: (_, pick) => {
    const rows = pick.rows()
    const one = pick.chance(0.5)
    return [
      'item.setCells',
      { column: pick.column(), rows, values: one ? [pick.value()] : rows.map(() => pick.value()) },
    ]
  },
  setTitles: (_, pick) => ['item.setCells', { column: 'title', rows: pick.rows(), values: [pick.title()] }],
  moveItems: (_, pick) => [
    'item.move',
    {
      rows: pick.rows(),
      ...(pick.chance(0.5) && { group: pick.group() }),
      ...(pick.chance(0.4) && { parent: pick.chance(0.4) ? null : pick.row() }),
      ...(pick.chance(0.5) && { after: pick.chance(0.3) ? null : pick.row() }),
    },
  ],
  deleteItems: (_, pick) => ['item.delete', { rows: pick.rows() }],
  archiveItems: (_, pick) => ['item.archive', { rows: pick.rows() }],
  markTemplates: (_, pick) => ['item.setTemplate', { rows: pick.rows(), template: pick.chance(0.6) }],
  fromTemplate: (world, pick) => [
    'item.createFromTemplate',
    {
      template: templatesOf(world.board)[0] ?? pick.row(),
      ids: [world.newId()],
      ...(pick.chance(0.5) && { title: pick.title() }),
      ...(pick.chance(0.5) && { group: pick.group() }),
      ...(pick.chance(0.3) && { cells: [{ column: pick.column(), value: pick.value() }] }),
    },
  ],
  restoreItems: (_, pick) => ['item.restore', { rows: pick.rows() }],
  createGroup: (world, pick) => [
    'group.create',
    { id: world.newId(), title: pick.title(), ...(pick.chance(0.3) && { after: pick.record('group') }) },
  ],
  updateGroup: (_, pick) => ['group.update', { id: pick.record('group'), title: pick.title(), colour: 'red' }],
  moveGroup: (_, pick) => [
    'group.move',
    { id: pick.record('group'), after: pick.chance(0.3) ? null : pick.record('group') },
  ],
  deleteGroup: (_, pick) => ['group.delete', { id: pick.record('group') }],
  restoreGroup: (_, pick) => ['group.restore', { id: pick.record('group') }],
  createColumn: (world, pick) => [
    'column.create',
    { id: world.newId(), kind: pick.chance(0.5) ? 'pick' : 'note', title: pick.title() },
  ],
  updateColumn: (_, pick) => [
    'column.update',
    {
      id: pick.record('column'),
      ...(pick.chance(0.5) ? { title: pick.title() } : { settings: { options: ['x', 'y', 'z'] } }),
      ...(pick.chance(0.2) && { description: null }),
    },
  ],
  moveColumn: (_, pick) => [
    'column.move',
    { id: pick.record('column'), after: pick.chance(0.3) ? null : pick.record('column') },
  ],
  deleteColumn: (_, pick) => ['column.delete', { id: pick.record('column') }],
  restoreColumn: (_, pick) => ['column.restore', { id: pick.record('column') }],
  columnAccess: (_, pick) => [
    'column.setAccess',
    { id: pick.record('column'), readers: null, editors: [pick.person()] },
  ],
  createView: (world, pick) => [
    'view.create',
    { id: world.newId(), name: pick.title(), kind: 'table', mine: pick.chance(0.5), spec: { groupBy: null } },
  ],
  updateView: (_, pick) => ['view.update', { id: pick.record('view'), name: pick.title(), spec: { sort: [] } }],
  moveView: (_, pick) => [
    'view.move',
    { id: pick.record('view'), after: pick.chance(0.3) ? null : pick.record('view') },
  ],
  openingView: (_, pick) => [
    'view.setOpening',
    { id: pick.chance(0.2) ? null : pick.record('view'), mine: pick.chance(0.5) },
  ],
  deleteView: (_, pick) => ['view.delete', { id: pick.record('view') }],
  updateBoard: (_, pick) => ['board.update', { name: pick.title(), description: pick.chance(0.5) ? null : 'why' }],
  boardAccess: (_, pick) => ['board.setAccess', { access: pick.chance(0.5) ? 'main' : 'shareable' }],
  boardMember: (_, pick) => ['board.setMember', { id: pick.person(), subject: 'member', role: 'editor' }],
  removeBoardMember: (_, pick) => ['board.removeMember', { id: pick.record('boardMember') }],
  archiveBoard: (_, pick) => ['board.archive', { archived: pick.chance(0.5) }],
  memberRole: (_, pick) => ['member.setRole', { id: pick.person(), role: pick.chance(0.5) ? 'member' : 'viewer' }],
  memberName: (_, pick) => ['member.update', { id: pick.person(), name: pick.title() }],
}

/** Evenly from [0, 1): doubles of fast-check are nearly all next to 0. */
const evenly = fc.noBias(fc.integer({ min: 0, max: 9_999 })).map((number) => number / 10_000)

/** So many steps, each with who takes it and what it chooses by. */
export const plans = fc.array(
  fc.record({
    step: fc.constantFrom(...Object.keys(steps)),
    as: fc.constantFrom<PersonName>('owner', 'owner', 'owner', 'member', 'viewer', 'guest'),
    chances: fc.array(evenly, { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 30, maxLength: 60, size: 'max' },
)

/** A board with groups, columns of some kinds, a few items and a template. */
export function furnished(): World {
  const world = new World()
  const group = world.group('Now')
  world.group('Next')
  world.column('note', 'Note')
  world.column('pick', 'Pick')
  world.column('who', 'Who')
  world.column('made', 'Made')
  const parent = world.item('One', group)
  world.item('Two', group)
  world.item('Below', group, { parent })
  const template = world.item('Form', group)
  world.item('Part', group, { parent: template })
  world.run('item.setTemplate', { rows: [template], template: true })
  world.run('view.create', { id: world.newId(), name: 'Mine', kind: 'table', mine: true, spec: {} })
  return world
}

/** Chooses by given chances. */
export function pickFrom(world: World, chances: readonly number[]): Pick {
  let at = 0
  const next = (): number => chances[at++ % chances.length] ?? 0
  const oneOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)]
  const { board } = world
  const row = (): number => Math.floor(next() * (board.rowCount + 0.3))
  return {
    row,
    rows: () => Array.from({ length: 1 + Math.floor(next() * 3) }, row),
    group: () => 1 + Math.floor(next() * [...board.records('group')].length),
    record: (table) => oneOf([...board.records(table)])?.[0] ?? ids.workspace,
    column: () => oneOf(board.columns())?.number ?? 1,
    person: () => oneOf(Object.values(people)) ?? people.owner,
    value: () =>
      oneOf<Json>([
        null,
        'hello',
        'too long for a note',
        { option: 2, sure: true },
        { option: 9, sure: false },
        [people.member],
      ]) ?? null,
    chance: (of) => next() < of,
    title: () => oneOf(['Alpha', 'Beta', ' Gamma ', 'Δ']) ?? '',
  }
}
