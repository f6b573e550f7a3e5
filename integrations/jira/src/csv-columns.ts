import { fieldKey, unique, type FidelityReason } from '@fulcrum/integration-kit'

/** What the cells of a column of the CSV export become in an issue of the REST form. */
export type CsvTarget =
  /** The issue's own number and key. */
  | { readonly to: 'id' | 'key' | 'parent' }
  /** Text as it stands. */
  | { readonly to: 'text'; readonly field: string }
  /** A time in the site's own style. */
  | { readonly to: 'instant' | 'day'; readonly field: string }
  | { readonly to: 'number'; readonly field: string }
  /** An object with one property; several columns may give one object: `status` has a name and a category. */
  | { readonly to: 'part'; readonly field: string; readonly property: string }
  /** A user: the display name or the login in one column, the id in another. */
  | { readonly to: 'user' | 'userId'; readonly field: string }
  /** Repeated columns, one element in each. */
  | { readonly to: 'element'; readonly field: string }
  /** Repeated columns of which only the number of filled ones counts. */
  | { readonly to: 'count'; readonly field: string; readonly property: string }
  | { readonly to: 'link'; readonly direction: 'inward' | 'outward'; readonly type: string }
  | { readonly to: 'attachment' | 'comment' | 'worklog' }
  | { readonly to: 'nothing'; readonly reason: FidelityReason | null }

/** A column of the export. */
export interface CsvColumn {
  readonly title: string
  readonly target: CsvTarget
}

/** The columns of an export, and how its fields are called and made. */
export interface CsvLayout {
  readonly columns: readonly CsvColumn[]
  readonly names: ReadonlyMap<string, string>
  readonly schemas: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

const derived: CsvTarget = { to: 'nothing', reason: 'field-derived' }
const ofProject: CsvTarget = { to: 'nothing', reason: 'field-of-container' }

/** By the column's title in lower case. */
const known: ReadonlyMap<string, CsvTarget> = new Map<string, CsvTarget>([
  ['issue id', { to: 'id' }],
  ['issue key', { to: 'key' }],
  ['parent', { to: 'parent' }],
  ['parent id', { to: 'parent' }],
  ['parent key', { to: 'parent' }],
  ['parent summary', derived],
  ['summary', { to: 'text', field: 'summary' }],
  ['description', { to: 'text', field: 'description' }],
  ['environment', { to: 'text', field: 'environment' }],
  ['issue type', { to: 'part', field: 'issuetype', property: 'name' }],
  ['status', { to: 'part', field: 'status', property: 'name' }],
  ['status category', { to: 'part', field: 'status', property: 'category' }],
  ['status category changed', derived],
  ['priority', { to: 'part', field: 'priority', property: 'name' }],
  ['resolution', { to: 'part', field: 'resolution', property: 'name' }],
  ['security level', { to: 'part', field: 'security', property: 'name' }],
  ['project name', { to: 'part', field: 'project', property: 'name' }],
  ['project key', { to: 'part', field: 'project', property: 'key' }],
  ['project type', ofProject],
  ['project lead', ofProject],
  ['project lead id', ofProject],
  ['project description', ofProject],
  ['project url', ofProject],
  ['assignee', { to: 'user', field: 'assignee' }],
  ['assignee id', { to: 'userId', field: 'assignee' }],
  ['reporter', { to: 'user', field: 'reporter' }],
  ['reporter id', { to: 'userId', field: 'reporter' }],
  ['creator', { to: 'user', field: 'creator' }],
  ['creator id', { to: 'userId', field: 'creator' }],
  ['created', { to: 'instant', field: 'created' }],
  ['updated', { to: 'instant', field: 'updated' }],
  ['resolved', { to: 'instant', field: 'resolutiondate' }],
  ['due date', { to: 'day', field: 'duedate' }],
  ['last viewed', { to: 'nothing', reason: 'field-personal' }],
  ['votes', { to: 'number', field: 'votes' }],
  ['watchers', { to: 'count', field: 'watches', property: 'watchCount' }],
  ['watchers id', { to: 'nothing', reason: null }],
  ['labels', { to: 'element', field: 'labels' }],
  ['component/s', { to: 'element', field: 'components' }],
  ['components', { to: 'element', field: 'components' }],
  ['fix version/s', { to: 'element', field: 'fixVersions' }],
  ['fix versions', { to: 'element', field: 'fixVersions' }],
  ['affects version/s', { to: 'element', field: 'versions' }],
  ['affects versions', { to: 'element', field: 'versions' }],
  ['original estimate', { to: 'number', field: 'timeoriginalestimate' }],
  ['remaining estimate', { to: 'number', field: 'timeestimate' }],
  ['time spent', { to: 'number', field: 'timespent' }],
  ['work ratio', derived],
  ['σ original estimate', derived],
  ['σ remaining estimate', derived],
  ['σ time spent', derived],
  ['∑ original estimate', derived],
  ['∑ remaining estimate', derived],
  ['∑ time spent', derived],
  ['attachment', { to: 'attachment' }],
  ['comment', { to: 'comment' }],
  ['log work', { to: 'worklog' }],
])

const linkTitle = /^(inward|outward) issue link \((.*)\)$/i
const customTitle = /^custom field \((.*)\)$/i
const rankTitle = /^(rank|rank \(obsolete\)|global rank)$/i

/** True for a row of titles as the CSV export writes it. */
export function isCsvHeader(titles: readonly string[]): boolean {
  const names = new Set(titles.map((title) => title.trim().toLowerCase()))
  return names.has('issue key') && (names.has('summary') || names.has('issue type') || names.has('status'))
}

/** Finds out what each column becomes. Columns that repeat a title hold the elements of one field. */
export function readCsvLayout(titles: readonly string[]): CsvLayout {
  const occurrences = new Map<string, number>()
  for (const title of titles) occurrences.set(title.trim(), (occurrences.get(title.trim()) ?? 0) + 1)
  const names = new Map<string, string>()
  const schemas = new Map<string, Readonly<Record<string, unknown>>>()
  const ids = new Map<string, string>()
  const used = new Set<string>()
  const columns = titles.map((cell): CsvColumn => {
    const title = cell.trim()
    const system = known.get(title.toLowerCase()) ?? linkTarget(title)
    if (system !== null) return { title, target: system }
    const name = (customTitle.exec(title)?.[1] ?? title).trim()
    if (name === '') return { title, target: { to: 'nothing', reason: 'column-untitled' } }
    if (rankTitle.test(name)) return { title, target: { to: 'nothing', reason: 'field-order' } }
    const id = ids.get(title) ?? unique(`customfield-${fieldKey(name).slice(0, 60)}`, used, (base, n) => `${base}-${n}`)
    ids.set(title, id)
    names.set(id, name)
    const isList = (occurrences.get(title) ?? 0) > 1
    if (isList) schemas.set(id, { type: 'array', items: 'string' })
    return { title, target: { to: isList ? 'element' : 'text', field: id } }
  })
  return { columns, names, schemas }
}

function linkTarget(title: string): CsvTarget | null {
  const link = linkTitle.exec(title)
  if (link === null) return null
  return { to: 'link', direction: link[1]?.toLowerCase() === 'inward' ? 'inward' : 'outward', type: link[2] ?? '' }
}
