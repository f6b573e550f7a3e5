import type { Json } from '@fulcrum/domain'
import type { Blueprint } from '@fulcrum/domain/blueprint'
import type { Around, Made, Template, TemplateBoard, TemplateColumn, TemplateDay, TemplateItem } from './template.ts'

/** How a template is used. */
export interface Use extends TemplateDay {
  /** One of its ways; absent, the first. */
  readonly way?: string
  /** Whether the sample items come along. */
  readonly items: boolean
  readonly newId: () => string
}

/**
 * The boards of a template with ids of their own and days around today: what `board.build` takes. Used twice, no id is the same.
 */
export function instantiate(template: Template, use: Use): Blueprint[] {
  const boards = template.boards(use.way ?? template.ways?.[0].id ?? '')
  const ids = idsOf(boards, use.newId)
  const around = (board: TemplateBoard, column?: TemplateColumn): Around => ({
    day: use,
    boardId: (key) => found(ids.boards.get(key), `board ${key}`),
    columnId: (key, of) => found(ids.columns.get(`${key} ${of}`), `column ${of} of ${key}`),
    column: (key, of) =>
      numberOf(
        found(
          boards.find((each) => each.key === key),
          `board ${key}`,
        ),
        of,
      ),
    itemId: (key) => found(ids.items.get(key), `item ${key}`),
    label: (name) => labelNumber(board, column, name),
  })
  return boards.map((board) => ({
    // @NOTE ids are checked by the command's schema: `newId` gives UUIDs.
    id: ids.boards.get(board.key) as Blueprint['id'],
    name: board.name,
    description: board.about,
    columns: board.columns.map((column, at) => {
      const { key, kind, title, description, role, rules, appliesTo } = column
      return {
        id: ids.columns.get(`${board.key} ${key}`) as Blueprint['columns'][number]['id'],
        number: at + 1,
        kind,
        title,
        ...(column.settings !== undefined && { settings: made(column.settings, around(board, column)) }),
        ...(description !== undefined && { description }),
        ...(role !== undefined && { role }),
        ...(rules !== undefined && { rules }),
        ...(appliesTo !== undefined && { appliesTo }),
      }
    }),
    groups: board.groups.map(({ title, colour = 'blue' }, at) => ({
      number: at + 1,
      title,
      colour: colour as Blueprint['groups'][number]['colour'],
    })),
    views: board.views.map(({ name, kind, spec }) => ({
      name,
      kind,
      // @NOTE specs are JSON.
      spec: (spec?.((key) => numberOf(board, key)) ?? {}) as Blueprint['views'][number]['spec'],
    })),
    items: use.items ? itemsOf(board, boards, ids, around) : [],
  }))
}

interface Ids {
  readonly boards: ReadonlyMap<string, string>
  readonly columns: ReadonlyMap<string, string>
  /** By the key of an item, and for those without one by board and place. */
  readonly items: ReadonlyMap<string, string>
}

function idsOf(boards: readonly TemplateBoard[], newId: () => string): Ids {
  return {
    boards: new Map(boards.map(({ key }) => [key, newId()])),
    columns: new Map(boards.flatMap(({ key, columns }) => columns.map((column) => [`${key} ${column.key}`, newId()]))),
    items: new Map(boards.flatMap((board) => board.items.map((item, at) => [keyOf(board, item, at), newId()]))),
  }
}

function keyOf(board: TemplateBoard, { key }: TemplateItem, at: number): string {
  return key ?? `${board.key} ${at}`
}

function itemsOf(
  board: TemplateBoard,
  boards: readonly TemplateBoard[],
  ids: Ids,
  around: (board: TemplateBoard, column?: TemplateColumn) => Around,
): Blueprint['items'] {
  return board.items.map((item, at) => {
    const parent = item.partOf === undefined ? -1 : board.items.findIndex(({ key }) => key === item.partOf)
    if (item.partOf !== undefined && parent < 0) throw new Error(`${board.name}: no item ${item.partOf}`)
    const id = found(ids.items.get(keyOf(board, item, at)), 'the id of an item')
    const written = Object.entries(item.cells ?? {}).map(([key, value]) => {
      const column = found(
        board.columns.find((each) => each.key === key),
        `column ${key} of ${board.key}`,
      )
      return { column: numberOf(board, key), value: made(value, around(board, column)) }
    })
    const shown = board.columns.flatMap(({ key, back }) => {
      if (back === undefined) return []
      const named = namedFrom(
        found(
          boards.find((each) => each.key === back.board),
          back.board,
        ),
        back.column,
        id,
        ids,
        around,
      )
      return named.length === 0 ? [] : [{ column: numberOf(board, key), value: named as Json }]
    })
    return {
      id: id as Blueprint['items'][number]['id'],
      title: item.title,
      group: board.groups.findIndex(({ key }) => key === item.group) + 1,
      ...(parent >= 0 && { parent }),
      cells: [...written, ...shown].filter(({ value }) => value !== null),
    }
  })
}

/** The items of another board whose cells in a column name this one. */
function namedFrom(
  board: TemplateBoard,
  column: string,
  id: string,
  ids: Ids,
  around: (board: TemplateBoard) => Around,
): string[] {
  return board.items.flatMap((item, at) => {
    const cell = item.cells?.[column]
    const value = cell === undefined ? null : made(cell, around(board))
    return Array.isArray(value) && value.includes(id) ? [found(ids.items.get(keyOf(board, item, at)), 'an id')] : []
  })
}

function numberOf(board: TemplateBoard, key: string): number {
  const at = board.columns.findIndex((column) => column.key === key)
  if (at < 0) throw new Error(`${board.name}: no column ${key}`)
  return at + 1
}

function labelNumber(board: TemplateBoard, column: TemplateColumn | undefined, name: string): number {
  const settings = column?.settings
  const labels = typeof settings === 'object' && settings !== null && 'labels' in settings ? settings.labels : []
  // @NOTE `columns.ts` makes them.
  const label = (labels as readonly { readonly number: number; readonly name: string }[]).find(
    (each) => each.name === name,
  )
  return found(label, `label ${name} of ${column?.title ?? '?'} on ${board.name}`).number
}

function made(value: Made, around: Around): Json {
  return typeof value === 'function' ? value(around) : value
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`A template names no ${what}.`)
  return value
}
