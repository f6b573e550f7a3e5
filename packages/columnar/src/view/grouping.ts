import { groupKeyOrder } from '../group.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import { TextLane } from '../lanes/text-lane.ts'
import { reasonKey } from '../reason.ts'
import type { Table } from '../table.ts'
import type { GroupKey } from '../types.ts'
import type { Selection } from './selection.ts'
import type { ViewSpec } from './spec.ts'

/** Numbers for the groups of a view: a key keeps its number, also while its group is empty. */
export class GroupNumbers {
  readonly keys: GroupKey[] = []
  readonly #numbers = new Map<GroupKey, number>()

  /** The number of a key, a new one if it has none. */
  of(key: GroupKey): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.keys.length)
    return this.keys.push(key) - 1
  }

  find(key: GroupKey): number | undefined {
    return this.#numbers.get(key)
  }
}

/** Which group each selected row is in. */
export interface Grouping {
  readonly numbers: GroupNumbers
  /** By row: the number of its group, -1 where it is not selected. */
  readonly groupOf: Int32Array
  /** By group number. */
  readonly counts: number[]
}

/** Groups the selected rows. Without a group lane all are in one group, which exists even when it is empty. */
export function groupRows(table: Table, spec: ViewSpec, { rows, count }: Selection): Grouping {
  const groupOf = new Int32Array(table.rowCount).fill(-1)
  const numbers = new GroupNumbers()
  const lane = spec.group ? table.findLane(spec.group.lane) : undefined
  if (!spec.group) numbers.of(null)
  if (lane === undefined) {
    const only = count > 0 ? numbers.of(null) : 0
    for (let i = 0; i < count; i++) groupOf[rows[i] as number] = only
    return { numbers, groupOf, counts: numbers.keys.map(() => count) }
  }
  lane.assignSlots(rows, count, (key) => numbers.of(key), groupOf)
  const reasons = reasonLane(table, spec)
  if (reasons) partBlanks(reasons, { rows, count }, numbers, groupOf)
  const counts = new Int32Array(numbers.keys.length)
  for (let i = 0; i < count; i++) {
    const group = groupOf[rows[i] as number] as number
    counts[group] = (counts[group] as number) + 1
  }
  return { numbers, groupOf, counts: Array.from(counts) }
}

/** The lane that says why cells are blank, where the view has one. */
export function reasonLane(table: Table, { group }: ViewSpec): TextLane | undefined {
  const lane = group?.reason === undefined ? undefined : table.findLane(group.reason)
  return lane instanceof TextLane ? lane : undefined
}

/** The key of a row whose cell is blank. */
export function blankKey(reasons: TextLane | undefined, row: number): GroupKey {
  const reason = reasons?.groupKey(row) ?? null
  return reason === null ? null : reasonKey(String(reason))
}

/** Puts blank rows that have a reason into groups of these; the blank group may be left without any. */
function partBlanks(reasons: TextLane, { rows, count }: Selection, numbers: GroupNumbers, groupOf: Int32Array): void {
  const blank = numbers.find(null)
  if (blank === undefined) return
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    if (groupOf[row] === blank && !reasons.isBlank(row)) groupOf[row] = numbers.of(blankKey(reasons, row))
  }
}

/** Order of group keys in a view. */
export function viewGroupOrder(
  table: Table,
  spec: ViewSpec,
  options: ViewOptions,
): (a: GroupKey, b: GroupKey) => number {
  const lane = spec.group ? table.findLane(spec.group.lane) : undefined
  if (!spec.group || lane === undefined) return () => 0
  return groupKeyOrder(spec.group, lane.type, options.collate)
}

/** Splits ordered rows by group, keeping their order. */
export function distribute(rows: Int32Array, count: number, grouping: Grouping): Int32Array[] {
  const { groupOf, counts } = grouping
  if (counts.length === 1) return [rows.slice(0, count)]
  const all = new Int32Array(count)
  const ends = new Int32Array(counts.length)
  let sum = 0
  const parts = counts.map((size, group) => {
    ends[group] = sum
    sum += size
    return all.subarray(sum - size, sum)
  })
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    const group = groupOf[row] as number
    const at = ends[group] as number
    ends[group] = at + 1
    all[at] = row
  }
  return parts
}
