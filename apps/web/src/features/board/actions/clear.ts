import { maxCellsPerChange } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { Filling } from './fill.ts'
import { chunks } from './chunks.ts'

/** Empties the cells that may be edited. Titles stay, and so does what is not in the view. */
export function clearCells(
  { scene: { items, model }, cells }: Filling,
  rowIds: readonly string[],
  columnIds: readonly string[],
): void {
  const there = rowIds.filter((id) => model?.contains(id) !== false)
  items.paste(
    columnIds.flatMap((columnId) => {
      const rows = columnId === 'title' ? [] : there.filter((id) => cells.canEdit(id, columnId))
      return chunks(rows, maxCellsPerChange).map((part) => ({ columnId, rowIds: part, values: [null] }))
    }),
    t('Cleared'),
  )
}
