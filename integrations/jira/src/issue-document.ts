import {
  asObject,
  asText,
  get,
  hashText,
  limitsOf,
  tooManyRecords,
  type FidelityLog,
  type ImportDocument,
  type ImportField,
  type ImportFile,
  type ImportOptions,
  type ImportRecord,
  type ImportSourceIdentity,
  type Raw,
} from '@fulcrum/integration-kit'
import { DomainError } from '@fulcrum/domain'
import type { FieldNotes } from './field-book.ts'
import { IssueReader, issueKeyOf } from './issue-reader.ts'

/** Issues in the form of the REST search, from whichever file. */
export interface IssueInput {
  readonly file: ImportFile
  readonly options: ImportOptions
  readonly fidelity: FidelityLog
  readonly notes: FieldNotes
  /** Each call starts at the beginning. */
  issues(): AsyncIterable<Raw>
}

/** Takes stock of all issues in one reading; records are read anew each time they are asked for. */
export async function issueDocument(input: IssueInput): Promise<ImportDocument> {
  const limits = limitsOf(input.options)
  const reader = new IssueReader(input.notes, input.options, input.fidelity)
  const origin = new Origin()
  let recordCount = 0
  let historyCount = 0
  let commentCount = 0
  for await (const raw of input.issues()) {
    const record = reader.read(raw)
    if (record === null) continue
    recordCount++
    if (recordCount > limits.maxRecords) throw tooManyRecords(limits)
    historyCount += record.history.length
    commentCount += record.comments.length
    origin.note(raw, record.key)
  }
  if (recordCount === 0) {
    throw new DomainError('invalid', `The file "${input.file.name}" holds no issues: choose another one.`, {
      reason: 'no-rows',
    })
  }
  const { fields, people } = reader.finish()
  return {
    source: origin.identity(input.file.name, fields),
    fields,
    people,
    recordCount,
    historyCount,
    commentCount,
    records: () => recordsOf(reader, input.issues()),
    fidelity: input.fidelity.report(),
  }
}

async function* recordsOf(reader: IssueReader, issues: AsyncIterable<Raw>): AsyncGenerator<ImportRecord> {
  const seen = new Set<string>()
  for await (const raw of issues) {
    const key = issueKeyOf(raw)
    if (key === null || seen.has(key)) continue
    const record = reader.read(raw)
    if (record === null) continue
    seen.add(key)
    yield record
  }
}

/**
 * From which site and which projects issues come. Their keys tell issues apart whichever form they come in: only one form says
 * the site, so it is no part of what makes a second import find the first one's items.
 */
class Origin {
  private readonly hosts = new Map<string, number>()
  private readonly projects = new Set<string>()

  note(issue: Raw, key: string): void {
    const host = hostOf(asText(get(asObject(issue), 'self')))
    if (host !== null && (this.hosts.has(host) || this.hosts.size < 10)) {
      this.hosts.set(host, (this.hosts.get(host) ?? 0) + 1)
    }
    if (this.projects.size < 50) this.projects.add(key.replace(/-\d+$/, ''))
  }

  identity(fileName: string, fields: readonly ImportField[]): ImportSourceIdentity {
    const host = [...this.hosts].sort((left, right) => right[1] - left[1])[0]?.[0]
    const projects = [...this.projects].sort()
    return {
      id: 'jira',
      name: `${host ?? fileName}${projects.length <= 5 ? `: ${projects.join(', ')}` : ''}`,
      fingerprint: hashText(fields.map(({ key }) => key).join('\n')),
      identity: 'key',
      keyBeginnings: projects.map((project) => `${project}-`),
    }
  }
}

function hostOf(self: string | null): string | null {
  return /^https?:\/\/([^/\s]{1,200})\//.exec(self ?? '')?.[1]?.toLowerCase() ?? null
}
