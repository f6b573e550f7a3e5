/**
 * Turns the flattened data set `github-triage` into what the REST API lists of its repositories, page by page, for trying the
 * import:
 *
 *     node tools/github-triage/convert.ts issues.train.jsonl.gz issues.json [--page 100]
 *     ./fulcrum import github issues.json
 *
 * The set may not be redistributed: the result belongs in no repository.
 */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { readRawIssues, type RawIssue } from './raw-issue.ts'
import { restPages } from './rest-issue.ts'

const { values, positionals } = parseArgs({
  options: { page: { type: 'string', default: '100' } },
  allowPositionals: true,
})
const [input, output] = positionals
const pageSize = Number(values.page)
if (input === undefined || output === undefined || !(pageSize >= 1 && Number.isInteger(pageSize))) {
  process.stderr.write('Usage: node tools/github-triage/convert.ts ISSUES.jsonl.gz OUTPUT.json [--page 100]\n')
  process.exit(2)
}

const issues: RawIssue[] = []
for await (const issue of readRawIssues(input)) issues.push(issue)
await pipeline(Readable.from(jsonOf(restPages(issues, pageSize))), createWriteStream(output))
process.stdout.write(`${issues.length} issues written to ${output}\n`)

/** Pages stand one behind the other, as the command line prints them when it walks through all. */
function* jsonOf(pages: Iterable<unknown>): Generator<string> {
  for (const page of pages) yield `${JSON.stringify(page)}\n`
}
