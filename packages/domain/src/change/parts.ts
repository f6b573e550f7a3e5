import type { Json } from '../json.ts'
import { cellValue, maxCellsPerChange, touchedRows } from '../patch.ts'
import type { CellsPatch, Patch } from '../patch.ts'

/** What one change of the log holds of a larger write. */
export interface WritePart {
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

/** A change holds about this many bytes of JSON at most. */
const maxBytesPerChange = 256 * 1024

/**
 * Parts a write that is too large for one change, row by row: each row's cells stay together and in order, so that the parts one
 * after another do what the whole does. A write that fits, or that does more than set cells, comes back as it is.
 */
export function partsOf(write: WritePart): readonly WritePart[] {
  const { patches, inverse } = write
  if (!patches.every(isCells) || !inverse.every(isCells)) return [write]
  const cells = patches.reduce((sum, { rows }) => sum + rows.length, 0)
  if (cells <= maxCellsPerChange && roughBytes(patches) <= maxBytesPerChange) return [write]
  const parting = partedRows(patches)
  if (parting.count === 1) return [write]
  const forwards = split(patches, parting)
  const back = split(inverse, parting)
  return forwards.map((part, at) => ({ patches: part, inverse: back[at] ?? [] }))
}

function isCells(patch: Patch): patch is CellsPatch {
  return patch.op === 'cells'
}

/** Which part each row belongs to: rows from the first up, as many as fit. */
interface Parting {
  readonly count: number
  partOf(row: number): number
}

function partedRows(patches: readonly CellsPatch[]): Parting {
  const rows = touchedRows(patches)
  const placeOf = placesOf(rows)
  const cells = new Float64Array(rows.length)
  const bytes = new Float64Array(rows.length)
  for (const patch of patches) {
    for (let index = 0; index < patch.rows.length; index++) {
      const place = placeOf(patch.rows[index] ?? 0)
      cells[place] = (cells[place] ?? 0) + 1
      bytes[place] = (bytes[place] ?? 0) + bytesOf(cellValue(patch, index))
    }
  }
  const parts = new Int32Array(rows.length)
  const sum = { part: 0, cells: 0, bytes: 0 }
  for (let place = 0; place < rows.length; place++) {
    const [ownCells, ownBytes] = [cells[place] ?? 0, bytes[place] ?? 0]
    const isFull = sum.cells + ownCells > maxCellsPerChange || sum.bytes + ownBytes > maxBytesPerChange
    if (sum.cells > 0 && isFull) {
      sum.part++
      sum.cells = 0
      sum.bytes = 0
    }
    sum.cells += ownCells
    sum.bytes += ownBytes
    parts[place] = sum.part
  }
  return { count: sum.part + 1, partOf: (row) => parts[placeOf(row)] ?? 0 }
}

/** The place of each row among the rows, which are in ascending order; those of new items follow each other. */
function placesOf(rows: readonly number[]): (row: number) => number {
  const first = rows[0] ?? 0
  if ((rows.at(-1) ?? 0) - first === rows.length - 1) return (row) => row - first
  const places = new Map(rows.map((row, place) => [row, place]))
  return (row) => places.get(row) ?? 0
}

function split(patches: readonly CellsPatch[], { count, partOf }: Parting): CellsPatch[][] {
  const parts: CellsPatch[][] = Array.from({ length: count }, () => [])
  for (const { op, column, rows, values } of patches) {
    const own: { rows: number[]; values: Json[] }[] = []
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] ?? 0
      const part = (own[partOf(row)] ??= { rows: [], values: [] })
      part.rows.push(row)
      if (values.length > 1) part.values.push(values[index] ?? null)
    }
    own.forEach((part, at) => {
      parts[at]?.push({ op, column, rows: part.rows, values: values.length > 1 ? part.values : values })
    })
  }
  return parts
}

function roughBytes(patches: readonly CellsPatch[]): number {
  let bytes = 0
  for (const patch of patches) {
    if (patch.values.length === 1) bytes += patch.rows.length * bytesOf(cellValue(patch, 0))
    else for (const value of patch.values) bytes += bytesOf(value)
  }
  return bytes
}

/** Bytes of a cell in the log, about, and rather more: the row's number stands beside each value. */
function bytesOf(value: Json): number {
  return 8 + sizeOf(value)
}

function sizeOf(value: Json): number {
  if (typeof value === 'string') return 2 + value.length * 2
  if (typeof value !== 'object' || value === null) return 12
  let size = 2
  if (Array.isArray(value)) for (const entry of value) size += sizeOf(entry)
  else for (const [key, entry] of Object.entries(value)) size += 4 + key.length + sizeOf(entry)
  return size
}
