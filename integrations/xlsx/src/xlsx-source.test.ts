import { memoryFile, type ImportOptions, type ImportRecord } from '@fulcrum/integration-kit'
import { describe, expect, test } from 'vitest'
import { workbookParts, writeWorkbook, type WrittenCell, zip } from '@fulcrum/workbook/testing'
import { xlsxSource } from './xlsx-source.ts'

async function open(bytes: Uint8Array, options?: ImportOptions) {
  const document = await xlsxSource.open(memoryFile('plan.xlsx', bytes), options)
  const records: ImportRecord[] = []
  for await (const record of document.records()) records.push(record)
  return { document, records }
}

async function valuesUnder(rows: readonly (readonly WrittenCell[])[], options: { from1904?: boolean } = {}) {
  const { records } = await open(writeWorkbook([{ name: 'S', rows: [['Title', 'Value'], ...rows] }], options))
  return records.map(({ values }) => values['value'])
}

describe('cells', () => {
  test('dates and times stand as their formats show them', async () => {
    const cell = (number: number, format: string): WrittenCell[] => ['x', { number, format }]
    expect(
      await valuesUnder([
        cell(45_657, 'yyyy\\-mm\\-dd'),
        cell(45_657.625, 'dd.mm.yyyy hh:mm'),
        cell(45_657, 'dd.mm.yyyy hh:mm'),
        cell(45_657, '[$-407]d. mmmm yyyy'),
        cell(0.75, 'h:mm AM/PM'),
        cell(1.5, '[h]:mm'),
        cell(0.256, '0.0%'),
        cell(1234.5, '#,##0.00 "days"'),
        cell(1234.5, 'General'),
      ]),
    ).toEqual([
      '2024-12-31',
      '2024-12-31T15:00',
      '2024-12-31T00:00',
      '2024-12-31',
      '18:00',
      '36:00',
      '25.6%',
      1234.5,
      1234.5,
    ])
  })

  test('days are counted from 1904 where the workbook says so', async () => {
    expect(await valuesUnder([['x', { number: 44_195, format: 'yyyy-mm-dd' }]], { from1904: true })).toEqual([
      '2024-12-31',
    ])
  })

  test('texts are as they were typed: entities, spaces, line breaks, escapes, formulas that were saved', async () => {
    expect(
      await valuesUnder([
        ['a', '<b> & "c"  d'],
        ['b', 'one\ntwo'],
        ['c', 'x_x000D_\ny'],
        ['d', { inline: ' inline ' }],
        ['e', { formula: '1+1', value: '=2' }],
        ['f', true],
        ['g', '007'],
      ]),
    ).toEqual(['<b> & "c"  d', 'one\ntwo', 'x\ny', ' inline ', '=2', true, '007'])
  })

  test('cells without a place of their own follow the one before', async () => {
    const raw = '<c t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></is></c><c><v>5</v></c>'
    const { records } = await open(writeWorkbook([{ name: 'S', rows: [['Title', 'Value'], [{ raw }]] }]))
    expect(records[0]?.values).toEqual({ title: 'rich', value: 5 })
  })

  test('errors and formulas without a value are empty and in the report', async () => {
    const rows: WrittenCell[][] = [
      ['Title', 'Value'],
      ['a', { error: '#REF!' }],
      ['b', { formula: 'NOW()' }],
      ['c', 1],
    ]
    const { document, records } = await open(writeWorkbook([{ name: 'S', rows }]))
    expect(records.map(({ values }) => values['value'])).toEqual([undefined, undefined, 1])
    expect(document.fidelity.map(({ reason, count }) => [reason, count])).toEqual([
      ['cell-error', 1],
      ['cell-without-value', 1],
    ])
  })
})

describe('sheets', () => {
  const bytes = writeWorkbook([
    { name: 'Hidden', hidden: true, rows: [['H'], ['h']] },
    { name: 'First', rows: [['A'], ['a']] },
    { name: 'Second', rows: [['B'], ['b']] },
  ])

  test('the first visible one is read, others are named and reported', async () => {
    const { document, records } = await open(bytes)
    expect(document.sheets).toEqual(['First', 'Second'])
    expect(document.source.id).toBe('xlsx:plan.xlsx')
    expect(records.map(({ title }) => title)).toEqual(['a'])
    expect(document.fidelity.map(({ reason, samples }) => [reason, samples])).toEqual([
      ['sheet-hidden', ['Hidden']],
      ['sheet-other', ['Second']],
    ])
  })

  test('another one is a source of its own', async () => {
    const { document, records } = await open(bytes, { sheet: 'Second' })
    expect(document.source).toMatchObject({ id: 'xlsx:plan.xlsx#second', name: 'plan.xlsx (Second)' })
    expect(records.map(({ title }) => title)).toEqual(['b'])
    await expect(open(bytes, { sheet: 'Third' })).rejects.toThrow(/has no sheet "Third". It has: First, Second/)
  })

  test('strict names, backslashes and other folders are found by their relations', async () => {
    const moved = workbookParts([{ name: 'S', rows: [['A'], ['a']] }]).map(({ name, content }) => ({
      name: name.replaceAll('/', '\\').toUpperCase(),
      content,
    }))
    expect((await open(zip(moved))).records).toHaveLength(1)
  })
})

test('limits are refused with what to do', async () => {
  const rows = (count: number) => [['Title'], ...Array.from({ length: count }, (_, i) => [`x${i}`])]
  const bytes = writeWorkbook([{ name: 'S', rows: rows(20) }])
  await expect(open(bytes, { limits: { maxRecords: 10 } })).rejects.toThrow(/more than 10 rows/)
  await expect(open(bytes, { limits: { maxSharedStringChars: 10 } })).rejects.toThrow(/Save its sheet as CSV/)
  await expect(open(bytes, { limits: { maxInflatedBytes: 100 } })).rejects.toThrow(/grows beyond/)
  await expect(open(bytes, { limits: { maxArchiveEntries: 2 } })).rejects.toThrow(/more than 2 parts/)
})
