import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

/** One line of the data set: an issue, flattened. Times are days. */
export interface RawIssue {
  readonly repo: string
  readonly number: number
  readonly created: string
  readonly closed: string | null
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly title: string
  readonly body: string | null
}

/** The issues of a `.jsonl.gz` file in its order. */
export async function* readRawIssues(path: string): AsyncGenerator<RawIssue> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity })
  // @NOTE the set's form is fixed and known; the comparison looks at every value that comes out.
  for await (const line of lines) if (line !== '') yield JSON.parse(line) as RawIssue
}
