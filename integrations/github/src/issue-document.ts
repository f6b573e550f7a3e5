import { DomainError } from '@fulcrum/domain'
import {
  FidelityLog,
  JsonObjects,
  NotThisEncoding,
  asArray,
  asObject,
  decodeFile,
  encodingOf,
  get,
  hashText,
  limitsOf,
  tooManyRecords,
  type ImportDocument,
  type ImportFile,
  type ImportOptions,
  type ImportRecord,
  type ImportSourceIdentity,
  type Raw,
} from '@fulcrum/integration-kit'
import { IssueReader, refOf } from './issue-reader.ts'
import { keyOf } from './refs.ts'

/** Takes stock of all issues in one reading; records are read anew each time they are asked for. */
export async function issueDocument(
  file: ImportFile,
  head: Uint8Array,
  options: ImportOptions,
): Promise<ImportDocument> {
  const limits = limitsOf(options)
  const fidelity = new FidelityLog()
  const reader = new IssueReader(fidelity)
  const counts = { recordCount: 0, historyCount: 0, commentCount: 0 }
  for await (const raw of issuesIn(file, head, options)) {
    const record = reader.read(raw)
    if (record === null) continue
    counts.recordCount++
    if (counts.recordCount > limits.maxRecords) throw tooManyRecords(limits)
    counts.historyCount += record.history.length
    counts.commentCount += record.comments.length
  }
  if (counts.recordCount === 0) {
    throw new DomainError('invalid', `The file "${file.name}" holds no issues: choose another one.`, {
      reason: 'no-rows',
    })
  }
  const { fields, people, repos } = reader.finish()
  return {
    source: identityOf(repos, file.name, fields.map(({ key }) => key).join('\n')),
    fields,
    people,
    ...counts,
    records: () => recordsOf(reader, issuesIn(file, head, options)),
    fidelity: fidelity.report(),
  }
}

async function* recordsOf(reader: IssueReader, issues: AsyncIterable<Raw>): AsyncGenerator<ImportRecord> {
  const seen = new Set<string>()
  for await (const raw of issues) {
    const ref = refOf(raw)
    const record = ref === null || seen.has(keyOf(ref)) ? null : reader.read(raw)
    if (record === null) continue
    seen.add(record.key)
    yield record
  }
}

/** Issues as they are listed, on pages of a search, or one a line. */
async function* issuesIn(file: ImportFile, head: Uint8Array, options: ImportOptions): AsyncGenerator<Raw> {
  const objects = new JsonObjects(limitsOf(options))
  try {
    for await (const text of decodeFile(file, encodingOf(head))) {
      for (const object of objects.push(text)) {
        const items = get(asObject(object), 'items')
        if (Array.isArray(items)) yield* asArray(items)
        else yield object
      }
    }
  } catch (error) {
    if (!(error instanceof NotThisEncoding)) throw error
    throw new DomainError('invalid', `The text of "${file.name}" is damaged: export it again as UTF-8.`, {
      reason: 'text-damaged',
    })
  }
  objects.finish()
}

/** Issues are known by repository and number, whichever answers of the API they come in. */
function identityOf(repos: readonly string[], fileName: string, fieldKeys: string): ImportSourceIdentity {
  const known = repos.filter((repo) => repo !== '')
  const names = known.length > 0 && known.length <= 5 ? known.join(', ') : fileName
  return {
    id: known.length > 0 ? 'github' : `github:${fileName.toLowerCase()}`,
    name: known.length > 5 ? `${known.length} repositories` : names,
    fingerprint: hashText(fieldKeys),
    identity: 'key',
    ...(known.length > 0 && known.length <= 50 && { keyBeginnings: known.map((repo) => `${repo}#`) }),
  }
}
