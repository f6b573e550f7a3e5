import { categoryOf, linkWords, type Catalogue } from './catalogue.ts'
import type { RawChange, RawIssue, RawLink } from './raw-issue.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Stands where the set has only the time and the author of a comment. */
const missingBody = '(The text of this comment is not part of the data set.)'

/** What issues that are tied to one another show of each other. */
export interface IssueCard {
  readonly title: string
  readonly status: string
  readonly priority: string | null
  readonly type: string
}

/** An issue as the REST search gives it with `fields=*all&expand=changelog`. */
export function restIssue(issue: RawIssue, catalogue: Catalogue, cards: ReadonlyMap<string, IssueCard>): Json {
  const id = catalogue.id('issue', issue.key)
  return {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id,
    self: catalogue.self(`issue/${id}`),
    key: issue.key,
    fields: restFields(issue, catalogue, cards),
    changelog: restChangelog(issue, catalogue),
  }
}

function restFields(issue: RawIssue, catalogue: Catalogue, cards: ReadonlyMap<string, IssueCard>): Json {
  return {
    issuetype: restType(issue.type, catalogue),
    timespent: null,
    project: restProject(issue.project, catalogue),
    fixVersions: issue.fix_versions.map((version) => ({
      ...named('version', version.name, catalogue),
      archived: false,
      released: version.released,
      ...(version.date === null ? {} : { releaseDate: version.date }),
    })),
    aggregatetimespent: null,
    resolution: issue.resolution === null ? null : named('resolution', issue.resolution, catalogue),
    resolutiondate: issue.resolved === null ? null : restTime(issue.resolved),
    workratio: -1,
    lastViewed: null,
    watches: { self: catalogue.self(`issue/${issue.key}/watchers`), watchCount: 0, isWatching: false },
    created: restTime(issue.created),
    priority: issue.priority === null ? null : named('priority', issue.priority, catalogue),
    labels: issue.labels,
    timeestimate: null,
    aggregatetimeoriginalestimate: null,
    versions: [],
    issuelinks: issue.links.map((link) => restLink(issue.key, link, catalogue, cards)),
    assignee: restUser(issue.assignee, catalogue),
    updated: restTime(lastTimeOf(issue)),
    status: restStatus(issue.status, catalogue),
    components: issue.components.map((name) => named('component', name, catalogue)),
    timeoriginalestimate: null,
    description: issue.description,
    timetracking: {},
    attachment: [],
    aggregatetimeestimate: null,
    summary: issue.title,
    creator: restUser(issue.reporter, catalogue),
    subtasks: [],
    reporter: restUser(issue.reporter, catalogue),
    aggregateprogress: { progress: 0, total: 0 },
    environment: null,
    duedate: issue.due,
    progress: { progress: 0, total: 0 },
    comment: restComments(issue, catalogue),
    votes: { self: catalogue.self(`issue/${issue.key}/votes`), votes: 0, hasVoted: false },
    worklog: { startAt: 0, maxResults: 20, total: 0, worklogs: [] },
  }
}

/** Changes that one person made at one moment are one entry with several items. */
function restChangelog(issue: RawIssue, catalogue: Catalogue): Json {
  const entries: { at: string; by: string | null; items: Json[] }[] = []
  for (const change of issue.history) {
    let entry = entries.at(-1)
    if (entry === undefined || entry.at !== change.at || entry.by !== change.by) {
      entry = { at: change.at, by: change.by, items: [] }
      entries.push(entry)
    }
    entry.items.push(restItem(change, issue, catalogue))
  }
  const histories = entries.map(({ at, by, items }, position) => ({
    id: catalogue.id('history', `${issue.key} ${position}`),
    ...(by === null ? {} : { author: restUser(by, catalogue) }),
    created: restTime(at),
    items,
  }))
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories }
}

type ItemValue = (value: string, issue: RawIssue, catalogue: Catalogue) => readonly [id: string, text: string]

const itemValues: Readonly<Record<string, ItemValue>> = {
  assignee: (name) => [name, name],
  Component: (name, _, catalogue) => [catalogue.id('component', name), name],
  duedate: (text) => [text.slice(0, 10), text],
  'Fix Version': (name, _, catalogue) => [catalogue.id('version', name), name],
  issuetype: (name, _, catalogue) => [catalogue.id('issuetype', name), name],
  Link: (key, issue) => [key, `This issue ${wordsOf(issue.links.find((link) => link.key === key))} ${key}`],
  priority: (name, _, catalogue) => [catalogue.id('priority', name), name],
  resolution: (name, _, catalogue) => [catalogue.id('resolution', name), name],
  status: (name, _, catalogue) => [catalogue.id('status', name), name],
}

