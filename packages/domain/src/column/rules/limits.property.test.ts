import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DomainError } from '../../errors.ts'
import { canceled, doing, done, LimitedBoard, todo } from '../../testing/limited-board.ts'

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('make' as const), stage: fc.constantFrom(null, todo, doing), below: fc.boolean() }),
    fc.record({
      do: fc.constant('set' as const),
      rows: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
      stage: fc.constantFrom(null, todo, doing),
    }),
    fc.record({
      do: fc.constant('say' as const),
      rows: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
      status: fc.constantFrom(null, todo, doing, done, canceled),
    }),
    fc.record({
      do: fc.constantFrom('delete' as const, 'restore' as const, 'archive' as const),
      rows: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ do: fc.constant('lift' as const), row: fc.nat(5) }),
  ),
  { minLength: 5, maxLength: 30 },
)

test('never lets in more than a count of all items says, and refuses nothing else', () => {
  const seen = { refused: 0, done: 0 }
  fc.assert(
    fc.property(steps, fc.boolean(), (all, beside) => {
      // The same is done on a board without a limit, which says what would be.
      const [limited, free] = [new LimitedBoard(2, 'refuse', beside), new LimitedBoard(2, 'warn', beside)]
      const isOpen = ({ board, status }: LimitedBoard, row: number): boolean =>
        status === null || ![done, canceled].some((stage) => stage === board.cell(row, status))
      const standing = (world: LimitedBoard): number[] =>
        Array.from({ length: world.board.rowCount }, (_, row) => row).filter(
          (row) =>
            world.board.isLive(row) &&
            world.board.system(row, 'parent') === null &&
            world.board.cell(row, world.stage) === doing &&
            isOpen(world, row),
        )
      for (const world of [limited, free]) {
        for (const stage of [doing, todo, todo, todo]) world.make(stage)
        for (const stage of [doing, todo]) world.make(stage, { parent: 0 })
      }
      for (const step of all) {
        const act = (world: LimitedBoard): void => {
          if (step.do === 'make') world.make(step.stage, step.below ? { parent: 0 } : {})
          else if (step.do === 'set') world.set(step.rows, step.stage)
          else if (step.do === 'say') {
            const column = world.status ?? world.stage
            world.run('item.setCells', { column, rows: step.rows, values: [step.status] })
          } else if (step.do === 'lift') world.run('item.move', { rows: [step.row], parent: null, group: world.now1 })
          else world.run(`item.${step.do}`, { rows: step.rows })
        }
        const before = standing(limited)
        try {
          act(free)
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          continue
        }
        const after = standing(free)
        const comes = after.some((row) => !before.includes(row))
        let refused = false
        try {
          act(limited)
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== 'rule-broken') throw error
          refused = true
        }
        expect([step, refused]).toEqual([step, comes && after.length > 2])
        seen[refused ? 'refused' : 'done'] += 1
        // From here on they would differ.
        if (refused) return
      }
    }),
    { numRuns: 300 },
  )
  expect(Math.min(seen.refused, seen.done)).toBeGreaterThan(20)
})
