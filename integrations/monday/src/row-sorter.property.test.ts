import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Row } from './cells.ts'
import { RowSorter, type SortedRow } from './row-sorter.ts'

const text = fc.constantFrom('a', 'b', 'Done', 'Subitem', 'Groups', 'x y', '12')
const id = fc.integer({ min: 10_000, max: 99_999 }).map(String)
const subItem = fc.record({ name: text, owner: fc.constantFrom('', 'Ada'), id })
const item = fc.record({
  name: text,
  status: fc.constantFrom('', 'Done'),
  id,
  below: fc.array(subItem, { maxLength: 3 }),
})
const group = fc.record({ title: text, items: fc.array(item, { maxLength: 4 }), hasSum: fc.boolean() })
const board = fc.record({
  title: text,
  about: fc.array(text, { maxLength: 2 }),
  groups: fc.array(group, { minLength: 1, maxLength: 4 }),
  hasIds: fc.boolean(),
})
type Board = typeof board extends fc.Arbitrary<infer T> ? T : never

/** The sheet of a board as the export writes it, and what each row of it is. */
function written({ title, about, groups, hasIds }: Board): {
  readonly rows: readonly Row[]
  readonly wanted: readonly SortedRow[]
} {
  const rows: Row[] = []
  const wanted: SortedRow[] = []
  const titles = hasIds ? ['Name', 'Status', 'Item ID (auto generated)'] : ['Name', 'Status']
  const below = hasIds ? ['Subitems', 'Name', 'Owner', 'Item ID (auto generated)'] : ['Subitems', 'Name', 'Owner']
  const put = (row: Row, ...as: readonly SortedRow[]) => {
    rows.push(row)
    wanted.push(...as)
  }
  put([title], { kind: 'board', text: title })
  for (const line of about) put([line], { kind: 'above', text: line })
  for (const each of groups) {
    put([each.title], { kind: 'group', text: each.title })
    put(titles, { kind: 'titles', level: 'item', titles })
    for (const { name, status, id: own, below: subs } of each.items) {
      const row = hasIds ? [name, status, own] : [name, status]
      put(row, { kind: 'record', level: 'item', row })
      if (subs.length === 0) continue
      put(below, { kind: 'titles', level: 'subitem', titles: below })
      for (const sub of subs) {
        const line = hasIds ? ['', sub.name, sub.owner, sub.id] : ['', sub.name, sub.owner]
        put(line, { kind: 'record', level: 'subitem', row: line })
      }
    }
    const sum: Row = [null, '', 3]
    if (each.hasSum) put(sum, { kind: 'summary', row: sum })
  }
  return { rows, wanted }
}

test('every row is what it was written as, with empty rows anywhere between', () => {
  fc.assert(
    fc.property(board, fc.nat(5), (made, empty) => {
      const { rows, wanted } = written(made)
      const sorter = new RowSorter()
      const found = rows.flatMap((row, at) => [
        ...(at % (empty + 1) === 0 ? sorter.push([null, '']) : []),
        ...sorter.push(row),
      ])
      expect([...found, ...sorter.finish()]).toEqual(wanted)
    }),
    { numRuns: 2_000 },
  )
})
