import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoardState } from './board/board-state.ts'
import type { LoggedChange } from './change.ts'
import { DomainError } from './errors.ts'
import type { Json } from './json.ts'
import { ScopeState } from './state.ts'
import { testKinds } from './testing/kinds.ts'
import { furnished, pickFrom, plans, steps } from './testing/random-steps.ts'
import type { Step } from './testing/random-steps.ts'
import { snapshot } from './testing/world.ts'
import type { World } from './testing/world.ts'

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
