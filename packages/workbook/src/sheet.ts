import {
  serialToIso,
  tooManyFields,
  type FidelityLog,
  type ImportLimits,
  type TableCell,
} from '@fulcrum/integration-kit'
import type { FormatClass } from './number-format.ts'
import { decodeEscapes, type Workbook } from './workbook.ts'
import { readXml } from './xml.ts'

/** What is kept in mind, and noted, while a sheet is read. */
export interface SheetNotes {
  readonly limits: ImportLimits
  /** Counts cells that hold no value; null where they have been counted. */
  readonly fidelity: FidelityLog | null
  /** Hears of filled cells with a plain colour behind them, before their row is given. */
  readonly onFill?: (row: readonly TableCell[], column: number, colour: string) => void
}

/** Cells as the sheet holds them, row by row in pieces. */
export async function* sheetRows(
  chunks: AsyncIterable<Uint8Array>,
  workbook: Workbook,
  { limits, fidelity, onFill }: SheetNotes,
): AsyncGenerator<readonly TableCell[][]> {
  let rows: TableCell[][] = []
  let row: TableCell[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let text = ''
  let hasFormula = false
  let inValue = false
  let inPhonetic = false
  const reading = readXml(chunks, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          row = []
          column = -1
          break
        case 'c':
          column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
          type = attributes['t'] ?? 'n'
          style = Number(attributes['s'] ?? 0)
          text = ''
          hasFormula = false
          break
        case 'f':
          hasFormula = true
          break
        case 'rPh':
          inPhonetic = true
          break
        case 'v':
        case 't':
          inValue = !inPhonetic
          break
        default:
      }
    },
    text(part) {
      if (inValue) text += part
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          inValue = false
          break
        case 'rPh':
          inPhonetic = false
          break
        case 'c': {
          if (text === '') {
            if (hasFormula) fidelity?.add(null, 'cell-without-value', cellName(column, rows.length))
            break
          }
          if (type === 'e') {
            fidelity?.add(null, 'cell-error', text)
            break
          }
          if (column < 0 || column >= limits.maxFields) throw tooManyFields(limits)
          const cell = valueOf(text, type, style, workbook)
          while (row.length < column) row.push(null)
          row[column] = cell
          const fill = workbook.fills[style]
          if (fill) onFill?.(row, column, fill)
          break
        }
        case 'row':
          rows.push(row)
          break
        default:
      }
    },
  })
  while (!(await reading.next()).done) {
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
}

function valueOf(text: string, type: string, style: number, workbook: Workbook): TableCell {
  switch (type) {
    case 's':
      return workbook.strings[Number(text)] ?? null
    case 'b':
      return text === '1' || text === 'true'
    case 'str':
    case 'inlineStr':
      return decodeEscapes(text)
    case 'd':
      return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
    default:
      return numberOf(Number(text), text, style, workbook)
  }
}

/** How a number stands in its cell, by the class of the cell's format. */
const shownAs: Readonly<Record<FormatClass, (value: number, workbook: Workbook) => TableCell>> = {
  date: (value, { from1904 }) => serialToIso(value, from1904) ?? value,
  elapsed: clock,
  moment: (value, { from1904 }) => withTime(serialToIso(value, from1904)) ?? value,
  number: (value) => value,
  percent: (value) => `${Number((value * 100).toPrecision(12))}%`,
  time: clock,
}

function numberOf(value: number, text: string, style: number, workbook: Workbook): TableCell {
  return Number.isFinite(value) ? shownAs[workbook.formats[style] ?? 'number'](value, workbook) : text
}

/** Midnight is a time too where the cell shows one. */
function withTime(iso: string | null): string | null {
  return iso?.length === 10 ? `${iso}T00:00` : iso
}

function clock(days: number): string {
  const seconds = Math.round(Math.abs(days) * 86_400)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = `${days < 0 ? '-' : ''}${two(Math.floor(seconds / 3600))}`
  const rest = `${hours}:${two(Math.floor(seconds / 60) % 60)}`
  return seconds % 60 === 0 ? rest : `${rest}:${two(seconds % 60)}`
}

/** `columnOf('AB12') // 27` */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const letter = reference.charCodeAt(i) & ~0x20
    if (letter < 0x41 || letter > 0x5a) break
    column = column * 26 + letter - 0x40
  }
  return column - 1
}

function cellName(column: number, row: number): string {
  return `column ${column + 1}, about row ${row + 1}`
}
