import {
  asArray,
  asObject,
  asText,
  get,
  type ImportComment,
  type ImportHistoryEntry,
  type Raw,
  type RawObject,
} from '@fulcrum/integration-kit'
import { instantOf } from './instant.ts'
import type { People } from './people.ts'
import { closedStatus } from './status.ts'

type Change = Pick<ImportHistoryEntry, 'field' | 'mode' | 'from' | 'to'>

/** What an event changed; `status` is what the status was before. */
type EventReader = (event: RawObject, status: string, people: People) => Change | null

const element = (field: string, from: string | null, to: string | null): Change | null =>
  from === null && to === null ? null : { field, mode: 'element', from, to }
const value = (field: string, from: string | null, to: string | null): Change => ({ field, mode: 'value', from, to })
const labelOf = (event: RawObject) => asText(get(asObject(get(event, 'label')), 'name'))?.trim() ?? null
const milestoneOf = (event: RawObject) => asText(get(asObject(get(event, 'milestone')), 'title'))?.trim() ?? null

/** Events that change a field; all others are talk or marks in lists. */
const events: ReadonlyMap<string, EventReader> = new Map<string, EventReader>([
  ['labeled', (event) => element('labels', null, labelOf(event))],
  ['unlabeled', (event) => element('labels', labelOf(event), null)],
  ['assigned', (event, _, people) => element('assignees', null, people.add(get(event, 'assignee')))],
  ['unassigned', (event, _, people) => element('assignees', people.add(get(event, 'assignee')), null)],
  ['milestoned', (event) => value('milestone', null, milestoneOf(event))],
  ['demilestoned', (event) => value('milestone', milestoneOf(event), null)],
  ['closed', (event, status) => value('status', status, closedStatus(asText(get(event, 'state_reason'))))],
  ['merged', (_, status) => value('status', status, 'Merged')],
  ['reopened', (_, status) => value('status', status, 'Reopened')],
  [
    'renamed',
    (event) => {
      const rename = asObject(get(event, 'rename'))
      return value('title', asText(get(rename, 'from')), asText(get(rename, 'to')))
    },
  ],
])

/** The changes that events tell, in the order of time. */
export function historyOfEvents(raw: Raw, people: People, onUnreadable: () => void): ImportHistoryEntry[] {
  const entries: ImportHistoryEntry[] = []
  let status = 'Open'
  for (const event of inTime(raw, onUnreadable)) {
    const change = events.get(asText(get(event.raw, 'event')) ?? '')?.(event.raw, status, people) ?? null
    if (change === null || (change.from === change.to && change.mode === 'value')) continue
    if (change.field === 'status') status = change.to ?? status
    entries.push({ at: event.at, by: people.add(get(event.raw, 'actor', 'user')), ...change })
  }
  return entries
}

/** Comments, in the order of time: a list of them, or the events that are comments. */
export function commentsOf(raw: Raw, people: People, onUnreadable: () => void): readonly ImportComment[] {
  return inTime(raw, onUnreadable).flatMap(({ raw: comment, at }): ImportComment[] => {
    const event = get(comment, 'event')
    if (event !== undefined && event !== 'commented') return []
    const id = asText(get(comment, 'id', 'url', 'html_url'))
    return [
      {
        ...(id === null ? {} : { key: id.slice(0, 200) }),
        at,
        by: people.add(get(comment, 'user', 'author', 'actor')),
        text: asText(get(comment, 'body')) ?? '',
      },
    ]
  })
}

function inTime(raw: Raw, onUnreadable: () => void): { readonly raw: RawObject; readonly at: number }[] {
  const found = asArray(raw).flatMap((element) => {
    const object = asObject(element)
    if (object === null) return []
    const at = instantOf(get(object, 'created_at', 'createdAt', 'submitted_at'))
    if (at !== null) return [{ raw: object, at }]
    // Commits stand in timelines without a time of their own.
    if (get(object, 'event') === undefined || get(object, 'event') === 'commented') onUnreadable()
    return []
  })
  return found.sort((left, right) => left.at - right.at)
}
