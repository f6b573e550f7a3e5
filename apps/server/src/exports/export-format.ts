import type { BoardColumn } from '@fulcrum/domain'
import type { Readable } from 'node:stream'
import type { ExportCell } from './cell.ts'
import type { Pace } from './pace.ts'

/** A column of the file: one of the board, or what every item has. */
export interface ExportColumn {
  readonly title: string
  /** `title`, `key`, `group`, `parent`, or the number of a column. */
  readonly id: string
  readonly source: BoardColumn | null
  /** In pixels, where the view says it. */
  readonly width: number | null
}

/** One item of the file, in the order of the file's columns. */
export interface ExportRow {
  readonly id: string
  readonly row: number
  readonly cells: readonly ExportCell[]
}

/** What is exported: the columns that its reader may read, and the rows, which are read once. */
export interface ExportTable {
  readonly board: { readonly id: string; readonly name: string }
  readonly columns: readonly ExportColumn[]
  /** How many rows there are; fewer come where items are deleted meanwhile. */
  readonly count: number
  /** Rows in pieces of some hundred, a piece a turn. */
  rows(): AsyncIterable<readonly ExportRow[]>
  /** The value of a cell as JSON, for formats that keep it; null where it is empty. */
  value(row: number, column: BoardColumn): unknown
  /** What people read of a value. */
  display(row: number, column: BoardColumn): string
  readonly pace: Pace
  readonly exportedAt: number
  readonly timeZone: string
}

export interface ExportOptions {
  /** Begin text with a byte order mark. */
  readonly mark: boolean
}

/**
 * A format that a board can be written in. What it writes must be bounded in memory: it gives bytes as rows come, and
 * reads rows no faster than its bytes are taken.
 */
export interface ExportFormat {
  readonly id: string
  readonly label: string
  /** One sentence for the dialog in which people choose. */
  readonly description: string
  readonly extension: string
  readonly mediaType: string
  /** The most rows that a file of the format holds, without the titles. */
  readonly maxRows?: number
  readonly maxColumns?: number
  readonly write: (table: ExportTable, options: ExportOptions) => Readable
}

/** Declares a format. */
export function defineExportFormat<const I extends string>(format: ExportFormat & { readonly id: I }): ExportFormat {
  return format
}
