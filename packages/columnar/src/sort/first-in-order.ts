import type { RowOrder } from './comparator.ts'
import type { SortColumn } from './sort-key.ts'

/** From this share of the rows on, ordering all of them is cheaper. */
const FULL_SORT_SHARE = 1 / 8

/**
 * The first `limit` of the ascending rows in their order. A heap holds the best so far with the worst on top; a row is
 * usually dismissed by its first numeric key.
 */
export function firstInOrder(rows: Int32Array, limit: number, order: RowOrder): Int32Array {
  if (limit >= rows.length * FULL_SORT_SHARE) return order.sorted(rows, rows.length).subarray(0, limit)
  const heap = rows.slice(0, limit)
  for (let place = limit >> 1; place >= 0; place--) sink(heap, place, order.compare)
  const keys = leadingKeys(order.columns)
  const rest = order.columns.slice(keys.length)
  const worstKeys = new Float64Array(keys.length)
  const learnWorst = (): void => keys.forEach((key, i) => (worstKeys[i] = key(heap[0] as number)))
  learnWorst()
  for (let i = limit; i < rows.length; i++) {
    const row = rows[i] as number
    if (!beats(row, heap[0] as number, keys, worstKeys, rest)) continue
    heap[0] = row
    sink(heap, 0, order.compare)
    learnWorst()
  }
  return heap.sort(order.compare)
}

type NumericKey = (row: number) => number

/** The numeric keys of the columns up to the first that has none. */
function leadingKeys(columns: readonly SortColumn[]): readonly NumericKey[] {
  const keys: NumericKey[] = []
  for (const { numericKey } of columns) {
    if (numericKey === null) break
    keys.push(numericKey)
  }
  return keys
}

/** Whether a row comes before the worst one; of equal ones the later row does not. */
function beats(
  row: number,
  worst: number,
  keys: readonly NumericKey[],
  worstKeys: Float64Array,
  rest: readonly SortColumn[],
): boolean {
  for (let i = 0; i < keys.length; i++) {
    const key = (keys[i] as NumericKey)(row)
    const worstKey = worstKeys[i] as number
    if (key > worstKey) return false
    if (key < worstKey) return true
  }
  for (const column of rest) {
    const order = column.compare(row, worst)
    if (order !== 0) return order < 0
  }
  return false
}

/** Lets the item at a place of a heap with the last in order on top sink to where it belongs. */
function sink(heap: Int32Array, from: number, compare: (a: number, b: number) => number): void {
  const item = heap[from] as number
  let place = from
  for (;;) {
    let child = 2 * place + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && compare(heap[child + 1] as number, heap[child] as number) > 0) child++
    if (compare(heap[child] as number, item) <= 0) break
    heap[place] = heap[child] as number
    place = child
  }
  heap[place] = item
}
