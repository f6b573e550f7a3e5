import { memoryFile, type ImportField, type ImportOptions, type ImportRecord } from '@fulcrum/integration-kit'
import { trelloSource } from '../trello-source.ts'
import { bytesOf } from './board.ts'

/** Opens a board, or other JSON, in small pieces, and reads all records. */
export async function open(value: Parameters<typeof bytesOf>[0], options?: ImportOptions) {
  const document = await trelloSource.open(memoryFile('board.json', bytesOf(value), 97), options)
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
