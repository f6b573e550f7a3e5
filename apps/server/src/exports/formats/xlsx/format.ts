import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { defineExportFormat } from '../../export-format.ts'
import { sheetPieces } from './sheet.ts'
import { fixedParts } from './parts.ts'

/** A workbook with one sheet: typed cells, titles that stay in sight, a filter on every column. */
export const xlsxFormat = defineExportFormat({
  id: 'xlsx',
  label: 'Excel workbook',
  description: 'A sheet with real numbers and dates, for Excel, Numbers and LibreOffice.',
  extension: '.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  maxRows: 1_048_575,
  maxColumns: 16_384,
  write(table) {
    const zip = new ZipFile()
    for (const { name, content } of fixedParts(table.board.name)) zip.addBuffer(Buffer.from(content), name)
    // The rows are read when the parts before them are out, and no faster than the archive is taken.
    const sheet = Readable.from(sheetPieces(table), { objectMode: false })
    const out = Readable.from(zip.outputStream, { objectMode: false })
    const fail = (error: Error) => void out.destroy(error)
    sheet.on('error', fail)
    zip.on('error', fail)
    out.on('close', () => sheet.destroy())
    zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
    zip.end()
    return out
  },
})
