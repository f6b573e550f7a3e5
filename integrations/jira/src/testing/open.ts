import { Buffer } from 'node:buffer'
import { memoryFile, type ImportField, type ImportOptions, type ImportRecord } from '@fulcrum/integration-kit'
import { jiraSource } from '../jira-source.ts'
import { bytesOf } from './search.ts'

/** Opens text, or a value as JSON, and reads all records. */
export async function open(content: string | Parameters<typeof bytesOf>[0], options?: ImportOptions) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : bytesOf(content)
  const document = await jiraSource.open(memoryFile('export.json', bytes, 1000), options)
  const records: ImportRecord[] = []
  for await (const record of document.records()) records.push(record)
  return {
    document,
    records,
    field: (key: string): ImportField | undefined => document.fields.find((each) => each.key === key),
    problems: document.fidelity.map(({ field, reason, count }) => [field, reason, count] as const),
  }
}
