import {
  LinkFields,
  ParentLinks,
  StatedFields,
  asArray,
  asNumber,
  asObject,
  asObjects,
  asText,
  emptyRecord,
  get,
  type FidelityLog,
  type ImportField,
  type ImportHistoryEntry,
  type ImportLink,
  type ImportPerson,
  type ImportRecord,
  type ImportValue,
  type Raw,
  type RawObject,
} from '@fulcrum/integration-kit'
import { filesInText } from './body-files.ts'
import { linkKinds, linksInText } from './body-links.ts'
import { colourNear } from './colours.ts'
import { fieldsWith } from './fields.ts'
import { instantOf } from './instant.ts'
import { People } from './people.ts'
import { keyOf, refOfAddress, type IssueRef } from './refs.ts'
import { statusOf } from './status.ts'
import { commentsOf, historyOfEvents } from './timeline.ts'

/** Which issue an object is, or null where it is none. */
export function refOf(raw: Raw): IssueRef | null {
  const issue = asObject(raw)
  const number = asNumber(get(issue, 'number'))
  if (issue === null || number === null || !Number.isSafeInteger(number) || number <= 0) return null
  const repository = /\/repos\/([^/\s]+\/[^/\s]+)$/.exec(asText(get(issue, 'repository_url')) ?? '')?.[1]
  const named = asText(get(asObject(get(issue, 'repository')), 'full_name', 'nameWithOwner'))
  const address = refOfAddress(asText(get(issue, 'html_url', 'url')))
  return { repo: (repository ?? named ?? address?.repo ?? '').slice(0, 200), number }
}

/** Reads issues; takes stock in the first reading, which `finish` ends, and repeats itself in later ones. */
export class IssueReader {
  private readonly fidelity: FidelityLog
  private readonly people = new People()
  private readonly parents = new ParentLinks()
  private readonly links = new LinkFields()
  private readonly colours = new Map<string, string>()
  private readonly fields = new StatedFields(fieldsWith(this.colours))
  /** Parents that a parent's own list of sub-issues names. */
  private readonly parentOf = new Map<string, string>()
  private readonly repos = new Set<string>()
  private counting = true

  constructor(fidelity: FidelityLog) {
    this.fidelity = fidelity
  }

  /** One issue as a record; null for what is no issue, and in the first reading for what was there before. */
  read(raw: Raw): ImportRecord | null {
    const issue = asObject(raw)
    const ref = refOf(raw)
    if (issue === null || ref === null || !Object.hasOwn(issue, 'title')) {
      if (this.counting) this.fidelity.add(null, 'record-unreadable', JSON.stringify(raw).slice(0, 80))
      return null
    }
    const key = keyOf(ref)
    if (this.counting && !this.noteIssue(key, ref, issue)) return null
    const text = asText(get(issue, 'body')) ?? ''
    const timeline = get(issue, 'timeline', 'timeline_events', 'events')
    const comments = this.commentsOf(key, issue, timeline)
    const values = this.valuesOf(ref, issue, text, comments.length)
    const history = this.historyOf(key, issue, values, timeline)
    const links = this.linksOf(ref, issue, [text, ...comments.map((comment) => comment.text)])
    if (this.counting) {
      this.fields.note(values)
      this.links.add(key, links)
    } else this.links.put(key, values)
    const createdAt = instantOf(get(issue, 'created_at', 'createdAt'))
    const updatedAt = instantOf(get(issue, 'updated_at', 'updatedAt'))
    const createdBy = this.people.add(get(issue, 'user', 'author'))
    const parentKey = this.parents.parentOf(key)
    return {
      key,
      title: asText(get(issue, 'title'))?.trim() || key,
      ...(parentKey === undefined ? {} : { parentKey }),
      values,
      ...(createdAt === null ? {} : { createdAt }),
      ...(updatedAt === null ? {} : { updatedAt }),
      ...(createdBy === null ? {} : { createdBy }),
      history,
      comments,
      links,
      ...(ref.repo === '' ? {} : { oldKey: `#${ref.number}` }),
    }
  }

  /** Ends the first reading; what was found in it. */
  finish(): {
    readonly fields: readonly ImportField[]
    readonly people: readonly ImportPerson[]
    readonly repos: readonly string[]
  } {
    for (const [key, parent] of this.parentOf) if (this.parents.has(key)) this.parents.add(key, parent)
    this.parents.finish(null, this.fidelity)
    this.counting = false
    const fields = this.fields.finish()
    const titles = new Set(fields.map(({ title }) => title))
    const linkFields = this.links.finish((key) => this.parents.has(key), titles, this.fidelity)
    return { fields: [...fields, ...linkFields], people: this.people.all(), repos: [...this.repos].sort() }
  }

