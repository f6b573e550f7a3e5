import { becameOf } from '../column/merged-numbers.ts'
import { matchingKey } from '../text.ts'
import { belowTitle, childrenTitle, systemField, systemFields } from './fields.ts'
import { printReference } from './printer.ts'
import type { FormulaField } from './reader.ts'
import type { FormulaBoard, FormulaColumn, FormulaSchema } from './schema.ts'
import { didYouMean } from './suggest.ts'
import { FormulaRefusal, type Segment, type Span } from './syntax.ts'
import { isList, type FormulaType } from './types.ts'

/** What a reference names, by what never changes. */
export type Target =
  | { readonly of: 'own'; readonly field: FormulaField }
  | { readonly of: 'children' | 'below'; readonly field: FormulaField }
  | { readonly of: 'linked'; readonly through: number; readonly sources: readonly LinkedSource[] }
  | LabelTarget

/** A label of a column of the board, or of one of another board that a connection leads to. */
export interface LabelTarget {
  readonly of: 'label'
  readonly column: number
  readonly label: number
  readonly name: string
  readonly at?: FarPlace
}

/** Another board, and the connection that leads there. */
export interface FarPlace {
  readonly through: number
  readonly board: string
}

/** A field of the items of one board. */
export interface LinkedSource {
  readonly board: string
  readonly field: FormulaField
}

/** A target with the type of what is read there. */
export interface Resolved {
  readonly target: Target
  readonly type: FormulaType
  readonly column?: FormulaColumn
}

/** What the items below an item are called: those right below it, and all of them. */
const belowKeys = new Map<string, 'children' | 'below'>([
  ...[childrenTitle, 'Subitems', 'Sub items'].map((title) => [matchingKey(title), 'children'] as const),
  ...[belowTitle, 'All subitems', 'All sub items'].map((title) => [matchingKey(title), 'below'] as const),
])

/** No title is longer, nor two with a dot between them. */
const longestReference = 600

/** Finds what a reference names. Throws a `FormulaRefusal` with a suggestion where it names nothing. */
export function resolveReference(segments: readonly Segment[], schema: FormulaSchema, span: Span): Resolved {
  const [first, ...rest] = segments
  if (first === undefined || (first.text === '' && rest.length === 0)) {
    throw new FormulaRefusal('The name of a column is missing.', span)
  }
  if (span.to - span.from > longestReference) throw unknown(titleOf(segments), [], span)
  if (first.hash) return byHash(first.text, rest, schema, span)
  const whole = columnOf(schema.columns, titleOf(segments), span)
  if (whole) return own(whole, span)
  for (let dot = 1; dot < segments.length; dot++) {
    const found = throughTitle(titleOf(segments.slice(0, dot)), titleOf(segments.slice(dot)), schema, span)
    if (found) return found
  }
  const system = systemTitled(titleOf(segments))
  if (system) return { target: { of: 'own', field: system.field }, type: system.type }
  const below = belowKeys.get(matchingKey(titleOf(segments)))
  if (below) return itemsBelow(below, 'title', 'text')
  throw unknown(titleOf(segments), schema.columns, span)
}

function titleOf(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join('.')
}

function throughTitle(title: string, field: string, schema: FormulaSchema, span: Span): Resolved | undefined {
  const through = columnOf(schema.columns, title, span)
  if (through?.boards) return linkedTitled(through, field, span)
  if (through) throw new FormulaRefusal(`{${title}} leads to no other items, so it has no {${field}}.`, span)
  const below = belowKeys.get(matchingKey(title))
  if (!below) return undefined
  const column = columnOf(schema.columns, field, span)
  if (column) return itemsBelow(below, column.number, readable(column, span), column)
  const system = systemTitled(field)
  if (system) return itemsBelow(below, system.field, system.type)
  throw unknown(field, schema.columns, span)
}

function linkedTitled(through: FormulaColumn, title: string, span: Span): Resolved {
  const sources = (through.boards ?? []).flatMap((board): FoundSource[] => {
    const column = columnOf(board.columns, title, span)
    if (column) return [{ board: board.id, field: column.number, type: readable(column, span), column }]
    const system = systemTitled(title)
    return system ? [{ board: board.id, ...system, column: undefined }] : []
  })
  if (sources.length === 0)
    throw unknown(
      title,
      (through.boards ?? []).flatMap(({ columns }) => columns),
      span,
    )
  return linked(through.number, sources, span)
}

