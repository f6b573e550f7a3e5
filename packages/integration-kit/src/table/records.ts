import { parseDateText } from '../dates.ts'
import type { ImportRecord, ImportRole, ImportSourceIdentity, ImportValue } from '../import-source.ts'
import { emptyRecord } from '../keys.ts'
import { ParentLinks } from '../parent-links.ts'
import { peopleOf } from '../people.ts'
import { isEmpty, textOf, type TableCell } from './cells.ts'
import type { Column } from './columns.ts'
import type { TableInput } from './input.ts'
import { dataRows, type DataRow, type Layout } from './layout.ts'

/** A table of which stock has been taken. */
export interface ReadTable {
  readonly input: TableInput
  readonly layout: Layout
  readonly columns: readonly Column[]
  readonly identity: ImportSourceIdentity['identity']
}

/** Which row is whose parent, by key or by title, or null where no column says so. */
export async function readParents(table: ReadTable): Promise<ParentLinks | null> {
  const { input, layout, columns } = table
  const parentAt = columns.findIndex((column) => column.role === 'parent')
  if (parentAt < 0) return null
  const keyOf = keyMaker(table)
  const titleAt = columns.findIndex((column) => column.role === 'title')
  const links = new ParentLinks()
  for await (const row of dataRows(input, layout, null)) {
    const parent = textOf(row.cells[parentAt])
    links.add(keyOf(row), parent === '' ? null : parent, textOf(row.cells[titleAt]))
  }
  links.finish(columns[parentAt]?.key ?? null, input.fidelity)
  return links
}

/** The rows as records, read anew. */
export async function* recordsOf(table: ReadTable, links: ParentLinks | null): AsyncGenerator<ImportRecord> {
  const toRecord = recordMaker(table, links)
  for await (const row of dataRows(table.input, table.layout, null)) yield toRecord(row)
}

/** What tells a row apart, by the identity of the table. */
function keyMaker({ columns, identity }: ReadTable): (row: DataRow) => string {
  const keyAt = columns.findIndex((column) => column.role === 'key')
  const titleAt = columns.findIndex((column) => column.role === 'title')
  const makers: Readonly<Record<ImportSourceIdentity['identity'], (row: DataRow) => string>> = {
    key: ({ cells }) => textOf(cells[keyAt]),
    title: ({ cells }) => `title:${textOf(cells[titleAt])}`,
    position: ({ ordinal }) => `row:${ordinal}`,
  }
  return makers[identity]
}

function recordMaker(table: ReadTable, links: ParentLinks | null): (row: DataRow) => ImportRecord {
  const { input, columns } = table
  const keyOf = keyMaker(table)
  const at = (role: ImportRole) => columns.findIndex((column) => column.role === role)
  const places = {
    key: at('key'),
    title: at('title'),
    group: at('group'),
    created: at('created'),
    updated: at('updated'),
    creator: at('creator'),
  }
  const instant = (cells: readonly TableCell[], place: number): number | undefined => {
    const style = columns[place]?.guess.settings.dateStyle
    const text = textOf(cells[place])
    if (style === undefined || text === '') return undefined
    return parseDateText(text, style, input.options.timeZone)?.instantMs
  }
  return (row) => {
    const { cells, ordinal } = row
    const ownKey = textOf(cells[places.key])
    const title = textOf(cells[places.title])
    const key = keyOf(row)
    const parentKey = links?.parentOf(key)
    const group = textOf(cells[places.group])
    const createdAt = instant(cells, places.created)
    const updatedAt = instant(cells, places.updated)
    const creator = peopleOf(textOf(cells[places.creator]), undefined)[0]
    return {
      key,
      title: title === '' ? ownKey || `Row ${ordinal}` : title,
      ...(parentKey === undefined ? {} : { parentKey }),
      ...(group === '' ? {} : { group }),
      values: valuesOf(cells, columns),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(updatedAt === undefined ? {} : { updatedAt }),
      ...(creator === undefined ? {} : { createdBy: creator.key }),
      history: [],
      comments: [],
      links: [],
    }
  }
}

function valuesOf(cells: readonly TableCell[], columns: readonly Column[]): Record<string, ImportValue> {
  const values = emptyRecord<ImportValue>()
  for (let i = 0; i < columns.length && i < cells.length; i++) {
    const cell = cells[i] ?? null
    const column = columns[i]
    if (column === undefined || isEmpty(cell)) continue
    values[column.key] = typeof cell === 'string' && cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
  }
  return values
}