  private noteIssue(key: string, { repo }: IssueRef, issue: RawObject): boolean {
    if (this.parents.has(key)) {
      this.fidelity.add(null, 'record-repeated', key)
      return false
    }
    if ((asText(get(issue, 'title')) ?? '').trim() === '') this.fidelity.add('title', 'title-missing', key)
    this.repos.add(repo)
    const parent = refOf(get(issue, 'parent')) ?? refOfAddress(asText(get(issue, 'parent_issue_url')))
    this.parents.add(key, parent === null ? null : keyOf(parent))
    for (const child of asArray(get(issue, 'sub_issues', 'subIssues'))) {
      const ref = refOf(child)
      if (ref !== null) this.parentOf.set(keyOf({ ...ref, repo: ref.repo || repo }), key)
    }
    for (const label of asObjects(get(issue, 'labels'))) {
      const [name, colour] = [asText(get(label, 'name'))?.trim(), colourNear(asText(get(label, 'color')))]
      if (name !== undefined && colour !== null && this.colours.size < 2_000) this.colours.set(name, colour)
    }
    return true
  }

  private valuesOf(ref: IssueRef, issue: RawObject, text: string, commentCount: number): Record<string, ImportValue> {
    const values = emptyRecord<ImportValue>()
    const put = (field: string, value: ImportValue | undefined) => {
      const isEmpty = value === null || value === undefined || value === '' || value === 0
      if (!isEmpty && !(typeof value === 'object' && value.length === 0)) values[field] = value
    }
    const pull = pullOf(issue)
    const labels = labelsOf(issue)
    const milestone = asObject(get(issue, 'milestone'))
    put('title', asText(get(issue, 'title'))?.trim())
    put('number', `#${ref.number}`)
    put('repository', ref.repo)
    put('status', statusOf({ isOpen: isOpen(issue), reason: reasonOf(issue), labels, pull }))
    put(
      'type',
      pull === null ? (asText(get(asObject(get(issue, 'type', 'issueType')), 'name')) ?? 'Issue') : 'Pull request',
    )
    put('assignees', unique(this.assigneesOf(issue)))
    put('labels', labels)
    put('milestone', asText(get(milestone, 'title'))?.trim())
    put('milestone-due', timeText(get(milestone, 'due_on', 'dueOn')))
    put('author', this.personIn(get(issue, 'user', 'author')))
    put('created', timeText(get(issue, 'created_at', 'createdAt')))
    put('updated', timeText(get(issue, 'updated_at', 'updatedAt')))
    put('closed', timeText(get(issue, 'closed_at', 'closedAt')))
    put('closed-by', this.personIn(get(issue, 'closed_by')))
    // Where the comments themselves are here, how many there are is seen on the item.
    if (commentCount === 0) put('comments', asNumber(get(issue, 'comments')) ?? 0)
    put('reactions', asNumber(get(asObject(get(issue, 'reactions')), 'total_count')) ?? 0)
    put('url', webAddress(asText(get(issue, 'html_url')) ?? asText(get(issue, 'url'))))
    put('body', text.trim() === '' ? null : text.replace(/\r\n?/g, '\n'))
    put('files', filesInText(text))
    return values
  }

  private assigneesOf(issue: RawObject): string[] {
    const several = asArray(get(issue, 'assignees'))
    const all = several.length > 0 ? several : [get(issue, 'assignee')]
    return all.flatMap((person) => this.people.add(person) ?? [])
  }

  private personIn(raw: Raw): ImportValue {
    const key = this.people.add(raw)
    return key === null ? null : [key]
  }

  private commentsOf(key: string, issue: RawObject, timeline: Raw) {
    const lose = () => this.lose('date-unreadable', `${key}: a comment`)
    const lists = [
      get(issue, 'comments'),
      get(issue, 'comments_list'),
      get(issue, 'comment_list'),
      get(issue, 'comments_data'),
    ]
    const list = lists.find((each) => Array.isArray(each))
    const comments =
      list === undefined
        ? commentsOf(
            asObjects(timeline).filter((event) => get(event, 'event') === 'commented'),
            this.people,
            lose,
          )
        : commentsOf(list, this.people, lose)
    const told = asNumber(get(issue, 'comments')) ?? 0
    if (told > comments.length) {
      this.lose('comments-cut', `${key}: ${comments.length} of ${told}`, told - comments.length)
    }
    return comments
  }

