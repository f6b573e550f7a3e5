import { Readable } from 'node:stream'
import { defineExportFormat } from '../export-format.ts'
import type { ExportColumn, ExportRow, ExportTable } from '../export-format.ts'
import { cellText } from '../cell.ts'

/** A pipe table as people read it: labels by name, dates and numbers in the account's language. */
export const markdownFormat = defineExportFormat({
  id: 'md',
  label: 'Markdown',
  description: 'A table for documents, tickets and chats.',
  extension: '.md',
  mediaType: 'text/markdown; charset=utf-8',
  write: (table) => Readable.from(markdownPieces(table), { objectMode: false }),
})

async function* markdownPieces(table: ExportTable): AsyncGenerator<string> {
  yield `# ${escaped(table.board.name)}\n\n`
  yield line(table.columns.map(({ title }) => escaped(title)))
  yield line(table.columns.map((column) => (isNumeric(column) ? '---:' : '---')))
  for await (const rows of table.rows()) {
    let piece = ''
    for (const row of rows)
      piece += line(table.columns.map((column, index) => escaped(shown(table, row, column, index))))
    yield piece
  }
}

function shown(table: ExportTable, { row, cells }: ExportRow, { source }: ExportColumn, index: number): string {
  return source ? table.display(row, source) : cellText(cells[index] ?? null)
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

function isNumeric({ source }: ExportColumn): boolean {
  return source?.lanes.some(({ name, type }) => name === source.kind.defaultLane && type === 'number') === true
}

/** What means something to a reader of Markdown, inside a table's cell or not; a cell has one line. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&')
    .replace(/^(\s*)(-|\d+\.)/, '$1\\$2')
    .replace(/\r\n?|\n/g, '<br>')
    .trim()
}
