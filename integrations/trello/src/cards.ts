import {
  asArray,
  asNumber,
  asObject,
  asObjects,
  asText,
  emptyRecord,
  fileText,
  get,
  type ImportAttachment,
  type ImportLink,
  type ImportRecord,
  type ImportValue,
  type RawObject,
} from '@fulcrum/integration-kit'
import { isArchived, labelOf, type CheckItem } from './board.ts'
import { putCustomValues } from './custom-values.ts'
import { entryStates } from './fields.ts'
import { readComments, readHistory, whoMade } from './history.ts'
import { instantOf, madeAt, momentOf } from './instant.ts'
import type { Reading } from './reading.ts'

const cardAddress = /^https?:\/\/(?:www\.)?trello\.com\/c\/([A-Za-z0-9]+)(?:[/?#]|$)/

/** The group of cards that were put away. */
const archiveGroup = 'Archived'

/** A card as a record. */
export function readCard(reading: Reading, card: RawObject): ImportRecord {
  const { board, people } = reading
  const key = asText(get(card, 'id')) ?? ''
  const shortLink = asText(get(card, 'shortLink'))
  const values = emptyRecord<ImportValue>()
  const name = (asText(get(card, 'name')) ?? '').trim()
  if (name === '') reading.lose('name', 'title-missing', key)
  const title = name === '' ? (shortLink ?? key) : name
  const list = board.lists.get(asText(get(card, 'idList')) ?? '')?.name
  const archived = isArchived(card, board.lists)
  const group = archived ? archiveGroup : list
  const { links, files } = attachmentsOf(reading, key, card)
  const put = (field: string, value: ImportValue) => reading.put(values, field, value)
  put('name', name)
  put('group', group ?? null)
  put('status', list ?? null)
  put(
    'members',
    asArray(get(card, 'idMembers')).flatMap((id) => people.addId(asText(id)) ?? []),
  )
  put('labels', labelsOf(reading, card))
  put('start', momentOf(reading, 'start', asText(get(card, 'start'))))
  put('due', momentOf(reading, 'due', asText(get(card, 'due'))))
  if (get(card, 'dueComplete') === true) put('done', true)
  put('votes', votesOf(card))
  put('place', placeOf(card))
  if (archived) put('archived', true)
  if (get(card, 'isTemplate') === true) put('template', true)
  putCustomValues(reading, values, card)
  put('description', (asText(get(card, 'desc')) ?? '').trim())
  put('attachments', files)
  const made = whoMade(reading, key)
  const createdAt = made?.at ?? madeAt(key)
  const updatedAt = instantOf(get(card, 'dateLastActivity'))
  if (createdAt !== null) put('created', new Date(createdAt).toISOString())
  if (updatedAt !== null) put('updated', new Date(updatedAt).toISOString())
  put('creator', made?.by ?? null)
  return {
    key,
    title,
    ...(group === undefined ? {} : { group }),
    values,
    ...(createdAt === null ? {} : { createdAt }),
    ...(updatedAt === null ? {} : { updatedAt }),
    ...(made?.by ? { createdBy: made.by } : {}),
    history: readHistory(reading, key),
    comments: readComments(reading, key, asNumber(get(asObject(get(card, 'badges')), 'comments')) ?? 0),
    links,
    ...(shortLink === null ? {} : { oldKey: shortLink }),
  }
}

/** An entry of a checklist as a record below its card. */
export function readEntry(reading: Reading, card: string, item: CheckItem): ImportRecord {
  const values = emptyRecord<ImportValue>()
  const put = (field: string, value: ImportValue) => reading.put(values, field, value)
  if (item.name === '') reading.lose('name', 'title-missing', item.id)
  put('name', item.name)
  put('status', item.isComplete ? entryStates.done : entryStates.open)
  put('members', item.member === null ? null : [reading.people.addId(item.member) ?? item.member])
  put('due', momentOf(reading, 'due', item.due))
  if (item.isComplete) put('done', true)
  put('checklist', item.checklist)
  const createdAt = madeAt(item.id)
  if (createdAt !== null) put('created', new Date(createdAt).toISOString())
  return {
    key: item.id,
    title: item.name === '' ? item.id : item.name,
    parentKey: card,
    values,
    ...(createdAt === null ? {} : { createdAt }),
    history: readHistory(reading, card, item.id),
    comments: [],
    links: [],
  }
}

/** Names of labels; cards of older exports hold them themselves. */
function labelsOf({ board }: Reading, card: RawObject): readonly string[] {
  const own = asObjects(get(card, 'labels'))
  const ids = asArray(get(card, 'idLabels')).flatMap((id) => asText(id) ?? [])
  const known = ids.flatMap((id) => board.labels.get(id) ?? [])
  const found = known.length > 0 ? known : own.map(labelOf)
  return [...new Set(found.map(({ name }) => name))]
}

function votesOf(card: RawObject): number | null {
  const voters = asArray(get(card, 'idMembersVoted')).length
  return voters || asNumber(get(asObject(get(card, 'badges')), 'votes')) || null
}

function placeOf(card: RawObject): string | null {
  const parts = [asText(get(card, 'locationName')), asText(get(card, 'address'))].filter((part) => part !== null)
  return [...new Set(parts)].join(', ') || null
}

/** Attachments that are cards of this board are ties between cards; all others are files. */
function attachmentsOf(
  reading: Reading,
  key: string,
  card: RawObject,
): { readonly links: readonly ImportLink[]; readonly files: readonly string[] } {
  const links: ImportLink[] = []
  const files: string[] = []
  for (const raw of asArray(get(card, 'attachments'))) {
    const file = attachmentOf(asObject(raw))
    if (file === null) {
      reading.lose('attachments', 'attachment-without-address', key)
      continue
    }
    const other = reading.byShortLink.get(cardAddress.exec(file.url)?.[1] ?? '')
    if (other === undefined) files.push(fileText(file))
    else if (other !== key) links.push({ ...tie, key: other })
  }
  return { links, files: [...new Set(files)] }
}

const tie = { type: 'Card', direction: 'outward', label: 'linked to', reverse: 'linked to' } as const

function attachmentOf(raw: RawObject | null): ImportAttachment | null {
  const url = asText(get(raw, 'url'))?.trim()
  if (url === undefined || !/^https?:\/\//i.test(url)) return null
  return { url, name: asText(get(raw, 'name'))?.trim() ?? '' }
}