  /** Without events it is known of an issue that it was open and when it was closed, often by whom. */
  private historyOf(
    key: string,
    issue: RawObject,
    values: Readonly<Record<string, ImportValue>>,
    timeline: Raw,
  ): readonly ImportHistoryEntry[] {
    const events = historyOfEvents(timeline, this.people, () => this.lose('date-unreadable', `${key}: an event`))
    const closedAt = instantOf(get(issue, 'closed_at', 'closedAt'))
    const isTold = events.some(({ field }) => field === 'status')
    if (!isTold && closedAt !== null && !isOpen(issue)) {
      const by = this.people.add(get(issue, 'closed_by'))
      const from = pullOf(issue) === null ? 'Open' : 'In review'
      const to = String(values['status'])
      events.push({ at: closedAt, by, field: 'status', mode: 'value', from, to })
      events.sort((left, right) => left.at - right.at)
    }
    if (this.counting) for (const { field, from, to } of events) this.fields.noteHistory(field, [from, to])
    return events
  }

  private linksOf(ref: IssueRef, issue: RawObject, texts: readonly string[]): readonly ImportLink[] {
    const { repo } = ref
    const own = keyOf(ref)
    const isPull = pullOf(issue) !== null
    const links: ImportLink[] = texts.flatMap((text) => linksInText(text, { repo, isPull }))
    const tie = (raw: Raw, link: Omit<ImportLink, 'key'>) => {
      const other = refOf(raw) ?? refOfAddress(asText(get(asObject(raw), 'html_url', 'url')))
      if (other !== null) links.push({ ...link, key: keyOf({ ...other, repo: other.repo || repo }) })
    }
    for (const raw of asArray(get(issue, 'blocked_by', 'blockedBy'))) tie(raw, linkKinds.waitsFor)
    for (const raw of asArray(get(issue, 'blocking'))) tie(raw, linkKinds.blocks)
    for (const raw of asArray(get(issue, 'closedByPullRequestsReferences'))) tie(raw, linkKinds.closedBy)
    for (const raw of asArray(get(issue, 'closingIssuesReferences'))) tie(raw, linkKinds.closes)
    tie(get(issue, 'duplicate_of', 'duplicateOf'), linkKinds.duplicates)
    const seen = new Set<string>()
    return links.filter(({ type, direction, key }) => {
      const name = `${type} ${direction} ${key}`
      const isNew = key !== own && !seen.has(name)
      seen.add(name)
      return isNew
    })
  }

  private lose(reason: Parameters<FidelityLog['add']>[1], sample: string, count = 1): void {
    if (this.counting) this.fidelity.add(null, reason, sample, count)
  }
}

function isOpen(issue: RawObject): boolean {
  return (asText(get(issue, 'state')) ?? 'open').toLowerCase() === 'open'
}

function reasonOf(issue: RawObject): string | null {
  return asText(get(issue, 'state_reason', 'stateReason'))
}

function pullOf(issue: RawObject): { readonly isDraft: boolean; readonly isMerged: boolean } | null {
  const marker = asObject(get(issue, 'pull_request'))
  const isPull = marker !== null || Object.hasOwn(issue, 'merged_at') || Object.hasOwn(issue, 'mergedAt')
  if (!isPull) return null
  const mergedAt = asText(get(marker, 'merged_at')) ?? asText(get(issue, 'merged_at', 'mergedAt'))
  const isMerged = mergedAt !== null || (asText(get(issue, 'state')) ?? '').toLowerCase() === 'merged'
  return { isDraft: get(issue, 'draft', 'isDraft') === true, isMerged }
}

/** Labels come as objects, in older answers as names. */
function labelsOf(issue: RawObject): string[] {
  const names = asArray(get(issue, 'labels')).map((label) => asText(label) ?? asText(get(asObject(label), 'name')))
  return unique(names.flatMap((name) => (name === null || name.trim() === '' ? [] : [name.trim()])))
}

function timeText(raw: Raw): string | null {
  return instantOf(raw) === null ? null : asText(raw)
}

function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\/[^/\s]+\/\S+\/(?:issues|pull)\/\d+$/i.test(text) ? text : null
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
