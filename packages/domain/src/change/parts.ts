import type { Json } from '../json.ts'
import { cellValue, maxCellsPerChange } from '../patch.ts'
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
  const { partOfRow, count } = partedRows(patches)
  if (count === 1) return [write]
  const forwards = split(patches, partOfRow, count)
  const back = split(inverse, partOfRow, count)
  return forwards.map((part, at) => ({ patches: part, inverse: back[at] ?? [] }))
}

function isCells(patch: Patch): patch is CellsPatch {
  return patch.op === 'cells'
}

/** Which part each row belongs to: rows in the order in which they come, as many as fit. */
function partedRows(patches: readonly CellsPatch[]): {
  readonly partOfRow: Map<number, number>
  readonly count: number
} {
  const weights = new Map<number, { cells: number; bytes: number }>()
  for (const patch of patches) {
    patch.rows.forEach((row, index) => {
      const bytes = bytesOf(cellValue(patch, index))
      const weight = weights.get(row)
      if (weight) {
        weight.cells++
        weight.bytes += bytes
      } else weights.set(row, { cells: 1, bytes })
    })
  }
  const partOfRow = new Map<number, number>()
  let part = 0
  let cells = 0
  let bytes = 0
  for (const [row, weight] of weights) {
    if (cells > 0 && (cells + weight.cells > maxCellsPerChange || bytes + weight.bytes > maxBytesPerChange)) {
      part++
      cells = 0
      bytes = 0
    }
    cells += weight.cells
    bytes += weight.bytes
    partOfRow.set(row, part)
  }
  return { partOfRow, count: part + 1 }
}

function split(patches: readonly CellsPatch[], partOfRow: ReadonlyMap<number, number>, count: number): CellsPatch[][] {
  const parts: CellsPatch[][] = Array.from({ length: count }, () => [])
  for (const { op, column, rows, values } of patches) {
    const own: { rows: number[]; values: Json[] }[] = []
    rows.forEach((row, index) => {
      const part = (own[partOfRow.get(row) ?? 0] ??= { rows: [], values: [] })
      part.rows.push(row)
      if (values.length > 1) part.values.push(values[index] ?? null)
    })
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
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + sizeOf(entry), 2)
  return Object.entries(value).reduce((sum, [key, entry]) => sum + 4 + key.length + sizeOf(entry), 2)
}
