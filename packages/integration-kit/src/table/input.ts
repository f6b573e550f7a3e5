import type { FidelityLog } from '../fidelity.ts'
import type { ImportFile, ImportOptions } from '../import-source.ts'
import type { TableCell } from './cells.ts'

/** Rows of cells under one row of titles. */
export interface TableInput {
  /** The id of the source that reads it. */
  readonly sourceId: string
  /** Goes into the identity besides the file's name: the sheet. */
  readonly part?: string
  readonly file: ImportFile
  readonly options: ImportOptions
  readonly fidelity: FidelityLog
  /** All rows, in pieces; each call starts at the beginning and gives the same. */
  rows(): AsyncIterable<readonly (readonly TableCell[])[]>
  /** True where every row should have as many cells as there are titles. */
  readonly strictWidth: boolean
  readonly sheets?: readonly string[]
}
