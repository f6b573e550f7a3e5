import type { BoardColumn, ColumnKind, FormatContext, Json } from '@fulcrum/domain'
import { must, toBoardColumn } from '@fulcrum/domain'
import type { Readable } from 'node:stream'
import { kinds } from '../../testing/world.ts'
import { exportCell, textCell } from '../cell.ts'
import type { ExportColumn, ExportTable } from '../export-format.ts'
import { Pace } from '../pace.ts'

/** Names that say which id they stand for, so that a file can be read back without a directory. */
export const namedById: FormatContext = {
  personName: (id) => `Person ${id}`,
  locale: 'en',
  timeZone: 'UTC',
  keyOf: (row) => `T-${row + 1}`,
}

/** A column as a board would have it. */
export function madeColumn(kind: ColumnKind, settings: Json, number = 1, title = 'Value'): BoardColumn {
  const fields = { number, kind: kind.id, settings, settingsVersion: kind.version, title }
  return must(toBoardColumn(`column-${number}`, fields, kinds), `a column of ${kind.id}`)
}

/** A table of titles beside values of one column. */
export function madeTable(
  columns: readonly BoardColumn[],
  rows: readonly { readonly title: string; readonly values: readonly Json[] }[],
): ExportTable {
  const all: ExportColumn[] = [
    { id: 'title', title: 'Title', source: null, width: null },
    ...columns.map((source) => ({ id: String(source.number), title: source.title, source, width: 140 })),
  ]
  const valueOf = (row: number, { number }: BoardColumn): Json =>
    rows[row]?.values[columns.findIndex((column) => column.number === number)] ?? null
  return {
    board: { id: 'board', name: 'Made' },
    columns: all,
    count: rows.length,
    pace: new Pace(),
    exportedAt: 0,
    timeZone: 'UTC',
    value: valueOf,
    display: (row, column) => {
      const value = valueOf(row, column)
      return value === null ? '' : column.kind.format(value, column.settings, namedById)
    },
    async *rows() {
      yield rows.map(({ title }, row) => ({
        id: `item-${row}`,
        row,
        cells: [textCell(title), ...columns.map((column) => exportCell(column, valueOf(row, column), namedById))],
      }))
    },
  }
}

/** All bytes of a file. */
export async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
