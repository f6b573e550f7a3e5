import { Buffer } from 'node:buffer'

/** An issue of a tracker that many projects have used for years. */
export interface OldIssue {
  readonly key: string
  readonly title: string
  readonly status: OldStatus
  readonly components: readonly string[]
  readonly due: string | null
}

const categories = {
  Received: 'new',
  Open: 'new',
  'Volunteer Needed': 'new',
  'In Progress': 'indeterminate',
  'In Review': 'indeterminate',
  Resolved: 'done',
  Closed: 'done',
} as const

type OldStatus = keyof typeof categories

const projects = ['FCREPO', 'ISLANDORA', 'DURACLOUD', 'DS', 'HYPAT'] as const
const components = [
  'Repository',
  'UI',
  'Module (Core) 6.x',
  'Services',
  'Storage',
  'Solr/Search 6.x',
  'XML Form Builder 6.x',
  'Documentation',
  ...Array.from({ length: 22 }, (_, index) => `Pack ${String(index + 1).padStart(2, '0')} 6.x`),
]

/**
 * Issues as such a tracker has them: most are closed, a third is of no component, some are of two, one in nine of the later
 * ones has a due date of years ago, and few components hold most of the rest.
 */
export function oldIssues(count: number): readonly OldIssue[] {
  return Array.from({ length: count }, (_, index): OldIssue => {
    const project = projects[index % projects.length] ?? projects[0]
    const month = String((index % 12) + 1).padStart(2, '0')
    return {
      key: `${project}-${index + 1}`,
      title: `Old issue ${index + 1}`,
      status: statusOf(index),
      components: componentsOf(index),
      due: index >= 90 && index % 9 === 0 ? `2011-${month}-20` : null,
    }
  })
}

function statusOf(index: number): OldStatus {
  if (index % 5 !== 0) return index % 20 === 1 ? 'Resolved' : 'Closed'
  const open: readonly OldStatus[] = ['Open', 'Open', 'Received', 'In Progress', 'Volunteer Needed', 'In Review']
  return open[(index / 5) % open.length] ?? 'Open'
}

function componentsOf(index: number): readonly string[] {
  if (index % 3 === 0) return []
  const [often = '', next = ''] = components
  if (index % 3 === 1) return index % 24 === 1 ? [often, next] : [often]
  return [components[(index * 7) % components.length] ?? often]
}

/** The answers of the REST search of that tracker, page by page in one file. */
export function oldTrackerExport(issues: readonly OldIssue[]): { name: string; mimeType: string; buffer: Buffer } {
  const maxResults = 100
  const pages = Array.from({ length: Math.ceil(issues.length / maxResults) }, (_, page) => ({
    expand: 'schema,names',
    startAt: page * maxResults,
    maxResults,
    total: issues.length,
    issues: issues.slice(page * maxResults, (page + 1) * maxResults).map(restIssue),
    names: { components: 'Component/s', duedate: 'Due Date', issuetype: 'Issue Type', status: 'Status' },
    schema: {},
  }))
  return { name: 'history.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(pages)) }
}

function restIssue({ key, title, status, components: of, due }: OldIssue, index: number) {
  const number = Number(key.split('-')[1])
  const self = `https://old.example/rest/api/2/issue/${number}`
  const created = `20${String(8 + (number % 4)).padStart(2, '0')}-03-01T08:00:00.000+0000`
  return {
    id: String(number),
    self,
    key,
    fields: {
      summary: title,
      issuetype: { id: '1', name: number % 3 === 0 ? 'Story' : 'Bug', subtask: false },
      project: { id: key.split('-')[0], key: key.split('-')[0], name: key.split('-')[0] },
      status: { id: status, name: status, statusCategory: { key: categories[status] } },
      priority: { id: '4', name: number % 4 === 0 ? 'Major' : 'Minor' },
      reporter: person(index),
      assignee: number % 2 === 0 ? person(index + 1) : null,
      components: of.map((name) => ({ id: name, name })),
      labels: [],
      created,
      updated: created,
      duedate: due,
      description: 'As it was written there.',
    },
    changelog: { startAt: 0, maxResults: 0, total: 0, histories: [] },
  }
}

function person(number: number) {
  const name = `dev-${String((number % 7) + 1).padStart(4, '0')}`
  return { self: `https://old.example/user?username=${name}`, name, key: name, displayName: name }
}
