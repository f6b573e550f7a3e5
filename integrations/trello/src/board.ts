import { DomainError } from '@fulcrum/domain'
import {
  asArray,
  asNumber,
  asObject,
  asObjects,
  asText,
  decodeFile,
  encodingOf,
  get,
  isUnsafeKey,
  limitsOf,
  NotThisEncoding,
  tooManyRecords,
  type ImportFile,
  type ImportOptions,
  type Raw,
  type RawObject,
} from '@fulcrum/integration-kit'
import { BoardSplitter, notABoard } from './board-splitter.ts'

/** A list of cards. */
export interface BoardList {
  readonly id: string
  readonly name: string
  readonly closed: boolean
  readonly pos: number
}

/** A custom field with its options by id. */
export interface CustomField {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly pos: number
  readonly options: ReadonlyMap<string, { readonly name: string; readonly colour: string | null }>
}

/** A label; some have a colour and no name. */
export interface BoardLabel {
  readonly id: string
  readonly name: string
  readonly colour: string | null
}

/** An entry of a checklist. */
export interface CheckItem {
  readonly id: string
  readonly name: string
  readonly isComplete: boolean
  readonly due: string | null
  readonly member: string | null
  readonly checklist: string
}

/** A board as its export has it; every list in the order in which people see it. */
export interface Board {
  readonly id: string
  readonly name: string
  readonly isClosed: boolean
  readonly lists: ReadonlyMap<string, BoardList>
  readonly labels: ReadonlyMap<string, BoardLabel>
  readonly members: readonly RawObject[]
  readonly customFields: readonly CustomField[]
  readonly cards: readonly RawObject[]
  /** By card. */
  readonly checkItems: ReadonlyMap<string, readonly CheckItem[]>
  /** By card, the oldest first. */
  readonly actions: ReadonlyMap<string, readonly RawObject[]>
  readonly actionCount: number
  /** What was of no form that is understood, by section. */
  readonly unreadable: readonly string[]
}

const sections = ['cards', 'lists', 'labels', 'members', 'customFields', 'checklists', 'actions'] as const
type Section = (typeof sections)[number]

/** What a card needs; the rest of it is for its own product. */
const cardKeys = [
  'id',
  'name',
  'desc',
  'closed',
  'idList',
  'idShort',
  'shortLink',
  'pos',
  'start',
  'due',
  'dueComplete',
  'dateLastActivity',
  'idMembers',
  'idLabels',
  'labels',
  'attachments',
  'customFieldItems',
  'idMembersVoted',
  'badges',
  'address',
  'locationName',
  'isTemplate',
] as const

/** Reads the whole file. A board is held in memory: its parts name each other in no order. */
export async function readBoard(file: ImportFile, head: Uint8Array, options: ImportOptions): Promise<Board> {
  const limits = limitsOf(options)
  const found: Record<Section, RawObject[]> = {
    cards: [],
    lists: [],
    labels: [],
    members: [],
    customFields: [],
    checklists: [],
    actions: [],
  }
  const single = new Map<string, Raw>()
  const unreadable: string[] = []
  const splitter = new BoardSplitter(limits, new Set(sections), new Set(['id', 'name', 'closed']))
  const take = ({ section, value }: { readonly section: string; readonly value: Raw }) => {
    if (!isSection(section)) {
      single.set(section, value)
      return
    }
    const object = asObject(value)
    const id = asText(get(object, 'id'))
    if (object === null || id === null || isUnsafeKey(id)) unreadable.push(section)
    else found[section].push(section === 'cards' ? only(object, cardKeys) : object)
    if (found.cards.length > limits.maxRecords) throw tooManyRecords(limits)
  }
  let chars = 0
  try {
    for await (const text of decodeFile(file, encodingOf(head))) {
      chars += text.length
      if (chars > limits.maxBufferedBytes) throw tooLarge(file, limits.maxBufferedBytes)
      for (const part of splitter.push(text)) take(part)
    }
  } catch (error) {
    if (!(error instanceof NotThisEncoding)) throw error
    throw new DomainError('invalid', `The text of "${file.name}" is damaged: export the board again as UTF-8.`, {
      reason: 'text-damaged',
    })
  }
  splitter.finish()
  if (found.lists.length === 0 && found.cards.length === 0) throw notABoard()
  const lists = new Map(byPlace(found.lists).map((raw) => [idOf(raw), listOf(raw)]))
  return {
    id: asText(single.get('id')) ?? '',
    name: asText(single.get('name')) ?? file.name,
    isClosed: single.get('closed') === true,
    lists,
    labels: new Map(found.labels.map((raw) => [idOf(raw), labelOf(raw)])),
    members: found.members,
    customFields: firstOfEachId(byPlace(found.customFields)).map(customFieldOf),
    cards: inOrder(found.cards, lists),
    checkItems: checkItemsOf(found.checklists),
    actions: byCard(found.actions),
    actionCount: found.actions.length,
    unreadable,
  }
}

