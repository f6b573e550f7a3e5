import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

/** One line of the data set: an issue, flattened. Times are ISO, UTC. */
export interface RawIssue {
  readonly tracker: string
  readonly project: string
  readonly key: string
  readonly type: string
  readonly priority: string | null
  readonly status: string
  readonly resolution: string | null
  readonly components: readonly string[]
  readonly fix_versions: readonly { readonly name: string; readonly released: boolean; readonly date: string | null }[]
  readonly labels: readonly string[]
  readonly created: string
  readonly resolved: string | null
  readonly due: string | null
  readonly reporter: string | null
  readonly assignee: string | null
  readonly title: string
  readonly description: string | null
  readonly links: readonly RawLink[]
  /** Their texts are not in the set. */
  readonly comments: readonly { readonly at: string; readonly by: string | null }[]
  readonly history: readonly RawChange[]
}

export interface RawLink {
  readonly type: string
  readonly dir: 'in' | 'out'
  readonly key: string
}

export interface RawChange {
  readonly at: string
  readonly by: string | null
  readonly field: string
  readonly frm: string | null
  readonly to: string | null
}

/** The issues of a `.jsonl.gz` file in its order. */
export async function* readRawIssues(path: string): AsyncGenerator<RawIssue> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity })
  // @NOTE the set's form is fixed and known; check.ts compares every value that comes out.
  for await (const line of lines) if (line !== '') yield JSON.parse(line) as RawIssue
}
