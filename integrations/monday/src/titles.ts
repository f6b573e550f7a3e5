import { titleColumns, type FidelityLog, type TableCell } from '@fulcrum/integration-kit'
import { textOf, type Row } from './cells.ts'
import { idPlace } from './row-sorter.ts'

/** One column under a row of titles, or two that are one. */
export interface TitledColumn {
  readonly title: string
  readonly at: number
  /** Where the last days stand, if this is a timeline. */
  readonly endAt: number | null
}

/** How the records below a row of titles are read. */
export interface Titles {
  readonly nameAt: number
  /** -1 where the export has no ids. */
  readonly idAt: number
  readonly columns: readonly TitledColumn[]
}

const start = /^(.*\S)\s*-\s*start$/i
const end = /^(.*\S)\s*-\s*end$/i

/** What a row of titles says. Names of sub-items stand in the second column. */
export function titlesOf(titles: readonly string[], nameAt: number, fidelity: FidelityLog | null): Titles {
  const idAt = idPlace(titles)
  const named = titleColumns(titles)
  const pairs = pairsOf(titles)
  const ends = new Set(pairs.values())
  const columns: TitledColumn[] = []
  named.forEach(({ title, key, change }, at) => {
    if (at === idAt || at <= nameAt || ends.has(at)) return
    if (change === 'repeated') fidelity?.add(key, 'column-repeated', `${titles[at] ?? ''} → ${title}`)
    if (change === 'untitled') fidelity?.add(key, 'column-untitled', title)
    const endAt = pairs.get(at) ?? null
    columns.push({ title: endAt === null ? title : (start.exec(titles[at] ?? '')?.[1] ?? title), at, endAt })
  })
  return { nameAt, idAt, columns }
}

/** Where the first days of timelines stand, with the place of their last days. */
function pairsOf(titles: readonly string[]): ReadonlyMap<number, number> {
  const stems = titles.map((title) => end.exec(title.trim())?.[1]?.toLowerCase())
  const pairs = new Map<number, number>()
  titles.forEach((title, at) => {
    const endAt = stems.indexOf(start.exec(title.trim())?.[1]?.toLowerCase() ?? '')
    if (endAt >= 0) pairs.set(at, endAt)
  })
  return pairs
}

/** What stands in a column; two days as one text. */
export function cellIn(row: Row, { at, endAt }: TitledColumn): TableCell {
  const cell = row[at] ?? null
  if (endAt === null) return cell
  const last = row[endAt] ?? null
  if (textOf(cell) === '' || textOf(last) === '') return textOf(cell) === '' ? last : cell
  return `${textOf(cell)} - ${textOf(last)}`
}

/** The title of the column in which items list the names of their sub-items. */
export const namesOfSubItems = /^sub-?items?$/i