/** The label of a list of a card or of the board; a colour names it where nothing else does. */
export function labelOf(raw: RawObject): BoardLabel {
  const colour = asText(get(raw, 'color'))
  const name = (asText(get(raw, 'name')) ?? '').trim()
  return { id: idOf(raw), colour, name: name === '' ? capital((colour ?? 'label').replace(/_/g, ' ')) : name }
}

/** Cards name fields by id: of two with one id only the first could be meant. */
function firstOfEachId(raws: readonly RawObject[]): readonly RawObject[] {
  const seen = new Set<string>()
  return raws.filter((raw) => !seen.has(idOf(raw)) && seen.add(idOf(raw)))
}

function isSection(name: string): name is Section {
  return sections.some((section) => section === name)
}

function only(object: RawObject, keys: readonly string[]): RawObject {
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(object, key) ? [[key, object[key]] as const] : [])))
}

function idOf(raw: RawObject): string {
  return asText(get(raw, 'id')) ?? ''
}

function placeOf(raw: RawObject): number {
  return asNumber(get(raw, 'pos')) ?? 0
}

function byPlace(list: readonly RawObject[]): readonly RawObject[] {
  return [...list].sort((left, right) => placeOf(left) - placeOf(right))
}

function listOf(raw: RawObject): BoardList {
  const name = (asText(get(raw, 'name')) ?? '').trim()
  return { id: idOf(raw), name: name === '' ? 'List' : name, closed: get(raw, 'closed') === true, pos: placeOf(raw) }
}

function customFieldOf(raw: RawObject): CustomField {
  const options = asArray(get(raw, 'options')).flatMap((option) => {
    const object = asObject(option)
    const id = asText(get(object, 'id'))
    const name = asText(get(asObject(get(object, 'value')), 'text'))?.trim()
    if (id === null || name === undefined || name === '') return []
    return [[id, { name, colour: asText(get(object, 'color')) }] as const]
  })
  return {
    id: idOf(raw),
    name: (asText(get(raw, 'name')) ?? '').trim(),
    type: asText(get(raw, 'type')) ?? 'text',
    pos: placeOf(raw),
    options: new Map(options),
  }
}

/** Cards list by list from top to bottom, those that are archived behind all others. */
function inOrder(cards: readonly RawObject[], lists: ReadonlyMap<string, BoardList>): readonly RawObject[] {
  const places = new Map([...lists.keys()].map((id, place) => [id, place]))
  const place = (card: RawObject) => places.get(asText(get(card, 'idList')) ?? '') ?? lists.size
  const archived = (card: RawObject) => (isArchived(card, lists) ? 1 : 0)
  return [...cards].sort(
    (left, right) => archived(left) - archived(right) || place(left) - place(right) || placeOf(left) - placeOf(right),
  )
}

/** Whether a card is archived, by itself or with its list. */
export function isArchived(card: RawObject, lists: ReadonlyMap<string, BoardList>): boolean {
  return get(card, 'closed') === true || lists.get(asText(get(card, 'idList')) ?? '')?.closed === true
}

function checkItemsOf(checklists: readonly RawObject[]): ReadonlyMap<string, readonly CheckItem[]> {
  const byCard = new Map<string, CheckItem[]>()
  for (const raw of byPlace(checklists)) {
    const card = asText(get(raw, 'idCard'))
    if (card === null) continue
    const items = byCard.get(card) ?? []
    byCard.set(card, items)
    const checklist = (asText(get(raw, 'name')) ?? '').trim()
    for (const item of byPlace(asObjects(get(raw, 'checkItems')))) {
      const id = asText(get(item, 'id'))
      if (id === null || isUnsafeKey(id)) continue
      items.push({
        id,
        name: (asText(get(item, 'name')) ?? '').trim(),
        isComplete: get(item, 'state') === 'complete',
        due: asText(get(item, 'due')),
        member: asText(get(item, 'idMember')),
        checklist: checklist === '' ? 'Checklist' : checklist,
      })
    }
  }
  return byCard
}

/** Exports list the newest action first. */
function byCard(actions: readonly RawObject[]): ReadonlyMap<string, readonly RawObject[]> {
  const found = new Map<string, RawObject[]>()
  for (const action of [...actions].reverse()) {
    const card = asText(get(asObject(get(asObject(get(action, 'data')), 'card')), 'id'))
    if (card === null) continue
    const list = found.get(card)
    if (list === undefined) found.set(card, [action])
    else list.push(action)
  }
  return found
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function tooLarge(file: ImportFile, limitBytes: number): DomainError {
  return new DomainError(
    'too-large',
    `The export "${file.name}" has more than ${Math.floor(limitBytes / 1024 ** 2)} MB of text, which no board can be read from. Delete what is archived, or copy a part of the board, and export that.`,
    { reason: 'file-too-large', limitBytes },
  )
}
