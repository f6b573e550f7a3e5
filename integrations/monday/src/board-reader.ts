import type { TableCell } from '@fulcrum/integration-kit'
import type { BoardWorkbook, RowNotes } from './board-sheet.ts'
import { textOf, type Row } from './cells.ts'
import { RowSorter, type Level, type SortedRow, type SummaryRow, type TextRow } from './row-sorter.ts'
import { cellIn, titlesOf, type TitledColumn, type Titles } from './titles.ts'

/** An item or a sub-item as its row has it, before fields are known. */
export interface RowRecord {
  readonly level: Level
  /** Counts the records from 1. */
  readonly ordinal: number
  readonly id: string
  readonly name: string
  readonly group: string | null
  /** The item above, for sub-items. */
  readonly parent: RowRecord | null
  readonly cells: readonly {
    readonly column: TitledColumn
    readonly cell: TableCell
    readonly fill: string | undefined
  }[]
}

/** What is heard of a board besides its records. */
export interface BoardNotes extends RowNotes {
  readonly onBoard?: (row: TextRow | SummaryRow) => void
  /** Hears the first title of items: how the board calls them. */
  readonly onTitles?: (level: Level, titles: readonly string[]) => void
}

/** All records of a board in the order of its sheet. */
export async function* rowRecords(workbook: BoardWorkbook, notes: BoardNotes = {}): AsyncGenerator<RowRecord> {
  const { fidelity = null, onBoard, onTitles } = notes
  const fills = new WeakMap<Row, Map<number, string>>()
  const onFill = (row: Row, column: number, colour: string) => {
    const known = fills.get(row)
    if (known === undefined) fills.set(row, new Map([[column, colour]]))
    else known.set(column, colour)
  }
  const sorter = new RowSorter()
  const read: Partial<Record<Level, { readonly titles: Titles; readonly key: string }>> = {}
  let group: string | null = null
  let parent: RowRecord | null = null
  let ordinal = 0

  function* take(sorted: readonly SortedRow[]): Generator<RowRecord> {
    for (const each of sorted) {
      if (each.kind === 'group') group = each.text
      else if (each.kind === 'titles') {
        const key = each.titles.join('\n')
        const isNew = read[each.level]?.key !== key
        if (isNew) {
          onTitles?.(each.level, each.titles)
          read[each.level] = { key, titles: titlesOf(each.titles, each.level === 'item' ? 0 : 1, fidelity) }
        }
      } else if (each.kind === 'record') {
        const titles = read[each.level]?.titles
        if (titles === undefined) continue
        const record = recordOf(each.level, each.row, titles, ++ordinal)
        if (each.level === 'item') parent = record
        yield record
      } else onBoard?.(each)
    }
  }

  function recordOf(level: Level, row: Row, titles: Titles, count: number): RowRecord {
    const filled = fills.get(row)
    return {
      level,
      ordinal: count,
      id: titles.idAt < 0 ? '' : textOf(row[titles.idAt]),
      name: textOf(row[titles.nameAt]),
      group: level === 'item' ? group : null,
      parent: level === 'item' ? null : parent,
      cells: titles.columns.flatMap((column) => {
        const cell = cellIn(row, column)
        return textOf(cell) === '' ? [] : [{ column, cell, fill: filled?.get(column.at) }]
      }),
    }
  }

  for await (const rows of workbook.rows(workbook.board, { fidelity, onFill })) {
    for (const row of rows) yield* take(sorter.push(row))
  }
  yield* take(sorter.finish())
}
