import { maxCellsPerChange, sameJson } from '@fulcrum/domain'
import type { BoardColumn, Json, ParseContext, FormatContext } from '@fulcrum/domain'
import { itemTitleMax } from './limits.ts'

/** Cells of one column that a paste sets; as one command takes them. */
export interface PastedColumn {
  readonly columnId: string
  readonly rowIds: readonly string[]
  readonly values: readonly Json[]
}

/** What a paste comes to: what can be set, and what could not be read, with the first reason. */
export interface Paste {
  readonly columns: readonly PastedColumn[]
  readonly refused: number
  readonly reason: string | null
}

/** Where a paste goes: rows downwards and columns to the right of the focus, as they are shown. */
export interface PasteTarget {
  readonly rowIds: readonly string[]
  readonly columnIds: readonly string[]
  readonly column: (columnId: string) => BoardColumn | undefined
  readonly canEdit: (rowId: string, columnId: string) => boolean
  readonly context: ParseContext & FormatContext
  /** The column that a cell shows of another item and that a paste sets, or why none can be; null for ordinary cells. */
  readonly sourceOf: (rowId: string, columnId: string) => BoardColumn | string | null
}

/**
 * Reads pasted texts as values of the columns that they fall on. A single text fills the whole target; otherwise cells
 * beyond the last row or column are left out.
 */
export function readPaste(cells: readonly (readonly string[])[], target: PasteTarget): Paste {
  const { rowIds, columnIds } = target
  const single = cells.length === 1 && cells[0]?.length === 1
  const rowCount = single ? rowIds.length : Math.min(rowIds.length, cells.length)
  const width = single ? columnIds.length : Math.max(...cells.map((line) => line.length))
  const columns: PastedColumn[] = []
  let refused = 0
  let reason: string | null = null
  const refuse = (why: string): void => {
    refused += 1
    reason ??= why
  }
  for (let across = 0; across < Math.min(width, columnIds.length); across += 1) {
    const columnId = columnIds[across] ?? ''
    const rows: string[] = []
    const values: Json[] = []
    for (let down = 0; down < rowCount; down += 1) {
      const rowId = rowIds[down] ?? ''
      const text = single ? cells[0]?.[0] : cells[down]?.[across]
      if (text === undefined) continue
      const read = target.canEdit(rowId, columnId)
        ? readText(text, rowId, columnId, target)
        : ({ ok: false, message: 'Some of these cells cannot be edited.' } as const)
      if (!read.ok) refuse(read.message)
      else {
        rows.push(rowId)
        values.push(read.value)
      }
    }
    for (let at = 0; at < rows.length; at += maxCellsPerChange) {
      const part = values.slice(at, at + maxCellsPerChange)
      const same = part.every((value) => sameJson(value, part[0]))
      columns.push({
        columnId,
        rowIds: rows.slice(at, at + maxCellsPerChange),
        values: same ? part.slice(0, 1) : part,
      })
    }
  }
  return { columns, refused, reason }
}

function readText(text: string, rowId: string, columnId: string, { column, context, sourceOf }: PasteTarget) {
  if (columnId === 'title') {
    const title = text.replace(/\s+/g, ' ').trim().slice(0, itemTitleMax)
    return title === ''
      ? ({ ok: false, message: 'An item needs a title.' } as const)
      : ({ ok: true, value: title } as const)
  }
  const source = sourceOf(rowId, columnId)
  if (typeof source === 'string') return { ok: false, message: source } as const
  const found = source ?? column(columnId)
  if (found === undefined) return { ok: false, message: 'There is no such column.' } as const
  return found.kind.parse(text, found.settings, context)
}
