import { DomainError, itemKey, notFound } from '@fulcrum/domain'
import type {
  BoardColumn,
  BoardOutlook,
  BoardState,
  BoardView,
  BoardViewSpec,
  FormatContext,
  ScopeReader,
} from '@fulcrum/domain'
import { exportCell, textCell } from './cell.ts'
import type { ExportCell } from './cell.ts'
import type { ExportColumn, ExportRow, ExportTable } from './export-format.ts'
import { orderedRows, readView } from './order.ts'
import type { ViewReader } from './order.ts'
import { Pace } from './pace.ts'

/** Cells that are read before it is asked whether it is time to rest. */
const pieceCells = 1_500

/** A board as its reader sees it, and what they know of the items that its cells name. */
export interface ReaderBoard {
  readonly outlook: BoardOutlook
  readonly item: NonNullable<FormatContext['item']>
}

/** What is to be written, of whose board, for whom. */
export interface TableOrder {
  readonly seen: ReaderBoard
  readonly account: ScopeReader
  readonly accountId: string
  /** null is everything. */
  readonly spec: BoardViewSpec | null
  readonly reader: ViewReader
  /** The same before every piece; null where the reader sees less of the board than when it began. */
  readonly seeAgain: () => Promise<ReaderBoard | null>
  readonly onProgress: (done: number) => void
}

/** Makes a board a table: which columns, which rows in which order. Cells are read as they are written. */
export async function openTable(order: TableOrder): Promise<ExportTable> {
  const { reader, spec, account, accountId } = order
  let { seen } = order
  const board = seen.outlook.state
  const pace = new Pace()
  const view = readView(seen.outlook, spec ?? {}, reader)
  const ordered = await orderedRows(board, view, reader, pace)
  const name = String(board.board['name'] ?? '')
  const prefix = String(board.board['prefix'] ?? '')
  const keyOf = (row: number) => itemKey(prefix, row)
  const context: FormatContext = {
    personName: (id) => String(account.record('member', id)?.['name'] ?? 'Unknown'),
    locale: String(account.record('account', accountId)?.['locale'] ?? 'en'),
    timeZone: reader.timeZone,
    keyOf,
  }
  const hasParents = ordered.some((row) => typeof board.system(row, 'parent') === 'number')
  const columns = columnsOf(view, hasParents)
  const cellOf = (row: number, { id, source }: ExportColumn): ExportCell =>
    source
      ? exportCell(source, seen.outlook.cell(row, source.number), context)
      : systemCell(seen.outlook.state, row, id, keyOf)
  return {
    board: { id: board.boardId, name },
    columns,
    count: ordered.length,
    pace,
    exportedAt: reader.now,
    timeZone: reader.timeZone,
    value: (row, { number }) => seen.outlook.cell(row, number),
    display: (row, column) => displayed(seen.outlook, row, column, { ...context, item: seen.item }),
    async *rows() {
      const step = Math.max(1, Math.floor(pieceCells / columns.length))
      for (let from = 0; from < ordered.length; from += step) {
        await pace.rest()
        const again = await order.seeAgain()
        if (!again) throw notFound('board')
        seen = again
        const { state } = seen.outlook
        const rows: ExportRow[] = []
        for (const row of ordered.slice(from, from + step)) {
          // What was deleted since the order was made is there no more, nor is what its reader may not know of any more.
          if (!state.isLive(row)) continue
          rows.push({ id: String(state.system(row, 'id')), row, cells: columns.map((column) => cellOf(row, column)) })
        }
        yield rows
        order.onProgress(Math.min(ordered.length, from + step))
      }
    },
  }
}

/** Refuses what a format cannot hold before a byte is written. */
export function checkFits(
  table: Pick<ExportTable, 'count' | 'columns'>,
  { label, maxRows = Infinity, maxColumns = Infinity }: { label: string; maxRows?: number; maxColumns?: number },
): void {
  if (table.count > maxRows) {
    throw new DomainError(
      'too-large',
      `${label} holds at most ${maxRows} rows, and this has ${table.count}. Choose CSV, or a view with fewer rows.`,
      { reason: 'too-many-rows', limit: maxRows },
    )
  }
  if (table.columns.length > maxColumns) {
    throw new DomainError(
      'too-large',
      `${label} holds at most ${maxColumns} columns, and this has ${table.columns.length}. Choose CSV.`,
      { reason: 'too-many-columns', limit: maxColumns },
    )
  }
}

/** The shown columns in the view's order, between what tells an item from others and where it stands. */
function columnsOf(view: BoardView, hasParents: boolean): ExportColumn[] {
  const shown = view.columns
    .filter(({ hidden }) => !hidden)
    .map(({ field, width }): ExportColumn => {
      const common = { id: String(field.column), source: field.source ?? null, width: width ?? null }
      return { ...common, title: field.source ? field.title : 'Title' }
    })
  const taken = new Set(shown.map(({ title }) => title.toLowerCase()))
  const system = (id: string, title: string): ExportColumn => ({
    id,
    title: taken.has(title.toLowerCase()) ? `Item ${title.toLowerCase()}` : title,
    source: null,
    width: null,
  })
  const showsKey = shown.some(({ source }) => source?.lanes.some(({ key }) => key === 'row') === true)
  // Where no item is a sub-item there is nothing to say.
  const parent = hasParents ? [system('parent', 'Parent')] : []
  return [...(showsKey ? [] : [system('key', 'Key')]), ...shown, system('group', 'Group'), ...parent]
}

function systemCell(board: BoardState, row: number, id: string, keyOf: (row: number) => string): ExportCell {
  return textCell(systemTexts[id]?.(board, row, keyOf) ?? '')
}

const systemTexts: {
  readonly [id: string]: (board: BoardState, row: number, keyOf: (row: number) => string) => string
} = {
  key: (_board, row, keyOf) => keyOf(row),
  title: (board, row) => String(board.system(row, 'title') ?? ''),
  group: (board, row) => String(board.group(Number(board.system(row, 'group')))?.['title'] ?? ''),
  parent: (board, row, keyOf) => {
    const parent = board.system(row, 'parent')
    return typeof parent === 'number' ? keyOf(parent) : ''
  },
}

function displayed(seen: BoardOutlook, row: number, column: BoardColumn, context: FormatContext): string {
  const value = seen.cell(row, column.number)
  if (value === null) return ''
  const { kind, settings } = column
  return kind.display?.(value, settings, context) ?? kind.format(value, settings, context)
}
