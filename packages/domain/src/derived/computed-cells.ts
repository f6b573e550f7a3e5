import type { CellsEdit, LaneValue, Table } from '@fulcrum/columnar'
import type { DerivedReader } from './derivation.ts'
import type { PlannedColumn } from './plan.ts'

/** What is written to the lanes of a derived column so that these rows have what their inputs say. */
export function computedCells(
  planned: PlannedColumn,
  rows: readonly number[],
  items: Table,
  reader: DerivedReader,
): CellsEdit[] {
  const computed = lanesOf(planned, rows, reader)
  const cells: CellsEdit[] = []
  for (const { key, name } of planned.column.lanes) {
    const lane = items.laneOf(key)
    const found = computed[name]
    const touched: number[] = []
    const values: LaneValue[] = []
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as number
      const value = found?.[index] ?? null
      // What is empty and stays so costs nothing further: most lanes that tell problems are.
      if (value === null && lane.get(row) === null) continue
      touched.push(row)
      values.push(value)
    }
    if (touched.length > 0) cells.push({ lane: key, rows: touched, values })
  }
  return cells
}

/** What the lanes of the column hold from now on, a value for each of the rows. */
function lanesOf(
  { column, derivation }: PlannedColumn,
  rows: readonly number[],
  reader: DerivedReader,
): Readonly<Record<string, readonly LaneValue[]>> {
  if (derivation.computeLanes && rows.every((row) => reader.exists(row))) return derivation.computeLanes(reader, rows)
  const { kind, settings } = column
  const lanes = rows.map((row) => {
    const value = reader.exists(row) ? derivation.compute(reader, row) : null
    return value === null ? null : kind.toLanes(value, settings)
  })
  return Object.fromEntries(column.lanes.map(({ name }) => [name, lanes.map((each) => each?.[name] ?? null)]))
}
