import {
  asObject,
  asText,
  get,
  type ImportComment,
  type ImportHistoryEntry,
  type Raw,
  type RawObject,
} from '@fulcrum/integration-kit'
import { customValue } from './custom-values.ts'
import { customKey, entryStates } from './fields.ts'
import { instantOf } from './instant.ts'
import type { Reading } from './reading.ts'

/** One change of one field, as an action tells it. */
type Change = Pick<ImportHistoryEntry, 'field' | 'mode' | 'from' | 'to'>

interface ActionQuestion {
  readonly reading: Reading
  readonly data: RawObject
  readonly card: RawObject
}

type Tell = (question: ActionQuestion) => readonly Change[]

/** How an action tells changes of its card; those that are not here change nothing that a record has. */
const tellers: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ['updateCard', changesOfCard],
  ['addMemberToCard', (question) => element('members', null, memberOf(question))],
  ['removeMemberFromCard', (question) => element('members', memberOf(question), null)],
  ['addLabelToCard', (question) => element('labels', null, labelOf(question))],
  ['removeLabelFromCard', (question) => element('labels', labelOf(question), null)],
  ['updateCustomFieldItem', changesOfCustomField],
])

const makers: ReadonlySet<string> = new Set([
  'createCard',
  'copyCard',
  'emailCard',
  'convertToCardFromCheckItem',
  'moveCardToBoard',
])
const comments: ReadonlySet<string> = new Set(['commentCard', 'copyCommentCard'])
/** Said by the card itself, or by the records of its checklists. */
const saidElsewhere: ReadonlySet<string> = new Set([
  ...makers,
  ...comments,
  'addAttachmentToCard',
  'addChecklistToCard',
  'createCheckItem',
  'updateCheckItemStateOnCard',
])

/** Who made a card and when, where the export still remembers; a card that was moved here is older than that. */
export function whoMade(
  reading: Reading,
  card: string,
): { readonly at: number | null; readonly by: string | null } | null {
  const action = reading.board.actions.get(card)?.find((each) => makers.has(asText(get(each, 'type')) ?? ''))
  if (action === undefined) return null
  const isFirst = asText(get(action, 'type')) !== 'moveCardToBoard'
  return { at: isFirst ? instantOf(get(action, 'date')) : null, by: isFirst ? authorOf(reading, action) : null }
}

/** The changes of a card, or of one entry of its checklists, in the order of time. */
export function readHistory(reading: Reading, card: string, entry?: string): readonly ImportHistoryEntry[] {
  const found: ImportHistoryEntry[] = []
  for (const action of reading.board.actions.get(card) ?? []) {
    const type = asText(get(action, 'type')) ?? ''
    const data = asObject(get(action, 'data')) ?? {}
    const changes = entry === undefined ? cardChanges(reading, type, data) : entryChanges(type, data, entry)
    if (changes.length === 0) continue
    const at = instantOf(get(action, 'date'))
    if (at === null) {
      reading.lose(null, 'date-unreadable', `${type}: ${String(get(action, 'date')).slice(0, 40)}`, changes.length)
      continue
    }
    const by = authorOf(reading, action)
    for (const change of changes) {
      const stock = reading.fields.get(change.field)
      if (stock === undefined || change.from === change.to) continue
      found.push({ at, by, ...change })
      if (reading.counting)
        stock.noteHistory(stock.field.kind === 'tags' || change.mode === 'value' ? [change.from, change.to] : [])
    }
  }
  return found.sort((left, right) => left.at - right.at)
}

/** The comments of a card in the order of time; `wanted` is how many the card says it has. */
export function readComments(reading: Reading, card: string, wanted: number): readonly ImportComment[] {
  const found: ImportComment[] = []
  for (const action of reading.board.actions.get(card) ?? []) {
    if (!comments.has(asText(get(action, 'type')) ?? '')) continue
    const text = asText(get(asObject(get(action, 'data')), 'text'))
    const at = instantOf(get(action, 'date'))
    if (at === null || text === null) {
      reading.lose(null, at === null ? 'date-unreadable' : 'record-unreadable', `a comment of ${card}`)
      continue
    }
    found.push({ key: asText(get(action, 'id')) ?? '', at, by: authorOf(reading, action), text })
  }
  if (found.length < wanted) reading.lose(null, 'comments-cut', `${found.length} of ${wanted}`, wanted - found.length)
  return found.sort((left, right) => left.at - right.at)
}