function restItem(change: RawChange, issue: RawIssue, catalogue: Catalogue): Json {
  const read = itemValues[change.field] ?? ((text: string) => [text, text] as const)
  const [from, fromString] = change.frm === null ? [null, null] : read(change.frm, issue, catalogue)
  const [to, toString] = change.to === null ? [null, null] : read(change.to, issue, catalogue)
  return { field: change.field, fieldtype: 'jira', from, fromString, to, toString }
}

/** Of a tie that was cut later the set does not tell the type. */
function wordsOf(link: RawLink | undefined): string {
  return link === undefined ? 'is linked to' : typeWords(link.type)[link.dir === 'in' ? 0 : 1]
}

function typeWords(type: string): readonly [inward: string, outward: string] {
  return linkWords[type] ?? [type.toLowerCase(), type.toLowerCase()]
}

function restLink(key: string, link: RawLink, catalogue: Catalogue, cards: ReadonlyMap<string, IssueCard>): Json {
  const [from, to] = link.dir === 'in' ? [link.key, key] : [key, link.key]
  const linkId = catalogue.id('issueLink', `${link.type} ${from} ${to}`)
  const typeId = catalogue.id('linkType', link.type)
  const [inward, outward] = typeWords(link.type)
  const other = catalogue.id('issue', link.key)
  return {
    id: linkId,
    self: catalogue.self(`issueLink/${linkId}`),
    type: { id: typeId, name: link.type, inward, outward, self: catalogue.self(`issueLinkType/${typeId}`) },
    [link.dir === 'in' ? 'inwardIssue' : 'outwardIssue']: {
      id: other,
      key: link.key,
      self: catalogue.self(`issue/${other}`),
      ...cardFields(cards.get(link.key), catalogue),
    },
  }
}

function cardFields(card: IssueCard | undefined, catalogue: Catalogue): { fields?: Json } {
  if (card === undefined) return {}
  return {
    fields: {
      summary: card.title,
      status: restStatus(card.status, catalogue),
      priority: card.priority === null ? null : named('priority', card.priority, catalogue),
      issuetype: restType(card.type, catalogue),
    },
  }
}

function restComments(issue: RawIssue, catalogue: Catalogue): Json {
  const comments = issue.comments.map(({ at, by }, position) => {
    const id = catalogue.id('comment', `${issue.key} ${position}`)
    const author = restUser(by, catalogue)
    return {
      self: catalogue.self(`issue/${catalogue.id('issue', issue.key)}/comment/${id}`),
      id,
      ...(author === null ? {} : { author, updateAuthor: author }),
      body: missingBody,
      created: restTime(at),
      updated: restTime(at),
    }
  })
  return { comments, maxResults: comments.length, total: comments.length, startAt: 0 }
}

function restStatus(name: string, catalogue: Catalogue): Json {
  const category = categoryOf(name)
  return {
    ...named('status', name, catalogue),
    description: '',
    statusCategory: { self: catalogue.self(`statuscategory/${category.id}`), ...category },
  }
}

function restType(name: string, catalogue: Catalogue): Json {
  return { ...named('issuetype', name, catalogue), description: '', subtask: /^(Sub-task|Technical task)$/.test(name) }
}

function restProject(key: string, catalogue: Catalogue): Json {
  const id = catalogue.id('project', key)
  return { self: catalogue.self(`project/${id}`), id, key, name: key }
}

function restUser(name: string | null, catalogue: Catalogue): Json {
  if (name === null) return null
  return {
    self: catalogue.self(`user?username=${name}`),
    name,
    key: name,
    displayName: name,
    active: true,
    timeZone: 'Etc/UTC',
  }
}

function named(
  noun: 'component' | 'issuetype' | 'priority' | 'resolution' | 'status' | 'version',
  name: string,
  catalogue: Catalogue,
) {
  const id = catalogue.id(noun, name)
  return { self: catalogue.self(`${noun}/${id}`), id, name }
}

/** `restTime('2008-09-30T16:59:20Z') // '2008-09-30T16:59:20.000+0000'` */
function restTime(iso: string): string {
  return new Date(iso).toISOString().replace('Z', '+0000')
}

function lastTimeOf(issue: RawIssue): string {
  const times = [...issue.history.map(({ at }) => at), ...issue.comments.map(({ at }) => at), issue.resolved ?? '']
  return times.reduce((last, at) => (at > last ? at : last), issue.created)
}
