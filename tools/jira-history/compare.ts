import { readValue, type ImportDocument, type ImportRecord } from '@fulcrum/integration-kit'
import type { RawChange, RawIssue } from './raw-issue.ts'
import { linkWords } from './catalogue.ts'

/** What was compared of an issue, and where the imported record says something else. */
export interface Comparison {
  readonly checked: number
  readonly differences: readonly string[]
}

/** Compares every column of the set, and every entry of history, with the record that the import made of it. */
export function differencesOf(issue: RawIssue, record: ImportRecord | undefined, document: ImportDocument): Comparison {
  if (record === undefined) return { checked: 1, differences: ['the record is missing'] }
  let checked = 0
  const differences: string[] = []
  const same = (what: string, found: unknown, wanted: unknown) => {
    checked++
    const [left, right] = [JSON.stringify(found ?? null), JSON.stringify(wanted ?? null)]
    if (left !== right) differences.push(`${what} is ${shown(left)}, in the set ${shown(right)}`)
  }
  const value = (key: string) => plainValue(key, record, document)
  same('title', record.title, issue.title.trim() === '' ? issue.key : issue.title)
  same('key', record.key, issue.key)
  same('project', value('project'), issue.project)
  same('type', value('issuetype'), issue.type)
  same('priority', value('priority'), issue.priority)
  same('status', value('status'), issue.status)
  same('resolution', value('resolution'), issue.resolution)
  same('components', value('components') ?? [], labelsOf(issue.components))
  same('fix versions', value('fixVersions') ?? [], labelsOf(issue.fix_versions.map(({ name }) => name)))
  same('labels', value('labels') ?? [], labelsOf(issue.labels))
  same('created', record.createdAt, Date.parse(issue.created))
  same('resolved', value('resolutiondate'), issue.resolved === null ? null : Date.parse(issue.resolved))
  same('due', value('duedate'), issue.due === null ? null : Date.parse(issue.due))
  same('reporter', value('reporter'), issue.reporter === null ? null : [issue.reporter])
  same('assignee', value('assignee'), issue.assignee === null ? null : [issue.assignee])
  same('description', textOf(value('description')), textOf(issue.description))
  same(
    'links',
    record.links.map(({ type, direction, label, key }) => [type, direction, label, key]),
    issue.links.map(({ type, dir, key }) => {
      const words = linkWords[type] ?? [type.toLowerCase(), type.toLowerCase()]
      return dir === 'in' ? [type, 'inward', words[0], key] : [type, 'outward', words[1], key]
    }),
  )
  same('number of comments', record.comments.length, issue.comments.length)
  for (const [position, comment] of inTime(issue.comments).entries()) {
    const found = record.comments[position]
    same(`comment ${position + 1}`, [found?.at, found?.by], [Date.parse(comment.at), comment.by])
  }
  same('number of changes', record.history.length, issue.history.length)
  for (const [position, change] of inTime(issue.history).entries()) {
    const found = record.history[position]
    const wanted = [Date.parse(change.at), change.by, historyFields[change.field], ...endsOf(change)]
    same(`change ${position + 1}`, found && [found.at, found.by, found.field, ...foundEnds(change, found)], wanted)
  }
  return { checked, differences }
}

const historyFields: Readonly<Record<string, string>> = {
  assignee: 'assignee',
  Component: 'components',
  duedate: 'duedate',
  'Fix Version': 'fixVersions',
  issuetype: 'issuetype',
  Link: 'issuelinks',
  priority: 'priority',
  resolution: 'resolution',
  status: 'status',
}

/** Days lose their hour of midnight. */
function endsOf({ field, frm, to }: RawChange): readonly (string | null)[] {
  return field === 'duedate' ? [frm?.slice(0, 10) ?? null, to?.slice(0, 10) ?? null] : [frm, to]
}

/** The set names only the other issue of a tie; the import says what tie it was, and has the issue as the id. */
function foundEnds(change: RawChange, found: ImportRecord['history'][number]): readonly (string | null)[] {
  return change.field === 'Link' ? [found.fromId ?? null, found.toId ?? null] : [found.from, found.to]
}

/** A value as the guess of its field reads it, reduced to what the set has. */
function plainValue(key: string, record: ImportRecord, document: ImportDocument): unknown {
  const field = document.fields.find((each) => each.key === key)
  if (field === undefined) return null
  const read = readValue(record.values[key], field.guess)
  if (!read.ok) return `unreadable: ${read.message}`
  if (read.value === null) return null
  const value = read.value
  if ('text' in value) return value.text
  if ('label' in value) return value.label
  if ('labels' in value) return value.labels
  if ('people' in value) return value.people.map((person) => person.key)
  return 'instantMs' in value ? value.instantMs : value
}

/** Labels have no space around them, and each stands once. */
function labelsOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim()))]
}

/** Lines end in one way; texts of nothing but space are empty. */
function textOf(text: unknown): string | null {
  if (typeof text !== 'string' || text.trim() === '') return null
  return text.replace(/\r\n?/g, '\n')
}

function inTime<T extends { readonly at: string }>(entries: readonly T[]): readonly T[] {
  return entries.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at))
}

function shown(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
