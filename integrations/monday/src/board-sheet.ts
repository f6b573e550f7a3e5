import { limitsOf, type FidelityLog, type ImportFile, type ImportOptions } from '@fulcrum/integration-kit'
import { damaged, openArchive, openWorkbook, sheetRows, type SheetEntry, type Workbook } from '@fulcrum/workbook'
import { DomainError } from '@fulcrum/domain'
import type { Row } from './cells.ts'

/** A workbook of an export: the sheet with the board, and the one with its updates. */
export interface BoardWorkbook {
  readonly board: SheetEntry
  readonly updates: SheetEntry | null
  /** Names of the sheets that can be chosen. */
  readonly names: readonly string[]
  readonly others: readonly SheetEntry[]
  /** Each call starts at the beginning. */
  rows(sheet: SheetEntry, notes?: RowNotes): AsyncIterable<readonly Row[]>
}

export interface RowNotes {
  readonly fidelity?: FidelityLog | null
  readonly onFill?: (row: Row, column: number, colour: string) => void
}

/** Opens the workbook; no row is read. */
export async function openBoard(file: ImportFile, options: ImportOptions): Promise<BoardWorkbook> {
  const limits = limitsOf(options)
  const archive = await openArchive(file, limits)
  const workbook = await openWorkbook(file, archive, limits)
  const updates = workbook.sheets.find(({ name }) => /^updates?$/i.test(name.trim())) ?? null
  const candidates = workbook.sheets.filter((sheet) => sheet !== updates)
  const visible = candidates.filter(({ hidden }) => !hidden)
  const board = options.sheet === undefined ? visible[0] : workbook.sheets.find(({ name }) => name === options.sheet)
  if (board === undefined) throw noSheet(file, workbook, options.sheet)
  return {
    board,
    updates: updates === board ? null : updates,
    names: visible.map(({ name }) => name),
    others: candidates.filter((sheet) => sheet !== board),
    async *rows(sheet, { fidelity = null, onFill } = {}) {
      try {
        const notes = { limits, fidelity, ...(onFill === undefined ? {} : { onFill }) }
        yield* sheetRows(archive.read(sheet.part, limits.maxInflatedBytes), workbook, notes)
      } catch (error) {
        throw damaged(file, error)
      }
    },
  }
}

function noSheet(file: ImportFile, { sheets }: Workbook, wanted: string | undefined): DomainError {
  const names = sheets
    .map(({ name }) => name)
    .slice(0, 20)
    .join(', ')
  return new DomainError(
    'invalid',
    wanted === undefined
      ? `The workbook "${file.name}" has no visible sheet with a board. Export the board again.`
      : `The workbook "${file.name}" has no sheet "${wanted.slice(0, 80)}". It has: ${names}.`,
    { reason: 'no-sheet' },
  )
}
