import { Buffer } from 'node:buffer'

const statuses = {
  Open: { id: '1', category: 'new' },
  'In Progress': { id: '3', category: 'indeterminate' },
  Resolved: { id: '5', category: 'done' },
  Closed: { id: '6', category: 'done' },
} as const

type StatusName = keyof typeof statuses

/** Who stands in the file; none of them is here yet. */
export const namedPeople = ['Cleo Hart', 'Ben Amari', 'Ines Roth'] as const

export const componentNames = ['Storage', 'Search', 'Console'] as const

/** An answer of Jira's REST search as a team brings it: components, days, people, comments, and how each issue got where it is. */
export function teamExport(count: number): { name: string; mimeType: string; buffer: Buffer } {
  const issues = Array.from({ length: count }, (_, index) => issue(index + 1))
  const answer = { expand: 'names,schema', startAt: 0, maxResults: count, total: count, issues, names, schema: {} }
  return { name: 'team.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(answer)) }
}

const names = { components: 'Component/s', duedate: 'Due Date' }

function issue(number: number) {
  const key = `TEAM-${number}`
  const names: readonly StatusName[] = ['Open', 'In Progress', 'Open', 'Resolved', 'Closed']
  const now = names[number % names.length] ?? 'Open'
  const month = String((number % 9) + 1).padStart(2, '0')
  return {
    id: String(number),
    self: `https://made.example/rest/api/2/issue/${key}`,
    key,
    fields: {
      summary: `Team issue ${number}`,
      issuetype: { id: '1', name: number % 3 === 0 ? 'Bug' : 'Story', subtask: false },
      status: { id: statuses[now].id, name: now, statusCategory: { key: statuses[now].category } },
      priority: { id: '3', name: number % 4 === 0 ? 'Major' : 'Minor' },
      reporter: user(number + 1),
      assignee: user(number),
      components: [{ id: String(number % 3), name: componentNames[number % 3] }],
      created: `2026-${month}-01T08:00:00.000+0000`,
      updated: `2026-${month}-05T16:30:00.000+0000`,
      duedate: number % 2 === 0 ? `2026-${month}-20` : null,
      description: 'As it was written there.',
      comment: { comments: [comment(number, month)] },
    },
    changelog: { startAt: 0, maxResults: 1, total: 1, histories: [moved(number, month, now)] },
  }
}

function user(number: number) {
  const name = namedPeople[number % namedPeople.length] ?? namedPeople[0]
  const [short = name] = name.toLowerCase().split(' ')
  return { self: `https://made.example/user?username=${short}`, name: short, key: short, displayName: name }
}

function comment(number: number, month: string) {
  const created = `2026-${month}-02T10:00:00.000+0000`
  return { id: String(number), author: user(number), body: 'Said before the move.', created, updated: created }
}

function moved(number: number, month: string, to: StatusName) {
  const item = {
    field: 'status',
    fieldtype: 'jira',
    from: '0',
    fromString: 'Received',
    to: statuses[to].id,
    toString: to,
  }
  return { id: String(number), author: user(number), created: `2026-${month}-03T09:00:00.000+0000`, items: [item] }
}
