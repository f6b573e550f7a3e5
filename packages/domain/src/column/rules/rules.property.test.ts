import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DomainError } from '../../errors.ts'
import type { Json } from '../../json.ts'
import { World } from '../../testing/world.ts'

interface Row {
  readonly cells: readonly Json[]
  readonly isTrashed: boolean
}

/** The columns, by their place: a code, points, a stage, and why. */
const [CODE, POINTS, STAGE, WHY] = [0, 1, 2, 3]
const done = 5

type Step =
  | { readonly do: 'make'; readonly cells: readonly Json[] }
  | { readonly do: 'set'; readonly column: number; readonly rows: readonly number[]; readonly values: readonly Json[] }
  | { readonly do: 'delete' | 'restore'; readonly rows: readonly number[] }

const valuesOf: readonly fc.Arbitrary<Json>[] = [
  fc.oneof(
    { arbitrary: fc.nat(9).map((digit): Json => `a${digit}`), weight: 3 },
    { arbitrary: fc.constantFrom<Json[]>(null, 'A1 ', 'b1', 'b 1', 'B  1', 'c', 'a12'), weight: 1 },
  ),
  fc.constantFrom<Json[]>(null, 1, 2, 3, 4, 5, 6),
  fc.constantFrom<Json[]>(null, 2, 3, done),
  fc.constantFrom<Json[]>('so', 'why', null),
]
const rows = fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.tuple(...valuesOf).map((cells): Step => ({ do: 'make', cells })), weight: 3 },
    {
      arbitrary: fc
        .tuple(fc.nat(3), rows)
        .chain(([column, chosen]) =>
          fc
            .array(valuesOf[column] ?? fc.constant(null), { minLength: chosen.length, maxLength: chosen.length })
            .map((values): Step => ({ do: 'set', column, rows: chosen, values })),
        ),
      weight: 6,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('delete', 'restore'), rows)
        .map(([what, chosen]): Step => ({ do: what as 'delete', rows: chosen })),
      weight: 2,
    },
  ),
  { minLength: 5, maxLength: 40 },
)

/** What the items are after a step, whatever the rules; null where there is nothing to do it to. */
function after(items: readonly Row[], step: Step): readonly Row[] | null {
  if (step.do === 'make') return [...items, { cells: step.cells, isTrashed: false }]
  const wanted = step.do === 'restore'
  if (step.rows.some((row) => !items[row] || (!wanted && items[row].isTrashed))) return null
  return items.map((item, row) => {
    const at = step.rows.indexOf(row)
    if (at < 0) return item
    if (step.do !== 'set') return { ...item, isTrashed: step.do === 'delete' }
    return { ...item, cells: item.cells.with(step.column, step.values[at] ?? null) }
  })
}

function folded(value: Json | undefined): string | null {
  return typeof value === 'string' ? value.trim().toLowerCase().replaceAll(/ +/g, ' ') : null
}

/** Whether the rules are against it, by looking at every item and every pair. */
function isAgainst(before: readonly Row[], now: readonly Row[]): boolean {
  return now.some((item, row) => {
    if (item.isTrashed) return false
    const old = before[row]
    const changed = (column: number) => old === undefined || old.cells[column] !== item.cells[column]
    const [code, points, stage, why] = item.cells
    if (changed(CODE) && typeof code === 'string' && !/^[ab] ?\s*\d\s*$/iu.test(code)) return true
    if (changed(CODE) && code === null && old !== undefined) return true
    if (old === undefined && code === null) return true
    if (changed(POINTS) && typeof points === 'number' && (points < 1 || points > 5)) return true
    const enters = stage === done && old?.cells[STAGE] !== done
    if (why === null && stage === done && (enters || changed(WHY))) return true
    const isNew = changed(CODE) || old?.isTrashed === true
    return (
      isNew &&
      code !== null &&
      now.some((other, at) => at !== row && !other.isTrashed && folded(other.cells[CODE]) === folded(code))
    )
  })
}

test('rules are against exactly what a look at every item says they are against', () => {
  const seen = { refused: 0, done: 0 }
  fc.assert(
    fc.property(steps, (all) => {
      const world = new World()
      const group = world.group('Now')
      const stage = world.column('stage', 'Stage')
      const code = world.column('note', 'Code', {
        rules: { required: 'always', unique: true, pattern: '[abAB] ?\\s*\\d\\s*' },
      })
      const points = world.column('count', 'Points', { rules: { range: { min: 1, max: 5 } } })
      const why = world.column('note', 'Why', { rules: { required: { column: stage, stages: ['done'] } } })
      const numbers = [code, points, stage, why]
      let items: readonly Row[] = []
      for (const step of all) {
        const next = after(items, step)
        if (next === null) continue
        let refused = false
        try {
          run(world, group, numbers, step)
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== 'rule-broken') throw error
          refused = true
        }
        expect([step, refused]).toEqual([step, isAgainst(items, next)])
        seen[refused ? 'refused' : 'done'] += 1
        if (!refused) items = next
        expect(items.map((_, row) => numbers.map((number) => world.board.cell(row, number)))).toEqual(
          items.map(({ cells }) => cells),
        )
      }
    }),
    { numRuns: 400 },
  )
  expect(Math.min(seen.refused, seen.done)).toBeGreaterThan(150)
})

function run(world: World, group: number, numbers: readonly number[], step: Step): void {
  if (step.do === 'make') {
    const cells = step.cells.map((value, at) => ({ column: numbers[at] ?? 0, value }))
    world.item('item', group, { cells })
  } else if (step.do === 'set') {
    world.run('item.setCells', { column: numbers[step.column], rows: step.rows, values: step.values })
  } else world.run(`item.${step.do}`, { rows: step.rows })
}
