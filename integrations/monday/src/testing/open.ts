import { memoryFile, type ImportField, type ImportOptions, type ImportRecord } from '@fulcrum/integration-kit'
import { mondaySource } from '../monday-source.ts'

/** Opens a workbook and reads all records. */
export async function open(bytes: Uint8Array, options?: ImportOptions) {
  const document = await mondaySource.open(memoryFile('export.xlsx', bytes), options)
  const records: ImportRecord[] = []
  for await (const record of document.records()) records.push(record)
  return {
    document,
    records,
    record: (title: string): ImportRecord | undefined => records.find((each) => each.title === title),
    field: (key: string): ImportField | undefined => document.fields.find((each) => each.key === key),
    problems: document.fidelity.map(({ field, reason, count }) => [field, reason, count] as const),
  }
}
