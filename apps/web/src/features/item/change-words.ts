import { readAliases } from '@fulcrum/domain'
import type { BoardState, FormatContext, Json, Patch } from '@fulcrum/domain'
import type { ActivityEntry } from '@fulcrum/protocol'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

/** One thing that was done to an item, in words; `from` and `to` are there where a value became another. */
export interface ChangeLine {
  readonly icon: IconName
  /** Behind the person's name: "changed Status". */
  readonly words: string
  readonly from?: string
  readonly to?: string
  /** The column that it is about, and the value before it, where it can be put back. */
  readonly column?: number | 'title'
  readonly before?: Json
}

type Cells = Extract<Patch, { readonly op: 'cells' }>

/** The lines of one change of an item: what it set, and what stood there before. */
export function changeLines(entry: ActivityEntry, board: BoardState, context: FormatContext): ChangeLine[] {
  const cells = entry.patches.filter((patch): patch is Cells => patch.op === 'cells')
  const before = new Map(
    entry.inverse.flatMap((patch) => (patch.op === 'cells' ? [[patch.column, patch.values[0] ?? null]] : [])),
  ) as ReadonlyMap<Cells['column'], Json>
  const made = cells.find(({ column, values }) => column === 'createdAt' && values[0] !== null)
  const came = cells.find(({ column }) => column === 'aliases')
  if (made !== undefined && entry.command === 'item.moveToBoard' && came !== undefined) {
    const [alias] = readAliases(came.values[0] ?? null)
    return [
      {
        icon: 'arrow-right',
        words: alias
          ? t('moved it here from another board, where it was {key}', { key: alias.key })
          : t('moved it here from another board'),
      },
    ]
  }
  if (made !== undefined) return [{ icon: 'plus', words: t('made this item') }]
  if (entry.command === 'item.purge') return [{ icon: 'trash', words: t('purged this item') }]
  return cells.flatMap((patch): ChangeLine[] => {
    const to = patch.values[0] ?? null
    const from = before.get(patch.column) ?? null
    if (entry.purged && (typeof patch.column === 'number' || patch.column === 'title')) {
      return purgedLine(board, patch.column)
    }
    return typeof patch.column === 'number'
      ? columnLine(board, patch.column, from, to, context)
      : systemLine(board, patch.column, from, to)
  })
}

/** A value of a column as people read it. */
export function valueWords(board: BoardState, column: number | 'title', value: Json, context: FormatContext): string {
  if (value === null) return 'empty'
  const found = column === 'title' ? undefined : board.column(column)
  if (found === undefined) return String(value)
  const { kind, settings } = found
  return (kind.display ?? kind.format)(value, settings, context)
}

/** Of what was purged the log says that it changed, and nothing of what it said. */
function purgedLine(board: BoardState, column: number | 'title'): ChangeLine[] {
  const what = column === 'title' ? t('the title') : board.column(column)?.title
  return what === undefined ? [] : [{ icon: 'edit', words: t('changed {what} (purged)', { what }) }]
}

function columnLine(board: BoardState, number: number, from: Json, to: Json, context: FormatContext): ChangeLine[] {
  const column = board.column(number)
  if (column === undefined) return []
  const words = (value: Json): string => valueWords(board, number, value, context)
  return [
    {
      icon: 'edit',
      words: t('changed {title}', { title: column.title }),
      from: words(from),
      to: words(to),
      column: number,
      before: from,
    },
  ]
}

function systemLine(board: BoardState, column: string, from: Json, to: Json): ChangeLine[] {
  const line = systemLines[column]
  return line === undefined ? [] : [line(board, from, to)]
}

/** What people are told of the cells that every item has; the others follow from these. */
const systemLines: { readonly [column: string]: (board: BoardState, from: Json, to: Json) => ChangeLine } = {
  title: (_board, from, to) => ({
    icon: 'edit',
    words: t('changed the title'),
    from: String(from ?? 'empty'),
    to: String(to ?? 'empty'),
    column: 'title',
    before: from,
  }),
  group: (board, from, to) => ({
    icon: 'arrow-right',
    words: t('moved it'),
    from: groupTitle(board, from),
    to: groupTitle(board, to),
  }),
  parent: (board, _from, to) => ({
    icon: 'sub',
    words:
      to === null
        ? t('made it an item of its own')
        : t('put it below {itemTitle}', { itemTitle: itemTitle(board, to) }),
  }),
  archivedAt: (_board, _from, to) => ({
    icon: 'archive',
    words: to === null ? t('took it out of the archive') : t('archived it'),
  }),
  templateAt: (_board, _from, to) => ({
    icon: 'file',
    words: to === null ? t('made it an ordinary item again') : t('made it a template'),
  }),
  movedTo: (_board, _from, to) => ({
    icon: 'arrow-right',
    words: to === null ? t('brought it back from another board') : t('moved it to another board'),
  }),
  deletedAt: (_board, _from, to) => ({
    icon: 'trash',
    words: to === null ? t('took it out of the trash') : t('put it into the trash'),
  }),
}

function groupTitle(board: BoardState, number: Json): string {
  return typeof number === 'number' ? String(board.group(number)?.['title'] ?? 'a group') : t('no group')
}

function itemTitle(board: BoardState, row: Json): string {
  return typeof row === 'number' ? `“${String(board.system(row, 'title') ?? '')}”` : t('another item')
}
