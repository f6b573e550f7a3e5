import { hashText } from '@fulcrum/integration-kit'
import type {
  GuessSettings,
  ImportDocument,
  ImportField,
  ImportKind,
  ImportOption,
  ImportPerson,
  ImportRecord,
  ImportRole,
} from '@fulcrum/integration-kit'
import type { ColumnRole, Stage } from '@fulcrum/domain'
import type { DemoView } from './views.ts'

/** A column of a sample board. */
export interface DemoField {
  readonly key: string
  readonly title: string
  readonly kind: ImportKind
  readonly settings?: GuessSettings
  readonly role?: ImportRole
  readonly columnRole?: ColumnRole
}

/** A board of the sample workspace: as if it had been imported from somewhere. */
export interface DemoBoard {
  readonly id: string
  readonly name: string
  readonly fields: readonly DemoField[]
  readonly records: readonly ImportRecord[]
  readonly views: readonly DemoView[]
}

/** What an item is called, in which group it stands, below which, who made it and when: every sample board has these. */
export const commonFields: readonly DemoField[] = [
  { key: 'title', title: 'Title', kind: 'text', role: 'title' },
  { key: 'group', title: 'Group', kind: 'text', role: 'group' },
  { key: 'parent', title: 'Parent', kind: 'text', role: 'parent' },
  { key: 'creator', title: 'Creator', kind: 'people', role: 'creator' },
]

/** Stands last on every sample board. */
export const updatedField: DemoField = {
  key: 'updated',
  title: 'Updated',
  kind: 'date',
  role: 'updated',
  settings: { withTime: true },
}

export const createdField: DemoField = { key: 'created', title: 'Created', kind: 'date', role: 'created' }

/** Labels: `['Done', 'green', 'done']`. */
export function labels(...options: readonly (readonly [name: string, colour: string, stage?: Stage])[]): {
  readonly options: readonly ImportOption[]
} {
  return {
    options: options.map(([name, colour, stage]) => ({
      name,
      colour,
      count: 0,
      ...(stage !== undefined && { stage }),
    })),
  }
}

/** A sample board as the importer takes it. */
export function demoDocument(board: DemoBoard, people: readonly ImportPerson[]): ImportDocument {
  const { id, name, records } = board
  const count = (of: (record: ImportRecord) => number) => records.reduce((sum, record) => sum + of(record), 0)
  return {
    source: { id, name, fingerprint: hashText(id), identity: 'key' },
    fields: board.fields.map((field) => fieldOf(field, records)),
    people,
    recordCount: records.length,
    historyCount: count(({ history }) => history.length),
    commentCount: count(({ comments }) => comments.length),
    async *records() {
      yield* records
    },
    fidelity: [],
  }
}

function fieldOf(field: DemoField, records: readonly ImportRecord[]): ImportField {
  const { key, title, kind, settings = {}, role, columnRole } = field
  const filled = records.filter(({ values }) => values[key] !== undefined && values[key] !== null)
  return {
    key,
    title,
    guess: { kind, confidence: 1, settings },
    ...(role !== undefined && { role }),
    ...(columnRole !== undefined && { columnRole }),
    filledCount: filled.length,
    distinctCount: new Set(filled.map(({ values }) => String(values[key]))).size,
    samples: [],
    historyCount: records.reduce((sum, { history }) => sum + history.filter((entry) => entry.field === key).length, 0),
  }
}
