import { createHash } from 'node:crypto'
import type { RawIssue } from './raw-issue.ts'

/** The repositories of the set by the names that it gives them. */
const repositories: Readonly<Record<string, string>> = {
  roslyn: 'dotnet/roslyn',
  mrtk: 'microsoft/MixedRealityToolkit-Unity',
  monogame: 'MonoGame/MonoGame',
  nunit: 'nunit/nunit',
  'realm-java': 'realm/realm-java',
}

/** How the site calls a repository of the set. */
export function repositoryOf({ repo }: Pick<RawIssue, 'repo'>): string {
  return repositories[repo] ?? `example/${repo}`
}

/** People are numbered by set: the same number in two of them is two people. */
export function loginOf({ repo }: Pick<RawIssue, 'repo'>, person: string): string {
  return `${repo}-${person}`
}

/** An issue as the REST API lists it. Who wrote it and what was said is not in the set. */
export function restIssue(issue: RawIssue): Readonly<Record<string, unknown>> {
  const repository = repositoryOf(issue)
  const api = `https://api.github.com/repos/${repository}`
  const id = numberOf(`${repository}#${issue.number}`)
  const assignees = issue.assignees.map((person) => restUser(loginOf(issue, person)))
  return {
    url: `${api}/issues/${issue.number}`,
    repository_url: api,
    labels_url: `${api}/issues/${issue.number}/labels{/name}`,
    comments_url: `${api}/issues/${issue.number}/comments`,
    events_url: `${api}/issues/${issue.number}/events`,
    html_url: `https://github.com/${repository}/issues/${issue.number}`,
    id,
    node_id: `I_${id}`,
    number: issue.number,
    title: issue.title,
    user: null,
    labels: issue.labels.map((name) => ({
      id: numberOf(name),
      url: `${api}/labels/${encodeURIComponent(name)}`,
      name,
      color: createHash('sha256').update(name).digest('hex').slice(0, 6),
      default: false,
      description: null,
    })),
    state: issue.closed === null ? 'open' : 'closed',
    locked: false,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: 0,
    created_at: momentOf(issue.created),
    updated_at: momentOf(issue.closed ?? issue.created),
    closed_at: issue.closed === null ? null : momentOf(issue.closed),
    author_association: 'NONE',
    active_lock_reason: null,
    body: issue.body,
    reactions: { url: `${api}/issues/${issue.number}/reactions`, total_count: 0 },
    timeline_url: `${api}/issues/${issue.number}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.closed === null ? null : 'completed',
  }
}

/** The answers to a walk through the issues of each repository, page by page, as they come one behind the other. */
export function* restPages(issues: readonly RawIssue[], pageSize: number): Generator<readonly unknown[]> {
  for (const own of Map.groupBy(issues, repositoryOf).values()) {
    for (let at = 0; at < own.length; at += pageSize) yield own.slice(at, at + pageSize).map(restIssue)
  }
}

/** `momentOf('2016-11-23') // '2016-11-23T00:00:00Z'` */
function momentOf(day: string): string {
  return `${day.slice(0, 10)}T00:00:00Z`
}

function restUser(login: string): Readonly<Record<string, unknown>> {
  const id = numberOf(login)
  return {
    login,
    id,
    node_id: `U_${id}`,
    url: `https://api.github.com/users/${login}`,
    html_url: `https://github.com/${login}`,
    type: 'User',
    site_admin: false,
  }
}

/** A number that is always the same for a name. */
function numberOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0)
}
