import {
  FidelityLog,
  binaryKind,
  decodeHead,
  defineImportSource,
  limitsOf,
  openDelimited,
  plainText,
  sniffDelimited,
  tableDocument,
  RowReader,
} from '@fulcrum/integration-kit'

/** Tables in text files: CSV, TSV and their relatives, in the encodings and with the delimiters that occur. */
export const csvSource = defineImportSource({
  id: 'csv',
  label: 'CSV',
  extensions: ['.csv', '.tsv', '.tab', '.txt'],
  mediaTypes: ['text/csv', 'text/tab-separated-values', 'text/plain'],
  description: 'A table in a text file: titles in the first row, cells parted by commas, semicolons, tabs or bars.',
  recognise(head, name) {
    if (head.length === 0 || binaryKind(head) !== null) return 0
    const named = /\.(?:csv|tsv|tab)$/i.test(name)
    const text = decodeHead(head)
    if (/^\s*[[{]/.test(text)) return 0.05
    const { delimiter } = sniffDelimited(head, limitsOf(undefined))
    const [first, second] = new RowReader(delimiter, limitsOf(undefined)).push(`${text.slice(0, 20_000)}\n`)
    const even = first !== undefined && first.length > 1 && (second === undefined || second.length === first.length)
    return even ? (named ? 0.8 : 0.6) : named ? 0.5 : 0.1
  },
  open: (file, options = {}) =>
    openDelimited(file, options, async (table) => {
      const fidelity = new FidelityLog()
      const document = await tableDocument({
        sourceId: 'csv',
        file,
        options,
        fidelity,
        rows: () => plainRows(table.rows()),
        strictWidth: true,
      })
      fidelity.add(null, 'quote-stray', undefined, table.strayQuoteCount())
      return { ...document, fidelity: fidelity.report() }
    }),
})

/** Cells without the sign that keeps spreadsheets from running them. */
async function* plainRows(pieces: AsyncIterable<readonly string[][]>): AsyncGenerator<readonly string[][]> {
  for await (const rows of pieces) {
    for (const row of rows) for (let i = 0; i < row.length; i++) row[i] = plainText(row[i] ?? '')
    yield rows
  }
}
