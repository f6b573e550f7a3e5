import type { BoardColumn, FormatContext, Json } from '@fulcrum/domain'

/** What stands in one cell of a file. A moment is local: minutes of the zone that the file is written in. */
export type ExportCell =
  | null
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'boolean'; readonly boolean: boolean; readonly text: string }
  | { readonly type: 'moment'; readonly day: number; readonly minute: number | null; readonly text: string }

const moment = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?$/
const dayMs = 86_400_000

/**
 * The cell of a value: typed where the column's lane is and the kind's own text says the same, so that what is written is
 * what the kind reads back. A number that its kind writes as `09:30` is a text.
 */
export function exportCell(column: BoardColumn, value: Json, context: FormatContext): ExportCell {
  if (value === null) return null
  const { kind, settings, lanes } = column
  const text = kind.format(value, settings, context)
  if (text === '') return null
  const type = lanes.find(({ name }) => name === kind.defaultLane)?.type
  if (type === 'number')
    return String(Number(text)) === text ? { type: 'number', number: Number(text) } : textCell(text)
  if (type === 'boolean' && typeof value === 'boolean') return { type: 'boolean', boolean: value, text }
  if (type === 'day' || type === 'instant') return momentCell(text) ?? textCell(text)
  return textCell(text)
}

/** A cell of text; null where there is none. */
export function textCell(text: string): ExportCell {
  return text === '' ? null : { type: 'text', text }
}

/** The text of a cell in files that know nothing but text. */
export function cellText(cell: ExportCell): string {
  if (cell === null) return ''
  return cell.type === 'number' ? String(cell.number) : cell.text
}

function momentCell(text: string): ExportCell {
  const found = moment.exec(text)
  if (!found) return null
  const [, year, month, date, hour, minute] = found.map(Number)
  const day = Date.UTC(Number(year), Number(month) - 1, Number(date)) / dayMs
  return { type: 'moment', day, minute: found[4] === undefined ? null : Number(hour) * 60 + Number(minute), text }
}
