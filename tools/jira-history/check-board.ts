/**
 * Reads the data set `jira-history` back from a board on a running Fulcrum, as any client would, and compares it with the set:
 *
 *     node tools/jira-history/convert.ts issues.train.jsonl.gz history.json
 *     ./fulcrum import jira history.json --board History
 *     node tools/jira-history/check-board.ts issues.train.jsonl.gz http://127.0.0.1:4000 --link LINK [--board History] [--rows 50]
 *
 * `--link` is the first owner's link that `./fulcrum up` printed; without it the owner that an earlier call made signs in. Ends
 * with 1 where something differs. Every issue is compared in all its cells; the history of `--rows` of them entry by entry.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { scopeOf } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { ActivityEntry, TreeBoard } from '@fulcrum/protocol'
import { BoardReading } from './board-issue.ts'
import type { BoardIssue, ToldChange } from './board-issue.ts'
import { linksBetween, linksSaid } from './links.ts'
import { clientFor, signIn } from './node-client.ts'
import { readRawIssues } from './raw-issue.ts'
import type { RawChange, RawIssue } from './raw-issue.ts'

const { values, positionals } = parseArgs({
  options: { link: { type: 'string' }, board: { type: 'string' }, rows: { type: 'string', default: '50' } },
  allowPositionals: true,
})
const [input, origin] = positionals
if (input === undefined || origin === undefined) {
  process.stderr.write(
    'Usage: node tools/jira-history/check-board.ts ISSUES.jsonl.gz ADDRESS [--link LINK] [--board NAME]\n',
  )
  process.exit(2)
}

const fields: Readonly<Record<string, string>> = {
  Component: 'components',
  'Fix Version': 'fixVersions',
  Link: 'issuelinks',
}

const issues: RawIssue[] = []
for await (const issue of readRawIssues(input)) issues.push(issue)
const client = clientFor(await signIn(origin, values.link))
const { boards } = await client.query<{ boards: readonly TreeBoard[] }>('tree.list', {})
const board = boards.find(({ name }) => values.board === undefined || name === values.board)
if (!board) throw new Error('There is no such board.')
const [handle, account] = [client.open(scopeOf('board', board.id)), client.open(scopeOf('account', client.accountId))]
while (handle.phase !== 'ready' || account.phase !== 'ready') await sleep(50)
const reading = new BoardReading(handle.state as BoardState, account.state as BoardState)
const found = reading.issues()

const inSet = new Set(issues.map(({ key }) => key))
const isInSet = (key: string) => inSet.has(key)
const linksOfSet = linksBetween(issues, isInSet)
const linksOfBoard = linksSaid(found)
const histories = new Map<string, ToldChange[]>()
for (const { key, row } of found.values()) {
  const { entries } = await client.query<{ entries: readonly ActivityEntry[] }>('item.activity', {
    board: board.id,
    row,
    limit: 500,
  })
  histories.set(key, reading.history(entries))
}
const sum = <T>(from: Iterable<T>, count: (each: T) => number) =>
  [...from].reduce((total, each) => total + count(each), 0)
const isWhole = [
  equal('issues', issues.length, found.size),
  equal(
    'history entries',
    sum(issues, ({ history }) => history.length),
    sum(histories.values(), ({ length }) => length),
  ),
  equal(
    'due dates',
    sum(issues, ({ due }) => (due === null ? 0 : 1)),
    sum(found.values(), ({ cells }) => (cells['duedate'] === null ? 0 : 1)),
  ),
  equal(
    'comments',
    sum(issues, ({ comments }) => comments.length),
    sum(found.values(), ({ updates }) => updates),
  ),
  rows('cells of every issue', issues, (issue) => cellDifferences(issue, found.get(issue.key))),
  rows('links of every issue', issues, (issue) => linkDifferences(issue, found.get(issue.key))),
  equal('links, each once', linksOfSet.size, linksOfBoard.size),
  rows('history, entry by entry', spread(Number(values.rows)), (issue) =>
    historyDifferences(issue, histories.get(issue.key) ?? []),
  ),
]
client.stop()
process.exitCode = isWhole.every(Boolean) ? 0 : 1

type Compared = { readonly checked: number; readonly differences: readonly string[] }

function cellDifferences(issue: RawIssue, there: BoardIssue | undefined): Compared {
  if (!there) return { checked: 1, differences: ['the item is missing'] }
  const { cells } = there
  const unordered = (found: unknown) => names(Array.isArray(found) ? found.map(String) : [])
  const minute = (at: string | null) => (at === null ? null : Math.floor(Date.parse(at) / 60_000) * 60_000)
  return compare([
    ['title', there.title, issue.title.replace(/\s+/g, ' ').trim() || issue.key],
    ['project', cells['project'], issue.project],
    ['type', cells['issuetype'], issue.type],
    ['priority', cells['priority'], issue.priority],
    ['status', cells['status'], issue.status],
    ['resolution', cells['resolution'], issue.resolution],
    ['components', unordered(cells['components']), names(issue.components)],
    ['fix versions', unordered(cells['fixVersions']), names(issue.fix_versions.map(({ name }) => name))],
    ['labels', unordered(cells['labels']), names(issue.labels)],
    ['created', there.createdAt, Date.parse(issue.created)],
    ['resolved', cells['resolutiondate'], minute(issue.resolved)],
    ['due', cells['duedate'], issue.due === null ? null : Date.parse(issue.due.slice(0, 10))],
    ['reporter', cells['reporter'], issue.reporter === null ? null : [issue.reporter]],
    ['assignee', cells['assignee'], issue.assignee === null ? null : [issue.assignee]],
    ['description', text(cells['description']), text(issue.description)],
    ['comments', there.updates, issue.comments.length],
  ])
}

/** Every link that a client sees on an item is one of the set, and the other way round. */
function linkDifferences(issue: RawIssue, there: BoardIssue | undefined): Compared {
  const own = linksBetween([issue], isInSet)
  const missing = [...own].filter((link) => !linksOfBoard.has(link)).map((link) => `no connection says "${link}"`)
  const invented = there === undefined ? [] : [...linksSaid(new Map([[issue.key, there]]))]
  const wrong = invented.filter((link) => !linksOfSet.has(link)).map((link) => `"${link}" is not in the set`)
  return { checked: own.size + invented.length, differences: [...missing, ...wrong] }
}

