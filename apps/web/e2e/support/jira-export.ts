import { Buffer } from 'node:buffer'

const people = ['Ada', 'Ben', 'Cleo'] as const

const statuses = {
  Open: { id: '1', category: 'new' },
  'In Progress': { id: '3', category: 'indeterminate' },
  Closed: { id: '6', category: 'done' },
} as const

type StatusName = keyof typeof statuses

/** An answer of Jira's REST search: made issues, each of which has an estimate and went from open over in progress to closed. */
export function jiraExport(count: number): { name: string; mimeType: string; buffer: Buffer } {
  const issues = Array.from({ length: count }, (_, index) => issue(index + 1))
  const answer = { expand: 'names,schema', startAt: 0, maxResults: count, total: count, issues, names: {}, schema: {} }
  return { name: 'search.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(answer)) }
}

function issue(number: number) {
  const key = `MADE-${number}`
  const month = String((number % 9) + 1).padStart(2, '0')
  const histories = [
    move(1, `2024-${month}-03T09:00:00.000+0000`, 'Open', 'In Progress'),
    move(2, `2024-${month}-05T16:30:00.000+0000`, 'In Progress', 'Closed'),
  ]
  return {
    id: String(number),
    self: `https://made.example/rest/api/2/issue/${key}`,
    key,
    fields: {
      summary: `Made issue ${number}`,
      issuetype: { id: '1', name: 'Bug', subtask: false },
      status: status('Closed'),
      priority: { id: '3', name: 'Major' },
      reporter: user(number),
      created: `2024-${month}-01T08:00:00.000+0000`,
      updated: `2024-${month}-05T16:30:00.000+0000`,
      duedate: `2024-${month}-20`,
      timeoriginalestimate: estimateHours(number) * 3_600,
    },
    changelog: { startAt: 0, maxResults: histories.length, total: histories.length, histories },
  }
}

/** How many hours an issue was thought to take. */
export function estimateHours(number: number): number {
  return (number % 8) + 0.5
}

function user(number: number) {
  const name = people[number % people.length] ?? people[0]
  return { self: `https://made.example/user?username=${name}`, name: name.toLowerCase(), key: name, displayName: name }
}

function status(name: StatusName) {
  const { id, category } = statuses[name]
  return { id, name, statusCategory: { key: category } }
}

function move(number: number, created: string, from: StatusName, to: StatusName) {
  return {
    id: created,
    author: user(number),
    created,
    items: [
      {
        field: 'status',
        fieldtype: 'jira',
        from: statuses[from].id,
        fromString: from,
        to: statuses[to].id,
        toString: to,
      },
    ],
  }
}
