import type { BoardColumn } from '@fulcrum/domain'
import { toTsv } from '@fulcrum/ui'
import { cellValue } from '../model/row-reader.ts'
import type { BoardScene } from '../scene.tsx'

/** The texts of cells, as spreadsheets take them. */
export function copyOf(
  { reader, context }: Pick<BoardScene, 'reader' | 'context'>,
  { byId, rowOf }: { readonly byId: ReadonlyMap<string, BoardColumn>; readonly rowOf: (rowId: string) => number },
  rowIds: readonly string[],
  columnIds: readonly string[],
): string | undefined {
  if (reader === null) return undefined
  const text = (row: number, columnId: string): string => {
    if (columnId === 'title') return String(reader.lane(row, 'title') ?? '')
    const column = byId.get(columnId)
    const value = column === undefined ? null : cellValue(reader, row, column)
    return column === undefined || value === null ? '' : column.kind.format(value, column.settings, context)
  }
  return toTsv(rowIds.map((id) => columnIds.map((columnId) => text(rowOf(id), columnId))))
}