function historyDifferences(issue: RawIssue, told: readonly ToldChange[]): Compared {
  const wanted = issue.history.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at))
  return compare(
    wanted.flatMap((change, index) => {
      const there = told[index]
      const name = `change ${index + 1}`
      const field = fields[change.field] ?? change.field
      return [
        [
          `${name} when, who, what`,
          there && [there.at, there.by, there.field],
          [Date.parse(change.at), change.by, field],
        ],
        ...sides(name, change, there),
      ] as const
    }),
  )
}

/** Of a set the source tells what left and what joined; the board tells the whole set before and after. */
function sides(name: string, { field, frm, to }: RawChange, there: ToldChange | undefined): readonly Row[] {
  const has = (side: unknown, element: string) =>
    Array.isArray(side)
      ? names(side).includes(names([element])[0] ?? '')
      : typeof side === 'string' && side.includes(element)
  if (field === 'Link' || field === 'Component' || field === 'Fix Version') {
    return [
      ...(frm === null ? [] : [[`${name} left`, has(there?.from, frm), true] as const]),
      ...(to === null ? [] : [[`${name} joined`, has(there?.to, to), true] as const]),
    ]
  }
  const plain = (value: string | null) =>
    value === null
      ? null
      : field === 'assignee'
        ? [value]
        : field === 'duedate'
          ? Date.parse(value.slice(0, 10))
          : value.trim()
  return [
    [`${name} from`, there?.from, plain(frm)],
    [`${name} to`, there?.to, plain(to)],
  ]
}

type Row = readonly [what: string, found: unknown, wanted: unknown]

function compare(all: readonly Row[]): Compared {
  const differences = all.flatMap(([what, there, wanted]) => {
    const [left, right] = [JSON.stringify(there ?? null), JSON.stringify(wanted ?? null)]
    return left === right ? [] : [`${what} is ${left.slice(0, 100)}, in the set ${right.slice(0, 100)}`]
  })
  return { checked: all.length, differences }
}

function rows(what: string, wanted: readonly RawIssue[], differencesOf: (issue: RawIssue) => Compared): boolean {
  let [checked, wrong] = [0, 0]
  for (const issue of wanted) {
    const compared = differencesOf(issue)
    checked += compared.checked
    wrong += compared.differences.length
    if (wrong < 20) for (const difference of compared.differences) say(`  ${issue.key}: ${difference}`)
  }
  say(
    `${wrong === 0 ? 'ok   ' : 'WRONG'} ${what}: ${wanted.length} issues, ${checked} values compared, ${wrong} differ`,
  )
  return wrong === 0
}

/** Issues spread evenly over the set, the first and the last among them. */
function spread(count: number): RawIssue[] {
  return Array.from(
    { length: Math.min(count, issues.length) },
    (_, index) => issues[Math.round((index * (issues.length - 1)) / Math.max(count - 1, 1))],
  ).filter((issue) => issue !== undefined)
}

/** Names of one column that differ by capitals only are one label here; the import's report says so. */
function names(all: readonly string[]): string[] {
  return [...new Set(all.map((name) => name.replace(/\s+/g, ' ').trim().toLowerCase()))].sort()
}

function text(value: unknown): string | null {
  return typeof value !== 'string' || value.trim() === '' ? null : value.replace(/\r\n?/g, '\n')
}

function equal(what: string, wanted: number, there: number): boolean {
  say(`${wanted === there ? 'ok   ' : 'WRONG'} ${what}: ${wanted} in the set, ${there} on the board`)
  return wanted === there
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
