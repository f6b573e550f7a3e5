import type { Stage } from '@fulcrum/domain'
import {
  columnRoleOf,
  fieldKey,
  StatedStock,
  titleHint,
  unique,
  type ImportField,
  type LabelTheme,
  type StatedField,
} from '@fulcrum/integration-kit'
import type { Board, CustomField } from './board.ts'
import { colourNamed } from './colours.ts'

/** Labels of the status of an entry of a checklist, which has no list. */
export const entryStates = { open: 'Incomplete', done: 'Complete' } as const

const stages: ReadonlyMap<string, Stage> = new Map([
  [entryStates.open, 'todo'],
  [entryStates.done, 'done'],
])
const moment = { dateStyle: 'iso', withTime: true } as const

/** What every board has, in the order in which columns should stand. */
function systemFields(board: Board): readonly StatedField[] {
  const states = board.checkItems.size === 0 ? [] : Object.values(entryStates)
  const lists = [...[...board.lists.values()].map(({ name }) => name), ...states].map((name) => ({
    name,
    colour: null,
  }))
  const labels = [...board.labels.values()].map(({ name, colour }) => ({ name, colour: colourNamed(colour) }))
  return [
    { key: 'name', title: 'Name', kind: 'text', role: 'title' },
    { key: 'group', title: 'List', kind: 'text', role: 'group' },
    { key: 'status', title: 'Status', kind: 'status', theme: 'status', stages, columnRole: 'status', labels: lists },
    { key: 'members', title: 'Members', kind: 'people', settings: { peopleByKey: true }, columnRole: 'owner' },
    { key: 'labels', title: 'Labels', kind: 'tags', settings: { separator: ',' }, labels },
    { key: 'start', title: 'Start', kind: 'date', settings: moment, columnRole: 'start' },
    { key: 'due', title: 'Due', kind: 'date', settings: moment, columnRole: 'due' },
    { key: 'done', title: 'Done', kind: 'checkbox' },
    { key: 'checklist', title: 'Checklist', kind: 'status', labels: [] },
    { key: 'votes', title: 'Votes', kind: 'number' },
    { key: 'place', title: 'Place', kind: 'text' },
    { key: 'archived', title: 'Archived', kind: 'checkbox' },
    { key: 'template', title: 'Template', kind: 'checkbox' },
  ]
}

/** Behind the fields that a board has made itself. */
const lastFields: readonly StatedField[] = [
  { key: 'description', title: 'Description', kind: 'longText' },
  { key: 'attachments', title: 'Attachments', kind: 'files' },
  { key: 'created', title: 'Created', kind: 'date', settings: moment, role: 'created' },
  { key: 'updated', title: 'Updated', kind: 'date', settings: moment, role: 'updated' },
  { key: 'creator', title: 'Created by', kind: 'people', settings: { peopleByKey: true }, role: 'creator' },
]

/** All fields of a board by key. */
export class Fields {
  private readonly stocks: ReadonlyMap<string, StatedStock>

  constructor(board: Board) {
    const fields = [...systemFields(board), ...board.customFields.map(customField), ...lastFields]
    this.stocks = new Map(fields.map((field) => [field.key, new StatedStock(field)]))
  }

  get(key: string): StatedStock | undefined {
    return this.stocks.get(key)
  }

  /** The fields that occur, after the first reading; `titles` gets theirs. */
  finish(titles: Set<string>): readonly ImportField[] {
    return [...this.stocks.values()]
      .filter((stock) => stock.isThere)
      .map((stock) => stock.finish(unique(stock.field.title, titles, (name, n) => `${name} ${n}`)))
  }
}

/** The key of a custom field. */
export function customKey(id: string): string {
  return `custom-${fieldKey(id)}`
}

const customKinds: ReadonlyMap<string, Pick<StatedField, 'kind' | 'settings'>> = new Map<
  string,
  Pick<StatedField, 'kind' | 'settings'>
>([
  ['checkbox', { kind: 'checkbox' }],
  ['date', { kind: 'date', settings: moment }],
  ['list', { kind: 'status' }],
  ['number', { kind: 'number' }],
])

function customField({ id, name, type, options }: CustomField): StatedField {
  const { kind, settings = {} } = customKinds.get(type) ?? { kind: 'text' as const }
  const title = name === '' ? 'Custom field' : name.slice(0, 200)
  const columnRole = columnRoleOf(title, { kind, confidence: 1, settings })
  return {
    key: customKey(id),
    title,
    kind,
    settings,
    theme: themeOf(title),
    labels: [...options.values()].map((option) => ({ name: option.name, colour: colourNamed(option.colour) })),
    // The list of a card is its place in the course of work, whatever a field of the board is called.
    ...(columnRole === undefined || taken.has(columnRole) ? {} : { columnRole }),
  }
}

const taken: ReadonlySet<string> = new Set(['status', 'owner', 'due', 'start'])

function themeOf(title: string): LabelTheme {
  const hint = titleHint(title)
  return hint === 'priority' || hint === 'type' ? hint : 'other'
}
