import type { ColumnRole, ColumnRules, Json } from '@fulcrum/domain'
import type { LabelWords, TemplateColumn } from './template.ts'

function labelled(labels: readonly LabelWords[]): Json[] {
  return labels.map(([name, colour, stage], at) => ({
    number: at + 1,
    name,
    colour,
    ...(stage !== undefined && { stage }),
  }))
}

type More = Pick<TemplateColumn, 'description' | 'rules' | 'appliesTo'>

/** How far work is. New items begin with the first label. */
export function status(labels: readonly LabelWords[], more: More = {}): TemplateColumn {
  const settings = { labels: labelled(labels), defaultLabel: 1 }
  return { key: 'status', title: 'Status', kind: 'status', role: 'status', settings, ...more }
}

/** One label of a list that says nothing of how far work is. */
export function label(
  key: string,
  title: string,
  labels: readonly LabelWords[],
  more: More & { readonly role?: ColumnRole } = {},
): TemplateColumn {
  return { key, title, kind: 'status', settings: { labels: labelled(labels) }, ...more }
}

/** How urgent something is, the same words on every board. */
export function priority(): TemplateColumn {
  return label(
    'priority',
    'Priority',
    [
      ['Urgent', 'red'],
      ['High', 'orange'],
      ['Medium', 'yellow'],
      ['Low', 'slate'],
    ],
    { role: 'priority' },
  )
}

/** Whose it is. */
export function owner(title = 'Owner', key = 'owner'): TemplateColumn {
  return { key, title, kind: 'people', settings: { several: true }, ...(key === 'owner' && { role: 'owner' }) }
}

export function date(key: string, title: string, role?: 'start' | 'due'): TemplateColumn {
  return { key, title, kind: 'date', ...(role !== undefined && { role }) }
}

export function number(
  key: string,
  title: string,
  { unit = '', role, ...more }: More & { readonly unit?: string; readonly role?: 'estimate' } = {},
): TemplateColumn {
  const settings = { unit, unitPlace: 'after' }
  return { key, title, kind: 'number', settings, ...(role !== undefined && { role }), ...more }
}

export function text(key: string, title: string, more: More = {}): TemplateColumn {
  return { key, title, kind: 'text', ...more }
}

export function longText(key: string, title: string, more: More = {}): TemplateColumn {
  return { key, title, kind: 'long-text', ...more }
}

export function link(key: string, title: string): TemplateColumn {
  return { key, title, kind: 'link' }
}

export function checkbox(key: string, title: string): TemplateColumn {
  return { key, title, kind: 'checkbox' }
}

export function votes(key: string, title: string): TemplateColumn {
  return { key, title, kind: 'vote' }
}

/** How far an item is by its sub-items. */
export function progress(board: string): TemplateColumn {
  const settings: TemplateColumn['settings'] = ({ column }) => ({ from: 'stages', column: column(board, 'status') })
  return { key: 'progress', title: 'Progress', kind: 'progress', settings, appliesTo: 'items' }
}

/** What has to come first, on the same board. */
export function waitsFor(board: string): TemplateColumn {
  const settings: TemplateColumn['settings'] = ({ boardId }) => ({
    boards: [{ board: boardId(board), partner: null }],
    refuses: false,
  })
  return { key: 'waits', title: 'Waits for', kind: 'dependency', role: 'dependency', settings }
}

/** Where a connection leads, and the column there that shows it from the other side. */
export interface Connected {
  readonly board: string
  readonly column: string
  readonly several?: boolean
}

/** Items of another board. */
export function connect(key: string, title: string, { board, column, several = true }: Connected): TemplateColumn {
  const settings: TemplateColumn['settings'] = ({ boardId, columnId }) => ({
    boards: [{ board: boardId(board), partner: columnId(board, column) }],
    several,
  })
  return { key, title, kind: 'connect', settings }
}

/** The other side of a connection: its cells say what those of `column` on `board` do. */
export function connectBack(key: string, title: string, { board, column, several = true }: Connected): TemplateColumn {
  return { ...connect(key, title, { board, column, several }), back: { board, column } }
}

/** A column of connected items. `through` is the connection on this board. */
export function mirror(
  key: string,
  title: string,
  {
    own,
    through,
    board,
    column,
    rollUp,
  }: {
    readonly own: string
    readonly through: string
    readonly board: string
    readonly column: string
    readonly rollUp: 'list' | 'sum' | 'count' | 'done' | 'stages' | 'earliest' | 'latest'
  },
): TemplateColumn {
  const settings: TemplateColumn['settings'] = (around) => ({
    through: around.column(own, through),
    sources: [{ board: around.boardId(board), column: around.column(board, column) }],
    rollUp,
  })
  return { key, title, kind: 'mirror', settings }
}

/** A column that is computed; others are named by their titles. */
export function formula(key: string, title: string, text: string, more: More = {}): TemplateColumn {
  return { key, title, kind: 'formula', settings: { text, type: 'blank' }, ...more }
}

/** No more than so many items in a status at once; more is said, and not refused. */
export function atMost(limits: readonly (readonly [label: number, max: number])[]): ColumnRules {
  return { limits: limits.map(([choice, most]) => ({ choice, most, over: 'warn' as const })) }
}