function byHash(text: string, rest: readonly Segment[], schema: FormulaSchema, span: Span): Resolved {
  const [second] = rest
  if (second === undefined && text.includes(':')) return labelled(text, schema, span)
  if (text === 'children' || text === 'below') {
    if (second === undefined) return itemsBelow(text, 'title', 'text')
    const { field, type, column } = hashed(second.text, schema.columns, span)
    return itemsBelow(text, field, type, column)
  }
  if (second === undefined) {
    const { field, type, column } = hashed(text, schema.columns, span)
    return { target: { of: 'own', field }, type, ...(column && { column }) }
  }
  const column = numbered(text, schema.columns, span)
  const [boardId = '', field = '', label] = second.text.split(':')
  if (label !== undefined && !second.text.includes(',')) {
    const board = boardBehind(column, boardId, span)
    const at = { through: column.number, board: board.id }
    return labelOf(numbered(field, board.columns, span), label, span, at)
  }
  const sources = second.text.split(',').map((source) => {
    const cut = source.lastIndexOf(':')
    const board = boardBehind(column, source.slice(0, cut), span)
    return { board: board.id, ...hashed(source.slice(cut + 1), board.columns, span) }
  })
  return linked(column.number, sources, span)
}

function boardBehind(column: FormulaColumn, boardId: string, span: Span): FormulaBoard {
  const board = (column.boards ?? []).find(({ id }) => id === boardId)
  if (board) return board
  throw new FormulaRefusal(`{${column.title}} is not connected to the board that this reads any more.`, span)
}

/** `{#4:2}`: the label 2 of column 4, as texts that are compared with labels are kept. */
function labelled(text: string, schema: FormulaSchema, span: Span): Resolved {
  const [number = '', label = ''] = text.split(':')
  return labelOf(numbered(number, schema.columns, span), label, span)
}

/** A label by number. From another board, `{#5.<board>:4:2}`, it is the one that it became since, where it was merged. */
function labelOf(column: FormulaColumn, label: string, span: Span, at?: FarPlace): Resolved {
  const found = column.labels?.find((each) => String(each.number) === label)
  if (!found) throw new FormulaRefusal(`{${column.title}} does not have the label any more that is named here.`, span)
  const { name } = at === undefined ? found : becameOf(found, column.labels ?? [])
  const target = { of: 'label', column: column.number, label: found.number, name, ...(at && { at }) } as const
  return { target, type: 'option', column }
}

/** A field by its number or the name of a system cell. */
function hashed(text: string, columns: readonly FormulaColumn[], span: Span): Omit<FoundSource, 'board'> {
  const system = systemField(text)
  if (system) return { field: system.field, type: system.type, column: undefined }
  const column = numbered(text, columns, span)
  return { field: column.number, type: readable(column, span), column }
}

function numbered(text: string, columns: readonly FormulaColumn[], span: Span): FormulaColumn {
  const column = /^\d{1,9}$/.test(text) ? columns.find(({ number }) => number === Number(text)) : undefined
  if (!column) throw deletedReference(span)
  if (column.deleted) throw new FormulaRefusal(`The column {${column.title}} was deleted.`, span)
  return column
}

function deletedReference(span: Span): FormulaRefusal {
  return new FormulaRefusal('This names a column that is not there any more.', span)
}

interface FoundSource extends LinkedSource {
  readonly type: FormulaType
  readonly column: FormulaColumn | undefined
}

function own(column: FormulaColumn, span: Span): Resolved {
  return { target: { of: 'own', field: column.number }, type: readable(column, span), column }
}

function itemsBelow(
  of: 'children' | 'below',
  field: FormulaField,
  type: FormulaType,
  column?: FormulaColumn,
): Resolved {
  return { target: { of, field }, type: listOf(type), ...(column && { column }) }
}

function linked(through: number, found: readonly FoundSource[], span: Span): Resolved {
  const types = found.map(({ type }) => listOf(type))
  const [type] = types
  if (type === undefined || types.some((each) => each.list !== type.list)) {
    throw new FormulaRefusal('The connected boards have columns of this title, but not of the same kind.', span)
  }
  const sources = found.map(({ board, field }) => ({ board, field }))
  const column = found[0]?.column
  return { target: { of: 'linked', through, sources }, type, ...(column && { column }) }
}

/** Several items' cells: lists in them are put behind each other. */
function listOf(type: FormulaType) {
  return isList(type) ? type : { list: type }
}

