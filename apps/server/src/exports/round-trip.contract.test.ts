import { columnKinds } from '@fulcrum/columns'
import type { Json, ParseContext } from '@fulcrum/domain'
import { csvSource } from '@fulcrum/integration-csv'
import type { ImportSource } from '@fulcrum/integration-kit'
import { memoryFile } from '@fulcrum/integration-kit'
import { xlsxSource } from '@fulcrum/integration-xlsx'
import { describe, expect, test } from 'vitest'
import type { ExportFormat } from './export-format.ts'
import { csvFormat } from './formats/csv.ts'
import { jsonFormat } from './formats/json.ts'
import { xlsxFormat } from './formats/xlsx/format.ts'
import { bytesOf, madeColumn, madeTable, namedById } from './testing/made-table.ts'

const parsing: ParseContext = {
  findPerson: (text) => /^Person ([0-9a-f-]{36})$/.exec(text)?.[1] ?? null,
  dayFirst: false,
  timeZone: 'UTC',
}

const files: readonly (readonly [ExportFormat, ImportSource])[] = [
  [csvFormat, csvSource],
  [xlsxFormat, xlsxSource],
]

/** What the values of a column are after they went through a file, as the import's reader hands them to the kind. */
async function through(
  [format, source]: readonly [ExportFormat, ImportSource],
  kind: (typeof columnKinds)[number],
  { settings, values }: { readonly settings: Json; readonly values: readonly Json[] },
): Promise<readonly Json[]> {
  const rows = values.map((value, index) => ({ title: `row ${index}`, values: [value] }))
  const bytes = await bytesOf(format.write(madeTable([madeColumn(kind, settings)], rows), { mark: true }))
  const document = await source.open(memoryFile(`made${format.extension}`, bytes), { hasHeader: true })
  const found: Json[] = []
  for await (const { values: read } of document.records()) {
    const parsed = kind.parse(String(read['value'] ?? ''), settings, parsing)
    if (!parsed.ok) throw new Error(`${kind.id}: ${String(read['value'])}: ${parsed.message}`)
    found.push(parsed.value)
  }
  return found
}

describe.each(files.map((pair) => [pair[0].id, pair] as const))('%s', (_id, pair) => {
  for (const kind of columnKinds) {
    // What every item has by itself, and what follows from other cells, is read and never written back.
    if (
      kind.source !== undefined ||
      kind.derive !== undefined ||
      !kind.examples.some(({ values }) => values.length > 0)
    )
      continue
    test(`values of ${kind.id} come back equal`, async () => {
      for (const { settings, values } of kind.examples) {
        const sent = values.map(({ value }) => value)
        expect(await through(pair, kind, { settings, values: sent })).toEqual(sent)
      }
    })
  }
})

test('JSON has every value of every kind as it is, with the text that people read', async () => {
  for (const kind of columnKinds) {
    for (const { settings, values } of kind.examples) {
      const rows = values.map(({ value }, index) => ({ title: `row ${index}`, values: [value] }))
      const column = madeColumn(kind, settings)
      const text = (await bytesOf(jsonFormat.write(madeTable([column], rows), { mark: false }))).toString('utf8')
      const items: { cells: Record<string, unknown> }[] = JSON.parse(text).items
      expect(items.map(({ cells }) => cells['1'])).toMatchObject(
        values.map(({ value }) => ({ value, text: kind.format(value, settings, namedById) })),
      )
    }
  }
})
