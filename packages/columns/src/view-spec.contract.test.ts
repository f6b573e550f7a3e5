import { BoardState, KindRegistry, scopeOf, toViewSpec } from '@fulcrum/domain'
import type { ColumnKind, Json, KindOperator } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { columnKinds } from './all.ts'

const reading = { me: null, today: 20_000, timeZone: 'UTC', weekStart: 1 }

/** Something that an operator takes. */
function operandFor({ takes }: KindOperator, kind: ColumnKind): Json {
  const operands: Record<KindOperator['takes'], Json> = {
    nothing: null,
    value: kind.examples[0]?.values[0]?.value ?? null,
    text: 'a',
    number: 1,
    day: { today: 0 },
    days: [20_000, { today: 7 }],
    numbers: [1, 2],
    options: [1],
    people: ['0190a000-0000-7000-8000-000000000001'],
  }
  return operands[takes]
}

for (const kind of columnKinds as readonly ColumnKind[]) {
  test(`views can filter, sort, group and total by ${kind.id}`, () => {
    const board = new BoardState(scopeOf('board', '0190a000-0000-7000-8000-000000000001'), new KindRegistry([kind]))
    const settings = kind.examples[0]?.settings ?? kind.defaultSettings
    const fields = { number: 1, kind: kind.id, title: 'C', rank: 'a', settings, settingsVersion: kind.version }
    board.patch([{ op: 'put', table: 'column', id: 'c', fields }], 0, null)
    const view = toViewSpec(
      board,
      {
        filter: {
          and: kind.operators.map((operator) => ({
            column: 1,
            operator: operator.id,
            value: operandFor(operator, kind),
          })),
        },
        sort: [{ column: 1, direction: 'desc' }],
        groupBy: kind.group ? 1 : null,
        ...(kind.aggregates[0] && { aggregates: [{ column: 1, kind: kind.aggregates[0] }] }),
      },
      reading,
    )
    expect(view.leftOut).toEqual([])
    const lanes = new Set(board.items.lanes().map(({ key }) => key))
    const named = [view.spec.group?.lane, ...(view.spec.sort ?? []).map(({ lane }) => lane)]
    expect(named.filter((lane) => lane === undefined || !lanes.has(lane))).toEqual([])
    expect((view.spec.aggregates ?? []).filter(({ lane }) => !lanes.has(lane))).toEqual([])
  })
}
