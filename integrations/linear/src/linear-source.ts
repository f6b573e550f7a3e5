import { DomainError } from '@fulcrum/domain'
import {
  FidelityLog,
  RowReader,
  binaryKind,
  decodeHead,
  defineImportSource,
  labelOptions,
  limitsOf,
  openDelimited,
  sniffDelimited,
  tableDocument,
  type DelimitedTable,
  type FieldGuess,
  type ImportDocument,
  type ImportField,
  type ImportFile,
  type ImportOptions,
  type ImportRecord,
  type LabelTheme,
} from '@fulcrum/integration-kit'
import { RowShape, isHeader } from './columns.ts'
import { historyOf } from './history.ts'
import { Survey, linksIn } from './survey.ts'

/** Fields that are labels whatever their values look like, by the title of their column. */
const labelFields: ReadonlyMap<string, LabelTheme> = new Map([
  ['team', 'other'],
  ['project', 'other'],
  ['project milestone', 'other'],
  ['cycle', 'other'],
  ['sla status', 'other'],
  ['priority', 'priority'],
])
const maxStatusLabels = 500
const sure = 0.98

/** Issues of Linear: its CSV export. */
export const linearSource = defineImportSource({
  id: 'linear',
  label: 'Linear',
  extensions: ['.csv'],
  mediaTypes: ['text/csv'],
  description: 'Issues of Linear: the CSV export of a workspace, a team or a view, with cycles, parents and times.',
  recognise(head) {
    if (head.length === 0 || binaryKind(head) !== null) return 0
    const limits = limitsOf(undefined)
    const { delimiter } = sniffDelimited(head, limits)
    const [titles] = new RowReader(delimiter, limits).push(`${decodeHead(head).slice(0, 20_000)}\n`)
    return titles !== undefined && isHeader(titles) ? 0.96 : 0
  },
  open: (file, options = {}) => openDelimited(file, options, (table) => issues(file, table, options)),
})

async function issues(file: ImportFile, table: DelimitedTable, options: ImportOptions): Promise<ImportDocument> {
  const fidelity = new FidelityLog()
  const shape = await shapeOf(table)
  const survey = new Survey()
  for await (const row of dataRows(table)) survey.note(shape, row, fidelity)
  if (survey.keys.size === 0) {
    throw new DomainError('invalid', `The file "${file.name}" holds no issues: choose another one.`, {
      reason: 'no-rows',
    })
  }
  fidelity.add(null, 'quote-stray', undefined, table.strayQuoteCount())
  const document = await tableDocument({
    sourceId: 'linear',
    file,
    options: { ...options, hasHeader: true, keyField: 'id', titleField: options.titleField ?? 'title' },
    fidelity,
    rows: () => fieldRows(table, shape),
    strictWidth: false,
  })
  const context = { shape, stages: survey.stages(), usualDoing: survey.usualDoing(), timeZone: options.timeZone }
  const histories = async function* () {
    for await (const row of issueRows(table, shape)) yield historyOf(row, context)
  }
  let historyCount = 0
  for await (const history of histories()) historyCount += history.length
  const titles = new Set(document.fields.map(({ title }) => title))
  const linkFields = survey.links.finish((key) => survey.keys.has(key), titles, fidelity)
  const teams = [...survey.teams].sort()
  return {
    ...document,
    source: {
      ...document.source,
      id: 'linear',
      name: teams.length <= 5 ? teams.map((team) => team.replace(/-$/, '')).join(', ') : document.source.name,
      keyBeginnings: teams,
    },
    fields: [...document.fields.map((field) => stated(field, survey, historyCount)), ...linkFields],
    historyCount,
    async *records() {
      const rows = issueRows(table, shape)
      for await (const record of document.records()) {
        const { value: row } = await rows.next()
        yield whole(record, row ?? [], { survey, context })
      }
    },
    fidelity: fidelity.report(),
  }
}

function whole(
  record: ImportRecord,
  row: readonly string[],
  { survey, context }: { readonly survey: Survey; readonly context: Parameters<typeof historyOf>[1] },
): ImportRecord {
  const values = record.values as Record<string, ImportRecord['values'][string]>
  survey.links.put(record.key, values)
  return { ...record, values, history: historyOf(row, context), links: linksIn(context.shape, row) }
}

/** A field with what the export says of it beyond its values. */
function stated(field: ImportField, survey: Survey, historyCount: number): ImportField {
  const name = field.title.toLowerCase()
  if (name === 'status') {
    const options = labelOptions(survey.statusCounts(), 'status', survey.stages())
    return { ...field, guess: statusGuess(options), columnRole: 'status', historyCount }
  }
  const theme = labelFields.get(name)
  const counts = survey.labels.get(name)
  const { columnRole: _guessed, ...rest } = field
  if (theme === undefined || counts === undefined || counts.size > maxStatusLabels) return field
  const columnRole = name === 'cycle' ? 'sprint' : name === 'priority' ? 'priority' : undefined
  return {
    ...rest,
    guess: statusGuess(labelOptions(counts, theme)),
    ...(columnRole === undefined ? {} : { columnRole }),
  }
}

function statusGuess(options: FieldGuess['settings']['options'] = []): FieldGuess {
  return { kind: 'status', confidence: sure, settings: { options } }
}

async function shapeOf(table: DelimitedTable): Promise<RowShape> {
  for await (const rows of table.rows()) {
    for (const row of rows) {
      if (isBlank(row)) continue
      if (isHeader(row)) return new RowShape(row)
      break
    }
    break
  }
  throw new DomainError(
    'unsupported',
    'The file is no export of issues: its first row has no columns "ID", "Team", "Title" and "Status". Choose another file.',
    { reason: 'wrong-type' },
  )
}

/** Rows of the fields, under their titles. */
async function* fieldRows(table: DelimitedTable, shape: RowShape): AsyncGenerator<readonly string[][]> {
  yield [shape.header()]
  for await (const row of issueRows(table, shape)) yield [shape.cells(row)]
}

/** The rows that are issues, each once. */
async function* issueRows(table: DelimitedTable, shape: RowShape): AsyncGenerator<readonly string[]> {
  const seen = new Set<string>()
  for await (const row of dataRows(table)) {
    const key = shape.cell(row, 'id')
    if (key === '' || seen.has(key)) continue
    seen.add(key)
    yield row
  }
}

/** The rows below the titles. */
async function* dataRows(table: DelimitedTable): AsyncGenerator<readonly string[]> {
  let isFirst = true
  for await (const rows of table.rows()) {
    for (const row of rows) {
      if (isBlank(row)) continue
      if (!isFirst) yield row
      isFirst = false
    }
  }
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '')
}