function readable(column: FormulaColumn, span: Span): FormulaType {
  if (column.type === null) throw new FormulaRefusal(`Formulas cannot read {${column.title}}.`, span)
  return column.type
}

function systemTitled(title: string) {
  const key = matchingKey(title)
  return systemFields.find((each) => matchingKey(each.title) === key)
}

/** The column of a title: letter for letter, or else but for case. Two that match alike have to be told apart. */
function columnOf(columns: readonly FormulaColumn[], title: string, span: Span): FormulaColumn | undefined {
  const alike = byTitle(columns).get(matchingKey(title)) ?? []
  if (alike.length < 2) return alike[0]
  const same = alike.filter((column) => column.title.trim() === title)
  if (same.length === 1) return same[0]
  const numbers = alike.map(({ number }) => `{#${number}}`).join(' or ')
  throw new FormulaRefusal(`There are several columns {${title}}. Write ${numbers}.`, span)
}

const titled = new WeakMap<readonly FormulaColumn[], ReadonlyMap<string, readonly FormulaColumn[]>>()

/** The columns by the keys of their titles, made once for each list of columns. */
function byTitle(columns: readonly FormulaColumn[]): ReadonlyMap<string, readonly FormulaColumn[]> {
  const known = titled.get(columns)
  if (known) return known
  const made = Map.groupBy(
    columns.filter(({ deleted }) => !deleted),
    ({ title }) => matchingKey(title),
  )
  titled.set(columns, made)
  return made
}

function unknown(title: string, columns: readonly FormulaColumn[], span: Span): FormulaRefusal {
  const gone = columns.find((column) => column.deleted && matchingKey(column.title) === matchingKey(title))
  if (gone) return new FormulaRefusal(`The column {${gone.title}} was deleted.`, span)
  const titles = [
    ...columns.filter(({ deleted }) => !deleted),
    ...systemFields,
    { title: childrenTitle },
    { title: belowTitle },
  ]
  const hint = didYouMean(
    title,
    titles.map((each) => each.title),
    (name) => printReference([{ text: name, hash: false }]),
  )
  return new FormulaRefusal(
    `There is no column {${title.length > 60 ? `${title.slice(0, 60)}…` : title}}.${hint}`,
    span,
  )
}

/** How a target is kept: by numbers and ids, whatever titles become. */
export function storedReference(target: Target): string {
  if (target.of === 'own') return `{#${target.field}}`
  if (target.of === 'label') {
    const { at, column, label } = target
    return at === undefined ? `{#${column}:${label}}` : `{#${at.through}.${at.board}:${column}:${label}}`
  }
  if (target.of !== 'linked') return target.field === 'title' ? `{#${target.of}}` : `{#${target.of}.${target.field}}`
  return `{#${target.through}.${target.sources.map(({ board, field }) => `${board}:${field}`).join(',')}}`
}

/** How a target reads today: by titles where they lead back to it, else as it is kept. */
export function titledReference(target: Target, schema: FormulaSchema): string {
  if (target.of === 'label') return `"${target.name.replaceAll('"', '""')}"`
  const titles = titlesOf(target, schema)
  if (titles === null) return storedReference(target)
  const segments = titles.map((text) => ({ text, hash: false }))
  try {
    const back = resolveReference(segments, schema, { from: 0, to: 0 })
    if (storedReference(back.target) === storedReference(target)) return printReference(segments)
  } catch (error) {
    if (!(error instanceof FormulaRefusal)) throw error
  }
  return storedReference(target)
}

function titlesOf(target: Exclude<Target, { of: 'label' }>, schema: FormulaSchema): string[] | null {
  const ownTitle = (field: FormulaField) => titleIn(schema.columns, field)
  if (target.of === 'own') return some([ownTitle(target.field)])
  if (target.of !== 'linked') {
    const title = target.of === 'below' ? belowTitle : childrenTitle
    return target.field === 'title' ? [title] : some([title, ownTitle(target.field)])
  }
  const through = schema.columns.find(({ number }) => number === target.through)
  const [source] = target.sources
  const board = through?.boards?.find(({ id }) => id === source?.board)
  if (!through || !source || !board) return null
  return some([through.title, titleIn(board.columns, source.field)])
}

function titleIn(columns: readonly FormulaColumn[], field: FormulaField): string | undefined {
  return systemField(field)?.title ?? columns.find(({ number }) => number === field)?.title
}

function some(titles: readonly (string | undefined)[]): string[] | null {
  return titles.every((title) => title !== undefined) ? [...titles] : null
}
