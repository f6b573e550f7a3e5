import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoardState } from './board/board-state.ts'
import type { LoggedChange } from './change.ts'
import { DomainError } from './errors.ts'
import type { Json } from './json.ts'
import { ScopeState } from './state.ts'
import { testKinds } from './testing/kinds.ts'
import { ids, people, snapshot, World } from './testing/world.ts'
import type { PersonName } from './testing/world.ts'

type Step = (world: World, pick: Pick) => readonly [command: string, args: { readonly [key: string]: unknown }]

/** Chooses among what the world holds; sometimes what does not exist. */
interface Pick {
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

const steps: Readonly<Record<string, Step>> = {
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

const plans = fc.array(
  fc.record({
    step: fc.constantFrom(...Object.keys(steps)),
    as: fc.constantFrom<PersonName>('owner', 'owner', 'owner', 'member', 'viewer', 'guest'),
    chances: fc.array(evenly, { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 30, maxLength: 60, size: 'max' },
)

test('whatever is done can be taken back exactly, inverses give back what was, and the log alone makes it again', () => {
  const ran = new Map<string, number>()
  let refused = 0
  fc.assert(
    fc.property(plans, (plan) => {
      const world = furnished()
      world.beforeApply = tryTakingBack
      for (const { step, as, chances } of plan) {
        const [command, args] = (steps[step] as Step)(world, pickFrom(world, chances))
        const before = world.scopes().map((scope) => snapshot(world.state(scope)))
        try {
          world.run(command, args, as)
          ran.set(command, (ran.get(command) ?? 0) + 1)
          expect(world.board.liveRoots).toBe(countedRoots(world))
        } catch (error) {
          // Whatever is refused says so in a sentence and changes nothing.
          expect(error).toBeInstanceOf(DomainError)
          expect((error as DomainError).message).toMatch(/^\S.*[.:!)\w]$/s)
          expect(world.scopes().map((scope) => snapshot(world.state(scope)))).toEqual(before)
          refused += 1
        }
      }
      for (const scope of world.scopes()) {
        const replica = scope.startsWith('board:') ? new BoardState(scope, testKinds) : new ScopeState(scope)
        if (!scope.startsWith('board:')) continue
        for (const change of world.log) if (change.scope === scope) replica.apply(change)
        expect(snapshot(replica)).toEqual(snapshot(world.state(scope)))
      }
    }),
    { numRuns: 60, seed: 24_11_2026 },
  )
  // The run was not empty: each command was accepted, and some were refused.
  expect([...ran.keys()].toSorted()).toEqual([...new Set(Object.values(commandOf))].toSorted())
  expect(refused).toBeGreaterThan(100)
})

/** The live items without a parent, counted one by one. */
function countedRoots({ board }: World): number {
  const rows = Array.from({ length: board.rowCount }, (_, row) => row)
  return rows.filter((row) => board.isLive(row) && board.system(row, 'parent') === null).length
}

/** The command of each step, read from a run of it. */
const commandOf = Object.fromEntries(
  Object.entries(steps).map(([name, step]) => {
    const world = furnished()
    return [
      name,
      step(
        world,
        pickFrom(
          world,
          Array.from({ length: 12 }, () => 0.1),
        ),
      )[0],
    ]
  }),
)

function furnished(): World {
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
  world.run('view.create', { id: world.newId(), name: 'Mine', kind: 'table', mine: true, spec: {} })
  return world
}

function tryTakingBack(state: ScopeState, change: LoggedChange): void {
  const before = snapshot(state)
  const seen = snapshot(state, { quiet: true })
  const back = state.patch(change.patches, change.at, change.actor)
  const made = new Set(change.patches.flatMap((patch) => (patch.op === 'put' ? [patch.id] : [])))

  const undone = state.patch(change.inverse, change.at, change.actor)
  expect(withoutTrash(snapshot(state, { quiet: true }), seen, made)).toEqual(seen)
  state.takeBack(undone)

  state.takeBack(back)
  expect(snapshot(state)).toEqual(before)
}

/** Without what the change made and its inverse put into the trash. */
function withoutTrash(after: Json, before: Json, made: ReadonlySet<string>): Json {
  const isBoard = (shot: Json): shot is readonly [Json, Json] =>
    Array.isArray(shot) && shot.length === 2 && Array.isArray(shot[1]) && !(typeof shot[0] === 'string')
  if (!isBoard(after) || !isBoard(before) || typeof (after[0] as Json[])[0] === 'string') return after
  const had = new Set(JSON.stringify(before).match(/"[0-9a-f-]{36}"/g))
  const tables = (after[0] as [string, [string, Json][]][])
    .map(([table, records]): Json => [
      table,
      records.filter(
        ([id, fields]) => had.has(`"${id}"`) || !made.has(id) || !JSON.stringify(fields).includes('deletedAt'),
      ),
    ])
    .filter((entry) => ((entry as Json[])[1] as Json[]).length > 0)
  const rows = new Set((before[1] as [number][]).map(([row]) => row))
  const items = (after[1] as [number, boolean, Json, number[]][])
    .filter(([row]) => rows.has(row))
    .map(([row, live, cells, children]) => [row, live, cells, children.filter((child) => rows.has(child))])
  return [tables, items] as unknown as Json
}

function pickFrom(world: World, chances: readonly number[]): Pick {
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
