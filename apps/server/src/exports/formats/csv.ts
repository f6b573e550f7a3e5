import { inertText } from '@fulcrum/integration-kit'
import { Readable } from 'node:stream'
import type { ExportCell } from '../cell.ts'
import { cellText } from '../cell.ts'
import { defineExportFormat } from '../export-format.ts'
import type { ExportTable } from '../export-format.ts'

/** RFC 4180: commas, quotation marks doubled, lines ended by `\r\n`. What a spreadsheet would run is made inert. */
export const csvFormat = defineExportFormat({
  id: 'csv',
  label: 'CSV',
  description: 'A table in a text file, for spreadsheets and scripts.',
  extension: '.csv',
  mediaType: 'text/csv; charset=utf-8',
  write: (table, { mark }) => Readable.from(csvPieces(table, mark), { objectMode: false }),
})

async function* csvPieces(table: ExportTable, mark: boolean): AsyncGenerator<string> {
  yield `${mark ? '\ufeff' : ''}${table.columns.map(({ title }) => quoted(inertText(title))).join(',')}\r\n`
  for await (const rows of table.rows()) {
    let piece = ''
    for (const { cells } of rows) piece += `${cells.map(csvCell).join(',')}\r\n`
    yield piece
  }
}

function csvCell(cell: ExportCell): string {
  return cell?.type === 'text' ? quoted(inertText(cell.text)) : cellText(cell)
}

const mustQuote = /[",\r\n]|^\s|\s$/

function quoted(text: string): string {
  return mustQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
