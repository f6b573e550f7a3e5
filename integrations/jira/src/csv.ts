import {
  FidelityLog,
  RowReader,
  bestDateStyle,
  dateStylesOf,
  dayOrderOf,
  limitsOf,
  openDelimited,
  sniffDelimited,
  tooManyFields,
  type DateStyle,
  type DelimitedTable,
  type ImportDocument,
  type ImportFile,
  type ImportOptions,
  type Raw,
} from '@fulcrum/integration-kit'
import { DomainError } from '@fulcrum/domain'
import { isCsvHeader, readCsvLayout, type CsvColumn } from './csv-columns.ts'
import { issueOfRow, type CsvContext } from './csv-issue.ts'
import { issueDocument } from './issue-document.ts'

/** True where the first bytes are those of a CSV export: a row of titles with "Issue key" among them. */
export function looksLikeIssueCsv(head: Uint8Array, text: string): boolean {
  const { delimiter } = sniffDelimited(head, limitsOf(undefined))
  const [first] = new RowReader(delimiter, limitsOf(undefined)).push(`${text.replace(/^\ufeff/, '')}\n`)
  return first !== undefined && isCsvHeader(first)
}

/** Opens the CSV export of a search. It has repeated columns for lists, and no history. */
export function openCsv(file: ImportFile, options: ImportOptions): Promise<ImportDocument> {
  const limits = limitsOf(options)
  return openDelimited(file, options, async (table) => {
    const titles = await headerOf(file, table)
    if (titles.length > limits.maxFields) throw tooManyFields(limits)
    const { columns, names, schemas } = readCsvLayout(titles)
    const fidelity = new FidelityLog()
    const survey = await surveyOf(table, columns, options)
    let readings = 0
    return issueDocument({
      file,
      options,
      fidelity,
      notes: { names, schemas },
      async *issues() {
        const context: CsvContext = { ...survey, fidelity: readings++ === 0 ? fidelity : null }
        for await (const cells of bodyOf(table)) yield issueOfRow(columns, cells, context) satisfies Raw
      },
    })
  })
}

async function headerOf(file: ImportFile, table: DelimitedTable): Promise<readonly string[]> {
  for await (const rows of table.rows()) {
    const header = rows[0] ?? []
    if (isCsvHeader(header)) return header
    break
  }
  throw new DomainError(
    'unsupported',
    `The file "${file.name}" is not the CSV export of a search: its first row has no column "Issue key". Import it as a table instead.`,
    { reason: 'wrong-type' },
  )
}

async function* bodyOf(table: DelimitedTable): AsyncGenerator<readonly string[]> {
  let isHeader = true
  for await (const rows of table.rows()) {
    for (const cells of rows) {
      if (!isHeader && cells.some((cell) => cell.trim() !== '')) yield cells
      isHeader = false
    }
  }
}

/** What must be known of all rows before one can be read: how times are written, and which number is which issue. */
async function surveyOf(
  table: DelimitedTable,
  columns: readonly CsvColumn[],
  options: ImportOptions,
): Promise<Omit<CsvContext, 'fidelity'>> {
  const timesAt = indexesOf(columns, ['instant', 'day', 'comment'])
  const [idAt = -1] = indexesOf(columns, ['id'])
  const [keyAt = -1] = indexesOf(columns, ['key'])
  const hasParents = indexesOf(columns, ['parent']).length > 0
  const styles = new Map<DateStyle, number>()
  const keyById = new Map<string, string>()
  for await (const cells of bodyOf(table)) {
    for (const at of timesAt) {
      // A comment begins with its time.
      const [time = ''] = (cells[at] ?? '').split(';', 1)
      for (const style of dateStylesOf(time)) styles.set(style, (styles.get(style) ?? 0) + 1)
    }
    const id = cells[idAt]?.trim()
    const key = cells[keyAt]?.trim()
    if (hasParents && id && key && keyById.size < limitsOf(options).maxRecords) keyById.set(id, key)
  }
  const dayFirst = options.dayFirst ?? dayOrderOf([styles])
  return { dateStyle: bestDateStyle(styles, dayFirst) ?? 'iso', timeZone: options.timeZone ?? 'UTC', keyById }
}

function indexesOf(columns: readonly CsvColumn[], targets: readonly string[]): readonly number[] {
  return columns.flatMap(({ target }, index) => (targets.includes(target.to) ? [index] : []))
}
