/**
 * Sends the whole data set `jira-history` through the converter and the import source, and says whether all of it
 * arrived; ends with 1 where something did not:
 *
 *     node tools/jira-history/check.ts issues.train.jsonl.gz [--rows 50] [--preview]
 */
import { Buffer } from 'node:buffer'
import { parseArgs } from 'node:util'
import { jiraSource } from '@fulcrum/integration-jira'
import { memoryFile, readValue, type ImportDocument, type ImportRecord } from '@fulcrum/integration-kit'
import { differencesOf } from './compare.ts'
import { previewLines } from './preview.ts'
import { readRawIssues, type RawIssue } from './raw-issue.ts'
import { searchPages } from './search-pages.ts'

const { values, positionals } = parseArgs({
  options: { rows: { type: 'string', default: '50' }, preview: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [input] = positionals
if (input === undefined) {
  process.stderr.write('Usage: node tools/jira-history/check.ts ISSUES.jsonl.gz [--rows 50] [--preview]\n')
  process.exit(2)
}

const issues: RawIssue[] = []
for await (const issue of readRawIssues(input)) issues.push(issue)
const json = Buffer.from(JSON.stringify([...searchPages(issues, 100)]))
const startedAt = performance.now()
const document = await jiraSource.open(memoryFile('search.json', json))
const openedAt = performance.now()
const records = new Map<string, ImportRecord>()
for await (const record of document.records()) records.set(record.key, record)
const readAt = performance.now()
say(`${mb(json.length)} opened in ${seconds(openedAt - startedAt)}, records read in ${seconds(readAt - openedAt)}`)
if (values.preview) for (const line of previewLines(document)) say(line)

const isWhole = [
  count('issues', issues.length, records.size),
  count(
    'history entries',
    issues.reduce((sum, issue) => sum + issue.history.length, 0),
    sumOf(records, (record) => record.history.length),
  ),
  count(
    'due dates',
    issues.filter(({ due }) => due !== null).length,
    sumOf(records, (record) => (isDate(document, record) ? 1 : 0)),
  ),
  count(
    'comments',
    issues.reduce((sum, issue) => sum + issue.comments.length, 0),
    sumOf(records, (record) => record.comments.length),
  ),
  compareRows(Math.min(Number(values.rows), issues.length)),
]
process.exitCode = isWhole.every(Boolean) ? 0 : 1

/** Rows spread evenly over the set, the first and the last among them. */
function compareRows(rows: number): boolean {
  let compared = 0
  let wrong = 0
  for (let i = 0; i < rows; i++) {
    const issue = issues[Math.round((i * (issues.length - 1)) / Math.max(rows - 1, 1))]
    if (issue === undefined) continue
    const { checked, differences } = differencesOf(issue, records.get(issue.key), document)
    compared += checked
    wrong += differences.length
    for (const difference of differences) say(`  ${issue.key}: ${difference}`)
  }
  say(`${wrong === 0 ? 'ok   ' : 'WRONG'} ${rows} rows field by field: ${compared} values compared, ${wrong} differ`)
  return wrong === 0
}

function count(what: string, wanted: number, found: number): boolean {
  say(`${wanted === found ? 'ok   ' : 'WRONG'} ${what}: ${wanted} in the set, ${found} in the document`)
  return wanted === found
}

function isDate({ fields }: ImportDocument, record: ImportRecord): boolean {
  const field = fields.find(({ key }) => key === 'duedate')
  if (field === undefined) return false
  const read = readValue(record.values[field.key], field.guess)
  return read.ok && read.value?.kind === 'date'
}

function sumOf(from: ReadonlyMap<string, ImportRecord>, count: (record: ImportRecord) => number): number {
  return [...from.values()].reduce((sum, record) => sum + count(record), 0)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function mb(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
