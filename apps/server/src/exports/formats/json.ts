import { Readable } from 'node:stream'
import { cellText } from '../cell.ts'
import { defineExportFormat } from '../export-format.ts'
import type { ExportColumn, ExportRow, ExportTable } from '../export-format.ts'

/** Raised when the shape changes in a way that a reader of the old one notices. docs/export.md describes it. */
const version = 1

/** Every value as the board has it, with the text that people read; one item a line. */
export const jsonFormat = defineExportFormat({
  id: 'json',
  label: 'JSON',
  description: 'Typed values with ids, for programs.',
  extension: '.json',
  mediaType: 'application/json; charset=utf-8',
  write: (table) => Readable.from(jsonPieces(table), { objectMode: false }),
})

async function* jsonPieces(table: ExportTable): AsyncGenerator<string> {
  const { board, columns, exportedAt, timeZone } = table
  const head = {
    format: 'fulcrum.board',
    version,
    exportedAt: new Date(exportedAt).toISOString(),
    timeZone,
    board,
    columns: columns.flatMap(({ source }) => (source ? [describe(source)] : [])),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`
  let between = '\n'
  for await (const rows of table.rows()) {
    let piece = ''
    for (const row of rows) {
      piece += between + JSON.stringify(itemOf(table, row))
      between = ',\n'
    }
    yield piece
  }
  yield '\n]}\n'
}

function describe({ id, number, title, kind, settings }: NonNullable<ExportColumn['source']>) {
  return { id, number, title, kind: kind.id, settings }
}

function itemOf(table: ExportTable, row: ExportRow) {
  const system: Record<string, string | null> = {}
  const cells: Record<string, { readonly value: unknown; readonly text: string }> = {}
  for (const [index, { id, source }] of table.columns.entries()) {
    const text = cellText(row.cells[index] ?? null)
    if (!source) system[id] = text === '' ? null : text
    else {
      const value = table.value(row.row, source)
      if (value !== null) cells[id] = { value, text }
    }
  }
  return { id: row.id, ...system, cells }
}
