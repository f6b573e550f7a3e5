import type { RowOrder } from './comparator.ts'
import { packWords } from './radix.ts'
import type { SortColumn, SortWords } from './sort-key.ts'

/** From this share of the rows on, ordering all of them is cheaper. */
const FULL_SORT_SHARE = 1 / 8

/**
 * The first `limit` of the ascending rows in their order. A heap holds the best so far with the worst on top; a row
 * is usually dismissed by one comparison of its first radix key.
 */
export function firstInOrder(rows: Int32Array, limit: number, order: RowOrder): Int32Array {
  const count = rows.length
  if (limit >= count * FULL_SORT_SHARE) return order.sorted(rows, count).subarray(0, limit)
  const quick = quickWords(rows, order)
  const compare = indexOrder(rows, quick, order)
  const heap = new Int32Array(limit)
  for (let i = 0; i < limit; i++) heap[i] = i
  for (let i = limit >> 1; i >= 0; i--) sink(heap, i, compare)
  const keys = quick[0]?.keys ?? null
  let worst = heap[0] as number
  for (let i = limit; i < count; i++) {
    if (keys !== null && (keys[i] as number) > (keys[worst] as number)) continue
    if (compare(i, worst) >= 0) continue
    heap[0] = i
    sink(heap, 0, compare)
    worst = heap[0] as number
  }
  return heap.sort(compare).map((i) => rows[i] as number)
}

/** Radix keys of the leading columns that can make them without ordering anything. */
function quickWords(rows: Int32Array, order: RowOrder): readonly SortWords[] {
  const slow = order.columns.findIndex((column) => !column.quick)
  const leading = slow < 0 ? order.columns : order.columns.slice(0, slow)
  return packWords(
    leading.flatMap((column) => column.words(rows, rows.length)),
    rows.length,
  )
}

/** Compares places in `rows`: by radix keys first, then by the columns that have none; ties by place. */
function indexOrder(rows: Int32Array, quick: readonly SortWords[], order: RowOrder): (a: number, b: number) => number {
  const rest: readonly SortColumn[] = order.columns.slice(
    Math.max(
      0,
      order.columns.findIndex((column) => !column.quick),
    ),
  )
  const complete = order.columns.every((column) => column.quick)
  return (a, b) => {
    for (const { keys } of quick) {
      const difference = (keys[a] as number) - (keys[b] as number)
      if (difference !== 0) return difference
    }
    if (complete) return a - b
    for (const column of rest) {
      const difference = column.compare(rows[a] as number, rows[b] as number)
      if (difference !== 0) return difference
    }
    return a - b
  }
}

/** Lets item `at` of a heap with the greatest on top sink to its place. */
function sink(heap: Int32Array, at: number, compare: (a: number, b: number) => number): void {
  const item = heap[at] as number
  let place = at
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
