import type { BoardState } from '@fulcrum/domain'
import type { RawIssue } from './raw-issue.ts'
import { loginOf, repositoryOf } from './rest-issue.ts'

/** Where a board says something else than the set; nothing where all of it is the same. */
export function differencesOf(
  board: BoardState,
  issues: readonly RawIssue[],
  nameOf: (member: string) => string,
): { readonly checked: number; readonly differences: readonly string[] } {
  const rows = new Map<string, number>()
  for (let row = 0; row < board.rowCount; row++) {
    if (board.isLive(row)) rows.set(String(board.system(row, 'sourceKey')).replace(/^[^:]*:/, ''), row)
  }
  const cells = new Map(board.columns().map(({ title, number }) => [title, number]))
  const labels = (title: string) => {
    const column = board.columns().find((each) => each.title === title)
    const settings = column?.settings as { labels: readonly { number: number; name: string }[] } | undefined
    return new Map(settings?.labels.map(({ number, name }) => [number, name]))
  }
  const [statuses, tags] = [labels('Status'), labels('Labels')]
  const differences: string[] = []
  let checked = 0
  if (rows.size !== issues.length) differences.push(`${rows.size} items for ${issues.length} issues`)
  for (const issue of issues) {
    const key = `${repositoryOf(issue)}#${issue.number}`
    const row = rows.get(key)
    if (row === undefined) {
      differences.push(`${key} is missing`)
      continue
    }
    const cell = (title: string) => board.cell(row, cells.get(title) ?? -1)
    const wanted = {
      title: oneLine(issue.title) || key,
      status: issue.closed === null ? statusOpen(issue) : 'Completed',
      labels: [...new Set(issue.labels.map((name) => oneLine(name).toLowerCase()))].sort(),
      assignees: [...new Set(issue.assignees.map((person) => loginOf(issue, person)))],
      created: Date.parse(issue.created.slice(0, 10)),
      closed: issue.closed === null ? null : Date.parse(issue.closed.slice(0, 10)) / 86_400_000,
      link: `https://github.com/${repositoryOf(issue)}/issues/${issue.number}`,
      body: (issue.body ?? '').trim() === '' ? null : issue.body?.replace(/\r\n?/g, '\n'),
    }
    const ids = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
    const found = {
      title: board.system(row, 'title'),
      status: statuses.get(Number(cell('Status'))),
      labels: ids(cell('Labels'))
        .map((number) => tags.get(Number(number))?.toLowerCase())
        .sort(),
      assignees: ids(cell('Assignees')).map((id) => nameOf(String(id))),
      created: board.system(row, 'createdAt'),
      closed: (cell('Closed') as { readonly day: number } | null)?.day ?? null,
      link: urlOf(cell('Link')),
      body: cell('Description'),
    }
    for (const [what, value] of Object.entries(wanted)) {
      checked++
      const there = found[what as keyof typeof found]
      if (JSON.stringify(there) !== JSON.stringify(value)) {
        differences.push(`${key} ${what} is ${shown(there)}, in the set ${shown(value)}`)
      }
    }
  }
  return { checked, differences }
}

/** A label may say where an open issue is in the course of its work. */
function statusOpen({ labels }: RawIssue): string {
  const said = labels.map((label) => /^(?:\d\s*-\s+)?(Backlog|Working|Ready.*|In Progress|Blocked)$/i.exec(label)?.[1])
  return said.find((name) => name !== undefined) ?? 'Open'
}

function urlOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'url' in value ? value.url : value
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function shown(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 120)
}