/** Reports the actions of which no card of the file says anything. */
export function noteLostActions(reading: Reading): void {
  const cards = new Set(reading.board.cards.map((card) => get(card, 'id')))
  for (const [card, actions] of reading.board.actions) {
    if (!cards.has(card)) reading.lose(null, 'history-of-missing-record', card, actions.length)
  }
}

function cardChanges(reading: Reading, type: string, data: RawObject): readonly Change[] {
  const tell = tellers.get(type)
  if (tell !== undefined) return tell({ reading, data, card: asObject(get(data, 'card')) ?? {} })
  if (!saidElsewhere.has(type)) reading.lose(null, 'event-left-out', type)
  return []
}

type TellField = (from: Raw, to: Raw) => readonly Change[]

/** How a field of a card is told: by its name in `old`, and then with the new value in the card. */
const fieldsOfCard: ReadonlyMap<string, TellField> = new Map<string, TellField>([
  ['name', (from, to) => value('name', asText(from), asText(to))],
  ['desc', (from, to) => value('description', asText(from), asText(to))],
  ['due', (from, to) => value('due', asText(from), asText(to))],
  ['start', (from, to) => value('start', asText(from), asText(to))],
  ['dueComplete', (from, to) => value('done', yes(from), yes(to))],
  ['closed', (from, to) => value('archived', yes(from), yes(to))],
])

function changesOfCard({ reading, data, card }: ActionQuestion): readonly Change[] {
  const before = asObject(get(data, 'listBefore'))
  const after = asObject(get(data, 'listAfter'))
  const moved = before && after ? value('status', listName(reading, before), listName(reading, after)) : []
  const old = asObject(get(data, 'old')) ?? {}
  const others = Object.keys(old).flatMap((name) => fieldsOfCard.get(name)?.(get(old, name), get(card, name)) ?? [])
  return [...moved, ...others]
}

function changesOfCustomField({ reading, data }: ActionQuestion): readonly Change[] {
  const id = asText(get(asObject(get(data, 'customField')), 'id'))
  if (id === null || reading.fields.get(customKey(id)) === undefined) return []
  const end = (raw: Raw) => {
    const found = customValue(reading, id, asObject(raw))
    return found === null ? null : found === true ? 'yes' : String(found)
  }
  return value(customKey(id), end(get(data, 'old')), end(get(data, 'customFieldItem')))
}

function entryChanges(type: string, data: RawObject, entry: string): readonly Change[] {
  const item = asObject(get(data, 'checkItem'))
  if (type !== 'updateCheckItemStateOnCard' || asText(get(item, 'id')) !== entry) return []
  const isDone = get(item, 'state') === 'complete'
  const [from, to] = isDone ? [entryStates.open, entryStates.done] : [entryStates.done, entryStates.open]
  return [...value('status', from, to), ...value('done', isDone ? null : 'yes', isDone ? 'yes' : null)]
}

function value(field: string, from: string | null, to: string | null): readonly Change[] {
  return [{ field, mode: 'value', from, to }]
}

function element(field: string, from: string | null, to: string | null): readonly Change[] {
  return from === null && to === null ? [] : [{ field, mode: 'element', from, to }]
}

function memberOf({ reading, data }: ActionQuestion): string | null {
  const id = reading.people.add(get(data, 'member'))
  return id ?? reading.people.addId(asText(get(data, 'idMember')) ?? asText(get(asObject(get(data, 'member')), 'id')))
}

function labelOf({ reading, data }: ActionQuestion): string | null {
  const label = asObject(get(data, 'label'))
  const known = reading.board.labels.get(asText(get(label, 'id')) ?? '')
  return known?.name ?? (asText(get(label, 'name')) || asText(get(data, 'text')))
}

/** The name that the list has today, else the one that it had. */
function listName({ board }: Reading, list: RawObject): string | null {
  return board.lists.get(asText(get(list, 'id')) ?? '')?.name ?? asText(get(list, 'name'))
}

function authorOf({ people }: Reading, action: RawObject): string | null {
  return people.add(get(action, 'memberCreator')) ?? people.addId(asText(get(action, 'idMemberCreator')))
}

function yes(raw: Raw): string | null {
  return raw === true ? 'yes' : null
}
