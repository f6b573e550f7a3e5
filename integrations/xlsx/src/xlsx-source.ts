import { DomainError } from '@fulcrum/domain'
import {
  FidelityLog,
  binaryKind,
  checkFileSize,
  defineImportSource,
  limitsOf,
  readHead,
  tableDocument,
  type ImportFile,
  type ImportOptions,
} from '@fulcrum/integration-kit'
import { damaged, openArchive, openWorkbook, sheetRows, type SheetEntry } from '@fulcrum/workbook'

/** Sheets of XLSX workbooks. */
export const xlsxSource = defineImportSource({
  id: 'xlsx',
  label: 'Excel workbook',
  extensions: ['.xlsx', '.xlsm'],
  mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  description: 'A sheet of an XLSX workbook: titles in one row, values below, dates as the cells are formatted.',
  recognise(head, name) {
    const isArchive = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
    return isArchive ? (/\.xls[xm]$/i.test(name) ? 0.95 : 0.4) : 0
  },
  open: openXlsx,
})

async function openXlsx(file: ImportFile, options: ImportOptions = {}) {
  const limits = limitsOf(options)
  checkFileSize(file, limits)
  const head = await readHead(file)
  if (!(head[0] === 0x50 && head[1] === 0x4b)) {
    throw new DomainError(
      'unsupported',
      `The file "${file.name}" is ${binaryKind(head) ?? 'a text file'}, not an XLSX workbook. Choose another file.`,
      { reason: 'wrong-type' },
    )
  }
  const archive = await openArchive(file, limits)
  const workbook = await openWorkbook(file, archive, limits)
  const sheet = chooseSheet(file, workbook.sheets, options.sheet)
  const fidelity = new FidelityLog()
  for (const other of workbook.sheets) {
    if (other !== sheet) fidelity.add(null, other.hidden ? 'sheet-hidden' : 'sheet-other', other.name)
  }
  let counted = false
  const visible = workbook.sheets.filter((candidate) => !candidate.hidden)
  return tableDocument({
    sourceId: 'xlsx',
    ...(sheet === visible[0] ? {} : { part: sheet.name }),
    file,
    options,
    fidelity,
    strictWidth: false,
    sheets: visible.map(({ name }) => name),
    async *rows() {
      // Problems are counted in the first reading that comes to the end; later readings find the same ones.
      const log = counted ? null : new FidelityLog()
      try {
        yield* sheetRows(archive.read(sheet.part, limits.maxInflatedBytes), workbook, { limits, fidelity: log })
      } catch (error) {
        throw damaged(file, error)
      }
      if (log === null || counted) return
      counted = true
      fidelity.absorb(log)
    },
  })
}

function chooseSheet(file: ImportFile, sheets: readonly SheetEntry[], wanted: string | undefined): SheetEntry {
  const visible = sheets.filter((sheet) => !sheet.hidden)
  if (wanted === undefined) {
    const [first] = visible
    if (first !== undefined) return first
    throw new DomainError('invalid', `The workbook "${file.name}" has no visible sheet. Show one and save it again.`, {
      reason: 'no-sheet',
    })
  }
  const chosen = sheets.find((sheet) => sheet.name === wanted)
  if (chosen !== undefined) return chosen
  throw new DomainError(
    'invalid',
    `The workbook "${file.name}" has no sheet "${wanted.slice(0, 80)}". It has: ${visible
      .map(({ name }) => name)
      .slice(0, 20)
      .join(', ')}.`,
    { reason: 'no-sheet' },
  )
}
