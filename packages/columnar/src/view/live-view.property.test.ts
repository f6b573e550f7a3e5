import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  LiveView,
  query,
  Table,
  topK,
  type TableEdit,
  type ViewChange,
  type ViewResult,
  type ViewSpec,
} from '../index.ts'
import { cell, LANES, row, spec } from '../testing/arbitraries.ts'
import { plainView, type PlainTable } from '../testing/plain-view.ts'

const collate = new Intl.Collator('de', { numeric: true }).compare

type Step =
  | { readonly do: 'edit'; readonly edit: TableEdit }
  | { readonly do: 'drop' | 'add'; readonly lane: number }
  | { readonly do: 'spec'; readonly view: number; readonly spec: ViewSpec }

const rowList = (maxLength: number): fc.Arbitrary<number[]> => fc.uniqueArray(row, { maxLength })

const cells = fc.constantFrom(...LANES).chain(({ key, type }) =>
  fc.array(fc.tuple(row, cell(type)), { maxLength: 30 }).map((pairs) => ({
    lane: key,
    rows: pairs.map(([at]) => at),
    values: pairs.map(([, value]) => value),
  })),
)

const edit: fc.Arbitrary<TableEdit> = fc
  .record({ insert: rowList(12), remove: rowList(4), cells: fc.array(cells, { maxLength: 3 }) }, { requiredKeys: [] })
  .map((made) =>
    made.remove ? { ...made, insert: made.insert?.filter((at) => !made.remove?.includes(at)) ?? [] } : made,
  )

const singleCell: fc.Arbitrary<TableEdit> = fc
  .constantFrom(...LANES)
  .chain(({ key, type }) =>
    fc.tuple(row, cell(type)).map(([at, value]) => ({ cells: [{ lane: key, rows: [at], values: [value] }] })),
  )

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.oneof(edit, singleCell).map((made): Step => ({ do: 'edit', edit: made })), weight: 12 },
  { arbitrary: fc.record({ do: fc.constantFrom('drop', 'add'), lane: fc.nat(LANES.length - 1) }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('spec'), view: fc.nat(1), spec }), weight: 1 },
)

function seen(view: ViewResult): unknown {
  return view.groups.map((group) => ({
    key: group.key,
    rows: Array.from(view.rows(group.key)),
    aggregates: group.aggregates,
  }))
}

function applyPlain(plain: PlainTable, { insert, remove, cells }: TableEdit): void {
  for (const at of insert ?? []) plain.live.add(at)
  for (const at of remove ?? []) plain.live.delete(at)
  for (const { lane, rows, values } of cells ?? []) {
    Array.from(rows).forEach((at, i) => {
      const record = plain.cells.get(at) ?? {}
      record[lane] = values[i] ?? null
      plain.cells.set(at, record)
    })
  }
}

/** What a listener that only follows changes believes: group -> rows, without order. */
function follow(view: LiveView): () => Map<unknown, Set<number>> {
  let believed: Map<unknown, Set<number>> | null = null
  const read = (): Map<unknown, Set<number>> =>
    new Map(view.groups.filter((group) => group.count > 0).map((group) => [group.key, new Set(view.rows(group.key))]))
  view.subscribe((change: ViewChange) => {
    if (change.kind === 'reset' || believed === null) {
      believed = read()
      return
    }
    for (const { group, left } of change.groups)
      for (const at of left) expect(believed.get(group)?.delete(at)).toBe(true)
    for (const { group, entered, moved, changed } of change.groups) {
      const rows = believed.get(group) ?? new Set<number>()
      believed.set(group, rows)
      for (const at of entered) rows.add(at)
      for (const at of [...moved, ...changed]) expect(rows.has(at)).toBe(true)
    }
    for (const [group, rows] of believed) if (rows.size === 0) believed.delete(group)
    expect(believed).toEqual(read())
  })
  believed = read()
  return () => believed ?? new Map()
}

test('live views equal a query and the plain oracle after any edits, to the last bit', () => {
  fc.assert(
    fc.property(fc.tuple(spec, spec), fc.array(step, { minLength: 1, maxLength: 25 }), (specs, steps) => {
      const table = new Table(LANES)
      const plain: PlainTable = {
        types: new Map(LANES.map(({ key, type }) => [key, type])),
        cells: new Map(),
        live: new Set(),
      }
      const views = specs.map((one) => new LiveView(table, one, { collate }))
      const beliefs = views.map(follow)
      for (const taken of steps) {
        if (taken.do === 'edit') {
          const usable = { ...taken.edit, cells: (taken.edit.cells ?? []).filter(({ lane }) => table.hasLane(lane)) }
          table.edit(usable)
          applyPlain(plain, usable)
        } else if (taken.do === 'spec') {
          views[taken.view]?.setSpec(taken.spec)
        } else {
          const lane = LANES[taken.lane] ?? { key: '', type: 'text' as const }
          if (taken.do === 'drop' && table.hasLane(lane.key)) {
            table.dropLane(lane.key)
            plain.types.delete(lane.key)
            for (const record of plain.cells.values()) delete record[lane.key]
          } else if (taken.do === 'add' && !table.hasLane(lane.key)) {
            table.addLane(lane)
            plain.types.set(lane.key, lane.type)
          }
        }
        views.forEach((view, i) => {
          expect(seen(view)).toEqual(plainView(plain, view.spec, collate))
          expect(seen(view)).toEqual(seen(query(table, view.spec, { collate })))
          const rows = view.groups.flatMap((group) => Array.from(view.rows(group.key)))
          expect(view.count).toBe(rows.length)
          expect(beliefs[i]?.().size).toBe(view.groups.filter((group) => group.count > 0).length)
          expect(Array.from(topK(table, view.spec, 2, 5, { collate }))).toEqual(rows.slice(2, 7))
          for (const group of view.groups) {
            view.rows(group.key).forEach((at, index) => {
              expect(view.indexOf(at)).toEqual({ group: group.key, index })
            })
          }
        })
      }
    }),
    { numRuns: 300 },
  )
})
