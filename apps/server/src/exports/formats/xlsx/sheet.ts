import { cellText } from '../../cell.ts'
import type { ExportCell } from '../../cell.ts'
import type { ExportColumn, ExportTable } from '../../export-format.ts'
import { styles } from './parts.ts'
import { mainSpace, xmlHead, xmlText } from './xml.ts'

/** The most characters that a cell of a workbook holds. */
const maxCellChars = 32_767

/** Days from 1899-12-30, where workbooks begin to count, to 1970-01-01. */
const epochDays = 25_569
/** Before March 1900 workbooks count a day that never was: earlier days are texts. */
const firstSerial = 61
const minutesADay = 1_440

/** The XML of the sheet, row by row. Every row and cell says where it stands, as some readers demand. */
export async function* sheetPieces(table: ExportTable): AsyncGenerator<string> {
  const { columns, count } = table
  const letters = columns.map((_, index) => columnLetters(index))
  const last = letters.at(-1) ?? 'A'
  yield (
    `${xmlHead}<worksheet xmlns="${mainSpace}">` +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns.map(columnWidth).join('')}</cols><sheetData>`
  )
  const titles = columns.map(({ title }, index) => textXml(`${letters[index]}1`, title, styles.title))
  yield `<row r="1">${titles.join('')}</row>`
  let number = 1
  for await (const rows of table.rows()) {
    let piece = ''
    for (const { cells } of rows) {
      number += 1
      piece += `<row r="${number}">`
      for (let i = 0; i < cells.length; i++) piece += cellXml(`${letters[i]}${number}`, cells[i] ?? null)
      piece += '</row>'
    }
    yield piece
  }
  yield `</sheetData>${count > 0 && columns.length > 0 ? `<autoFilter ref="A1:${last}${number}"/>` : ''}</worksheet>`
}

function cellXml(reference: string, cell: ExportCell): string {
  switch (cell?.type) {
    case undefined:
      return ''
    case 'number':
      return `<c r="${reference}"><v>${cell.number}</v></c>`
    case 'boolean':
      return `<c r="${reference}" t="b"><v>${cell.boolean ? 1 : 0}</v></c>`
    case 'moment': {
      const serial = cell.day + epochDays + (cell.minute ?? 0) / minutesADay
      if (serial < firstSerial) return textXml(reference, cell.text, styles.text)
      return `<c r="${reference}" s="${cell.minute === null ? styles.day : styles.moment}"><v>${serial}</v></c>`
    }
    default:
      return textXml(reference, cellText(cell), styles.text)
  }
}

function textXml(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting(text))}</t></is></c>`
}

/** A text too long for a cell is cut where it says so: a workbook with more is taken for a damaged one. */
function fitting(text: string): string {
  if (text.length <= maxCellChars) return text
  const note = ` … (cut: the whole text has ${text.length} characters)`
  return text.slice(0, maxCellChars - note.length).toWellFormed() + note
}

function columnWidth({ width, title }: ExportColumn, index: number): string {
  const characters = width === null ? Math.min(40, Math.max(12, title.length + 4)) : width / 7
  return `<col min="${index + 1}" max="${index + 1}" width="${characters.toFixed(1)}" customWidth="1"/>`
}

/** `columnLetters(27) // 'AB'` */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
