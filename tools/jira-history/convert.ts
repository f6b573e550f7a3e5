/**
 * Turns the flattened data set `jira-history` into what the REST search of its trackers gives, for trying the import:
 *
 *     node tools/jira-history/convert.ts issues.train.jsonl.gz history.json [--page 100]
 *
 * The set may not be redistributed: the result belongs in no repository.
 */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { readRawIssues, type RawIssue } from './raw-issue.ts'
import { searchPages } from './search-pages.ts'

const { values, positionals } = parseArgs({
  options: { page: { type: 'string', default: '100' } },
  allowPositionals: true,
})
const [input, output] = positionals
const pageSize = Number(values.page)
if (input === undefined || output === undefined || !(pageSize >= 1 && Number.isInteger(pageSize))) {
  process.stderr.write('Usage: node tools/jira-history/convert.ts ISSUES.jsonl.gz OUTPUT.json [--page 100]\n')
  process.exit(2)
}

const issues: RawIssue[] = []
for await (const issue of readRawIssues(input)) issues.push(issue)
await pipeline(Readable.from(jsonOf(searchPages(issues, pageSize))), createWriteStream(output))
process.stdout.write(`${issues.length} issues written to ${output}\n`)

function* jsonOf(pages: Iterable<unknown>): Generator<string> {
  let before = '['
  for (const page of pages) {
    yield `${before}\n${JSON.stringify(page)}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}
