import { pastedCells, type GridCells, type GridModel, type GridPaste } from '@fulcrum/ui'
import type { BoardColumn } from '@fulcrum/domain'
import { inDigits, t } from '@fulcrum/ui/messages'
import { inSlices } from '../in-slices.ts'
import { cellValue } from '../model/row-reader.ts'
import type { BoardScene } from '../scene.tsx'
import { readPaste, type Paste, type PasteTarget, type RefusedColumn } from './clipboard.ts'
import { inTheirOrder } from './in-their-order.ts'
import { largeWork, type LargeWork } from './large-work.ts'
import { setInTurn, takesLong, type CellSetting } from './set-cells.ts'

/** More cells than this are a file, and are imported as one. */
export const maxPastedCells = 200_000

/** As many cells are read before anybody notices. */
const READ_UNSEEN = 5_000

/** So many reasons are told; columns are all named. */
const TOLD_REASONS = 3

/** Refusals that tell of several columns stay this long. */
const LONG_MS = 20_000

/** Where somebody pastes, and into what. */
export interface Pasting extends CellSetting {
  readonly scene: BoardScene
  readonly shown: GridModel
  /** The columns as they are shown. */
  readonly columnIds: readonly string[]
  readonly selection: ReadonlySet<string>
  readonly cells: {
    readonly byId: ReadonlyMap<string, BoardColumn>
    readonly rowOf: (rowId: string) => number
    readonly canEdit: (rowId: string, columnId: string) => boolean
  }
  /** Shows a piece of work that takes a while, until it is given null. */
  readonly showWork: (work: LargeWork | null) => void
  readonly working: boolean
}

/** Pastes into the cells that are taken together, else from a cell to the right and down. All of it is one piece of work. */
export function pasteInto(
  pasting: Pasting,
  at: { readonly rowId: string; readonly columnId: string; readonly range: GridCells | undefined },
  pasted: GridPaste,
): void {
  const { scene, toasts, working, showWork } = pasting
  const texts = pastedCells(pasted)
  const size = texts.reduce((sum, line) => sum + line.length, 0)
  const refuse = (text: string): void => void toasts.show({ icon: 'warning', tone: 'danger', text })
  if (working) return refuse(t('Something is being pasted. Wait for it, or give it up.'))
  if (size > maxPastedCells) {
    return refuse(
      t(
        'These are {size, plural, one {# cell} other {# cells}}, and one paste takes {maxPastedCells, number}: import them as a file.',
        { size, maxPastedCells },
      ),
    )
  }
  const target = targetOf(pasting, at, texts)
  if (target === null) return
  let paste: Paste | null = null
  const read = function* (): Generator<void> {
    paste = yield* readPaste(texts, target)
  }
  const work = largeWork(t('Pasting {size, plural, one {# cell} other {# cells}}', { size }), () => {
    if (paste !== null) return
    giveUp()
    showWork(null)
    toasts.show({ icon: 'x', text: t('Given up: the cells are as they were.') })
  })
  if (size > READ_UNSEEN) showWork(work)
  const giveUp = inSlices(read(), () => {
    if (paste === null) return
    const { columns } = paste
    const tell = (): void => tellRest(pasting, paste)
    if (!takesLong(columns)) {
      scene.items.paste(columns, t('Pasted'))
      showWork(null)
      tell()
      return
    }
    showWork(work)
    void setInTurn(pasting, columns, t('Pasted'), work).finally(() => {
      showWork(null)
      if (!work.isCancelled()) tell()
    })
  })
}

function targetOf(
  { scene, shown, columnIds, selection, cells }: Pasting,
  { rowId, columnId, range }: Parameters<typeof pasteInto>[1],
  texts: readonly (readonly string[])[],
): PasteTarget | null {
  const { reader } = scene
  const place = shown.find(rowId)
  if (place === undefined || reader === null) return null
  const below = selection.has(rowId)
    ? inTheirOrder(shown, selection)
    : rowsBelow(shown, place.sectionIndex, place.rowIndex, texts.length)
  const right = columnIds.slice(columnIds.indexOf(columnId))
  const fills = texts.length === 1 && texts[0]?.length === 1
  return {
    // One text fills whatever is taken together; a table lies where its first cell does.
    rowIds: fills && range !== undefined ? range.rowIds : below,
    columnIds: fills ? (range?.columnIds ?? right.slice(0, 1)) : right,
    column: (id) => cells.byId.get(id),
    canEdit: cells.canEdit,
    context: scene.context,
    sourceOf: (id, column) => {
      const sources = scene.sourcesOf(id, column)
      if (sources === null || typeof sources === 'string') return sources
      return sources.length > 1 ? severalSources : (sources[0]?.column ?? null)
    },
    valueOf: (id, columnId) => {
      const column = cells.byId.get(columnId)
      return column === undefined ? null : cellValue(reader, cells.rowOf(id), column)
    },
  }
}

/** Why nothing is pasted where a cell shows several. */
const severalSources = t('Some of these cells show several items: open one to choose which to change.')

/** The names of a row and those below it in its section. */
function rowsBelow(model: GridModel, sectionIndex: number, rowIndex: number, count: number): string[] {
  const ids: string[] = []
  for (let at = rowIndex; ids.length < count; at += 1) {
    const row = model.rowAt(sectionIndex, at)
    if (row === undefined) break
    ids.push(row.id)
  }
  return ids
}

/** Says what of the clipboard was not set, and why. */
function tellRest({ toasts, cells }: Pasting, paste: Paste | null): void {
  const text = paste === null ? '' : restOf(paste, (id) => cells.byId.get(id)?.title ?? t('Item'))
  if (text !== '') toasts.show({ icon: 'warning', tone: 'danger', text, durationMs: LONG_MS })
}

/** What of a paste was not set, in words: by column with its count and the first reason, and what lies beyond the table. */
export function restOf({ refused, beyond }: Paste, titleOf: (columnId: string) => string): string {
  const words: string[] = []
  const count = refused.reduce((sum, column) => sum + column.count, 0)
  const [only] = refused
  if (only !== undefined && count === 1) words.push(only.reason)
  else if (count > 0) {
    words.push(t('{count, plural, one {# cell} other {# cells}} stayed as they were.', { count }))
    const named = ({ columnId, count: many }: RefusedColumn): string => `${titleOf(columnId)} (${inDigits(many)})`
    const byReason = Map.groupBy(refused, ({ reason }) => reason)
    const told = [...byReason].slice(0, TOLD_REASONS)
    for (const [reason, columns] of told) words.push(`${columns.map(named).join(', ')}: ${reason}`)
    const more = [...byReason].slice(TOLD_REASONS).flatMap(([, columns]) => columns)
    if (more.length > 0) words.push(t('Also {more}.', { more: more.map(named).join(', ') }))
  }
  if (beyond.lines > 0) {
    words.push(
      t(
        '{lines, plural, one {# line} other {# lines}} had no item below: add items first, or import {lines, plural, one {it} other {them}} as a file.',
        { lines: beyond.lines },
      ),
    )
  }
  if (beyond.columns > 0)
    words.push(
      t('{columns, plural, one {# column} other {# columns}} had no place to the right.', { columns: beyond.columns }),
    )
  return words.join(' ')
}
