import type { TableCell } from '@fulcrum/integration-kit'

export type Row = readonly TableCell[]

/** What stands in a cell, without space around it. */
export function textOf(cell: TableCell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim()
}

/** The texts of a row up to the last one that is not empty. */
export function textsOf(row: Row): readonly string[] {
  const texts = row.map(textOf)
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1)
}
