import { maxCellsPerChange, sameJson } from '@fulcrum/domain'
import type { BoardColumn, Json, ParseContext, FormatContext } from '@fulcrum/domain'
import { t, told } from '@fulcrum/ui/messages'
import { itemTitleMax } from './limits.ts'

/** Cells of one column that a paste sets; as one command takes them. */
export interface PastedColumn {
  readonly columnId: string
  readonly rowIds: readonly string[]
  readonly values: readonly Json[]
}

/** Cells of one column that could not be set, and why the first of them could not. */
export interface RefusedColumn {
  readonly columnId: string
  readonly count: number
  readonly reason: string
}

/** What a paste comes to: what can be set, what cannot, and how many lines and columns lie beyond the last row and column. */
export interface Paste {
  readonly columns: readonly PastedColumn[]
  readonly refused: readonly RefusedColumn[]
  readonly beyond: { readonly lines: number; readonly columns: number }
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
  /** What stands in a cell now: it goes along, so that the server sees where somebody else was faster. */
  readonly valueOf: (rowId: string, columnId: string) => Json
}

/** So many cells are read between two looks at the clock. */
const READ_AT_ONCE = 200

/** What one command may carry of texts, new and old together: its message has to stay well below what a server takes. */
const CHARACTERS_AT_ONCE = 60_000

/**
 * Reads pasted texts as values of the columns that they fall on, a few cells at each step. A single text fills the whole target;
 * otherwise a table lies where its first cell does.
 */
export function* readPaste(cells: readonly (readonly string[])[], target: PasteTarget): Generator<void, Paste> {
  const { rowIds, columnIds } = target
  const single = cells.length === 1 && cells[0]?.length === 1
  const width = single ? columnIds.length : cells.reduce((most, line) => Math.max(most, line.length), 0)
  const lines = single ? rowIds.length : Math.min(rowIds.length, cells.length)
  const columns: PastedColumn[] = []
  const refused: RefusedColumn[] = []
  let looked = 0
  for (const [across, columnId] of columnIds.slice(0, width).entries()) {
    const read = readerOf(columnId, target)
    const parts = new Parts(columnId)
    let count = 0
    let reason = ''
    for (let down = 0; down < lines; down += 1) {
      looked += 1
      if (looked % READ_AT_ONCE === 0) yield
      const text = single ? cells[0]?.[0] : cells[down]?.[across]
      const rowId = rowIds[down]
      if (text === undefined || rowId === undefined) continue
      const got = read(text, rowId)
      if (got.ok) parts.add(rowId, got.value, target.valueOf(rowId, columnId))
      else {
        count += 1
        reason ||= told(got.message)
      }
    }
    columns.push(...parts.all())
    if (count > 0) refused.push({ columnId, count, reason })
  }
  const beyond = single
    ? { lines: 0, columns: 0 }
    : { lines: Math.max(0, cells.length - rowIds.length), columns: Math.max(0, width - columnIds.length) }
  return { columns, refused, beyond }
}

/** Cells of one column, in parts that one command takes each. */
export function inParts(
  columnId: string,
  cells: readonly { rowId: string; value: Json; old: Json }[],
): readonly PastedColumn[] {
  const parts = new Parts(columnId)
  for (const { rowId, value, old } of cells) parts.add(rowId, value, old)
  return parts.all()
}

/** Cells of one column, cut where one command would carry too much. */
class Parts {
  readonly columnId: string
  readonly #done: PastedColumn[] = []
  #rowIds: string[] = []
  #values: Json[] = []
  #characters = 0

  constructor(columnId: string) {
    this.columnId = columnId
  }

  add(rowId: string, value: Json, old: Json): void {
    const characters = sizeOf(value) + sizeOf(old)
    if (this.#rowIds.length >= maxCellsPerChange || this.#characters + characters > CHARACTERS_AT_ONCE) this.#cut()
    this.#rowIds.push(rowId)
    this.#values.push(value)
    this.#characters += characters
  }

  all(): readonly PastedColumn[] {
    this.#cut()
    return this.#done
  }

  #cut(): void {
    const [first] = this.#values
    if (first === undefined) return
    const same = this.#values.every((value) => sameJson(value, first))
    this.#done.push({ columnId: this.columnId, rowIds: this.#rowIds, values: same ? [first] : this.#values })
    this.#rowIds = []
    this.#values = []
    this.#characters = 0
  }
}

function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length
  return value === null || typeof value !== 'object' ? 4 : JSON.stringify(value).length
}

type Read = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string }

/** Reads the texts of one column. Sheets repeat themselves: what reads the same in every row is read once. */
function readerOf(columnId: string, target: PasteTarget): (text: string, rowId: string) => Read {
  const known = new Map<string, Read>()
  return (text, rowId) => {
    if (!target.canEdit(rowId, columnId)) return { ok: false, message: t('These cells cannot be edited.') }
    const source = columnId === 'title' ? null : target.sourceOf(rowId, columnId)
    if (typeof source === 'string') return { ok: false, message: source }
    if (source !== null) return readText(text, source, target)
    const before = known.get(text)
    if (before !== undefined) return before
    const read = columnId === 'title' ? readTitle(text) : readText(text, target.column(columnId), target)
    known.set(text, read)
    return read
  }
}

function readTitle(text: string): Read {
  const title = text.replace(/\s+/g, ' ').trim()
  if (title === '') return { ok: false, message: t('An item needs a title.') }
  if (title.length <= itemTitleMax) return { ok: true, value: title }
  return { ok: false, message: t('A title has at most {itemTitleMax, number} characters.', { itemTitleMax }) }
}

function readText(text: string, column: BoardColumn | undefined, { context }: PasteTarget): Read {
  if (column === undefined) return { ok: false, message: t('There is no such column.') }
  const read = column.kind.parse(text, column.settings, context)
  return read.ok ? read : { ok: false, message: told(read.message) }
}
