/** A cell as a table has it; dates come as ISO text. */
export type TableCell = string | number | boolean | null

/** True for cells with nothing or only space in them. */
export function isEmpty(cell: TableCell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && (cell === '' || cell.trim() === ''))
}

/** The position of the last cell that is not empty, or -1. */
export function lastFilled(cells: readonly TableCell[]): number {
  return cells.findLastIndex((cell) => !isEmpty(cell))
}

/** What stands in a cell, without space around it. */
export function textOf(cell: TableCell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim()
}
