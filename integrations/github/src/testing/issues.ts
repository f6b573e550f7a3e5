import { Buffer } from 'node:buffer'
import { memoryFile, type ImportField, type ImportRecord } from '@fulcrum/integration-kit'
import { githubSource } from '../github-source.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type Fields = { readonly [key: string]: Json }

/** A person as the API gives one. */
export function user(login: string): Fields {
  return { login, id: login.length, html_url: `https://github.com/${login}`, type: 'User' }
}

/** An issue as the REST API gives it. */
export function issue(number: number, fields: Fields = {}, repo = 'octo/app'): Fields {
  return {
    url: `https://api.github.com/repos/${repo}/issues/${number}`,
    repository_url: `https://api.github.com/repos/${repo}`,
    html_url: `https://github.com/${repo}/issues/${number}`,
    id: 1_000 + number,
    number,
    title: `About ${number}`,
    user: user('ada'),
    labels: [],
    state: 'open',
    state_reason: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: '2024-01-02T03:04:05Z',
    updated_at: '2024-02-02T03:04:05Z',
    closed_at: null,
    body: null,
    ...fields,
  }
}

/** Opens a text, or a value as JSON, and reads all records. */
export async function open(content: string | Json) {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const document = await githubSource.open(memoryFile('issues.json', bytes, 1000))
  const records: ImportRecord[] = []
  for await (const record of document.records()) records.push(record)
  return {
    document,
    records,
    field: (key: string): ImportField | undefined => document.fields.find((each) => each.key === key),
    problems: document.fidelity.map(({ field, reason, count }) => [field, reason, count] as const),
  }
}
