import type { BoardColumn, BoardReader } from '@fulcrum/domain'
import { titlePart } from './lexemes.ts'

/** A text that is found, and where it stands. */
export interface SearchEntry {
  readonly row: number
  readonly part: number
  readonly source: string
  readonly text: string
}

/** Characters that are kept of a text: what stands far behind is not found. */
const maxKept = 20_000

/** The source of what is no message. */
export const noSource = '00000000-0000-0000-0000-000000000000'

/** Whether the cells of a column are found by their words: those that are written by people, as texts. */
export function isSearched(column: BoardColumn): boolean {
  return column.kind.derive === undefined && column.fields['deletedAt'] === undefined && textLanes(column).length > 0
}

/** What is found of an item by its title and its cells; nothing of one that is not live. */
export function entriesOfRow(board: BoardReader, row: number, columns: readonly BoardColumn[]): SearchEntry[] {
  if (!board.isLive(row)) return []
  const entries: SearchEntry[] = []
  const add = (part: number, text: string) => {
    const kept = keptText(text)
    if (kept !== '') entries.push({ row, part, source: noSource, text: kept })
  }
  add(titlePart, String(board.system(row, 'title') ?? ''))
  for (const column of columns) {
    const value = board.cell(row, column.number)
    if (value === null) continue
    const lanes = column.kind.toLanes(value, column.settings)
    const texts = textLanes(column).flatMap((lane) => {
      const text = lanes[lane]
      return typeof text === 'string' ? [text] : []
    })
    add(column.number, [...new Set(texts)].join(' '))
  }
  return entries
}

/** A text as the index keeps it; PostgreSQL has no place for the character zero. */
export function keptText(text: string): string {
  return text.slice(0, maxKept).toWellFormed().replaceAll('\0', '').trim()
}

function textLanes({ kind, settings }: BoardColumn): readonly string[] {
  const lanes = kind.storage(settings)
  return kind.searchLanes.filter((lane) => lanes[lane] === 'text')
}
