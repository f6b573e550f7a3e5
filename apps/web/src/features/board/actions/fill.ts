import { maxCellsPerChange } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { cellValue } from '../model/row-reader.ts'
import type { BoardScene } from '../scene.tsx'
import { chunks } from './runner.ts'

/** What filling asks of the cells. */
interface FilledCells {
  readonly byId: ReadonlyMap<string, BoardColumn>
  readonly rowOf: (rowId: string) => number
  readonly canEdit: (rowId: string, columnId: string) => boolean
}

/** Gives the cells below the first of each column what stands in that, as one piece of work. Titles stay: items are not renamed by the dozen. */
export function fillDown(
  { reader, items, runner }: Pick<BoardScene, 'reader' | 'items' | 'runner'>,
  { byId, rowOf, canEdit }: FilledCells,
  [first, ...below]: readonly string[],
  columnIds: readonly string[],
): void {
  if (first === undefined || reader === null) return
  let refused = 0
  const columns = columnIds.flatMap((columnId) => {
    const column = byId.get(columnId)
    if (column === undefined) return []
    const rows = below.filter((rowId) => canEdit(rowId, columnId))
    refused += below.length - rows.length
    const values = [cellValue(reader, rowOf(first), column)]
    return chunks(rows, maxCellsPerChange).map((rowIds) => ({ columnId, rowIds, values }))
  })
  items.paste(columns, 'Filled')
  if (refused > 0) runner.refuse('Some of these cells cannot be edited and stayed as they are.')
}
