import { dateStylesOf } from '../dates.ts'
import type { FidelityLog } from '../fidelity.ts'
import { readNumberText } from '../numbers.ts'
import { isEmpty, lastFilled, type TableCell } from './cells.ts'
import type { TableInput } from './input.ts'

/** Where the data of a table begins, and the titles above it. */
export interface Layout {
  /** Rows before this one are no data. */
  readonly firstDataRow: number
  readonly header: readonly TableCell[]
  /** How many columns the header speaks for. */
  readonly width: number
}

/** A row of the data; `ordinal` counts the rows that are not empty, from 1. */
export interface DataRow {
  readonly cells: readonly TableCell[]
  readonly ordinal: number
}

/** How many rows are looked at for the one with the titles. */
const layoutRows = 30

/** Finds the row of titles: the first one that is about as wide as the table, unless it is data itself. */
export async function findLayout(input: TableInput): Promise<Layout> {
  const first: (readonly TableCell[])[] = []
  for await (const rows of input.rows()) {
    first.push(...rows.slice(0, layoutRows - first.length))
    if (first.length >= layoutRows) break
  }
  const widths = first.map((row) => row.filter((cell) => !isEmpty(cell)).length)
  const widest = Math.max(0, ...widths)
  const candidate = widths.findIndex((width) => width >= Math.max(1, widest > 2 ? Math.ceil(widest / 2) : widest))
  if (candidate < 0) return { firstDataRow: 0, header: [], width: 0 }
  const row = first[candidate] ?? []
  const hasHeader = input.options.hasHeader ?? !looksLikeData(row)
  for (let i = 0; i < candidate; i++) {
    if ((widths[i] ?? 0) > 0) input.fidelity.add(null, 'row-before-header', (first[i] ?? []).join(' '))
  }
  const width = lastFilled(row) + 1
  return hasHeader
    ? { firstDataRow: candidate + 1, header: row, width }
    : { firstDataRow: candidate, header: row.map(() => null), width }
}

/** The rows below the titles, without the empty ones, which are counted where a log is given. */
export async function* dataRows(
  input: TableInput,
  layout: Layout,
  fidelity: FidelityLog | null,
): AsyncGenerator<DataRow> {
  let index = 0
  let ordinal = 0
  for await (const rows of input.rows()) {
    for (const cells of rows) {
      const isData = index >= layout.firstDataRow
      index++
      if (!isData) continue
      if (cells.every(isEmpty)) {
        fidelity?.add(null, 'row-empty', `row ${index}`)
        continue
      }
      ordinal++
      yield { cells, ordinal }
    }
  }
}

/** True where more than half of the filled cells are numbers, dates or yes and no: then the row is no row of titles. */
function looksLikeData(row: readonly TableCell[]): boolean {
  const filled = row.filter((cell) => !isEmpty(cell))
  const data = filled.filter(
    (cell) => typeof cell !== 'string' || readNumberText(cell, 'point') !== null || dateStylesOf(cell).length > 0,
  )
  return data.length > filled.length / 2
}
