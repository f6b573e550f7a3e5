import { textOf, textsOf, type Row } from './cells.ts'

/** What a row of the sheet is. Rows of titles say how the rows below them are read. */
export type SortedRow =
  | TextRow
  | { readonly kind: 'group'; readonly text: string }
  | { readonly kind: 'titles'; readonly level: Level; readonly titles: readonly string[] }
  | { readonly kind: 'record'; readonly level: Level; readonly row: Row }
  | SummaryRow

/** The board's own title, and what else stands above the first group. */
export interface TextRow {
  readonly kind: 'board' | 'above'
  readonly text: string
}

export interface SummaryRow {
  readonly kind: 'summary'
  readonly row: Row
}

/** Items stand in the groups of a board, sub-items below them. */
export type Level = 'item' | 'subitem'

const idTitle = /^item id(?: \(auto generated\))?$/i
const blockTitle = /^sub-?items$/i
const longId = /^\d{4,}$/

/** Where the ids of items stand below these titles, or -1. */
export function idPlace(titles: readonly string[]): number {
  const made = titles.findLastIndex((title) => /^item id \(auto generated\)$/i.test(title))
  return made >= 0 ? made : titles.findIndex((title) => idTitle.test(title))
}

/**
 * Tells what each row of a board's sheet is:
 *
 *     the board's title; lines of its description
 *     the title of a group
 *     Name | Subitems | Status | ... | Item ID (auto generated)      again for every group
 *     an item
 *     Subitems | Name | Owner | ... | Item ID (auto generated)       where the item has some, with titles of their own
 *              | a sub-item
 *              |        |  3 | what the rows of a group come to
 *
 * A row with one text in it is a title only if titles follow; so each such row waits for the next one.
 */
export class RowSorter {
  private titles: readonly string[] | null = null
  private idAt = -1
  private subTitles: readonly string[] | null = null
  private subIdAt = -1
  private waitsForSubTitles = false
  private waiting: Row | null = null
  private hasBoard = false

  /** Takes the next row; returns what is certain now, in order. */
  push(row: Row): readonly SortedRow[] {
    const texts = textsOf(row)
    if (texts.length === 0) return []
    const [first = ''] = texts
    if (this.isTitles(texts)) return this.takeTitles(texts)
    if (this.titles !== null && this.isSubTitles(texts)) {
      const before = this.settle()
      if (texts.length === 1) {
        this.waitsForSubTitles = true
        this.subTitles = null
        return before
      }
      this.waitsForSubTitles = false
      this.subTitles = texts
      this.subIdAt = idPlace(texts)
      return [...before, { kind: 'titles', level: 'subitem', titles: texts }]
    }
    if (texts.length === 1 && first !== '') {
      const before = this.settle()
      this.waiting = row
      return before
    }
    const before = this.settle()
    if (this.titles === null) return [...before, { kind: 'above', text: texts.filter((text) => text !== '').join(' ') }]
    if (first !== '') {
      this.subTitles = null
      return [...before, { kind: 'record', level: 'item', row }]
    }
    return [...before, this.isSubItem(texts) ? { kind: 'record', level: 'subitem', row } : { kind: 'summary', row }]
  }

  /** Call behind the last row. */
  finish(): readonly SortedRow[] {
    return this.settle()
  }

  private takeTitles(texts: readonly string[]): readonly SortedRow[] {
    const { waiting } = this
    this.waiting = null
    const name = textOf(waiting?.[0])
    // A lone row above the first titles is the board's own.
    const isBoard = !this.hasBoard && this.titles === null
    this.hasBoard = true
    this.titles = texts
    this.idAt = idPlace(texts)
    this.subTitles = null
    const above: SortedRow[] = waiting === null ? [] : [{ kind: isBoard ? 'board' : 'group', text: name }]
    return [...above, { kind: 'titles', level: 'item', titles: texts }]
  }

  /** What the waiting row is, now that no titles follow it. */
  private settle(): readonly SortedRow[] {
    const { waiting } = this
    if (waiting === null) return []
    this.waiting = null
    const text = textOf(waiting[0])
    if (this.titles === null) {
      const kind = this.hasBoard ? 'above' : 'board'
      this.hasBoard = true
      return [{ kind, text }]
    }
    this.subTitles = null
    // Where items have ids, a text alone is none of them.
    return this.idAt >= 0 ? [{ kind: 'group', text }] : [{ kind: 'record', level: 'item', row: waiting }]
  }

  private isTitles(texts: readonly string[]): boolean {
    const [first = ''] = texts
    if (first === '' || blockTitle.test(first)) return false
    const known = this.titles
    if (known !== null) return texts.length === known.length && texts.every((text, at) => text === known[at])
    if (/^name$/i.test(first)) return true
    const others = texts.slice(1).filter((text) => text !== '')
    return others.length > 0 && (idPlace(texts) > 0 || blockTitle.test(texts[1] ?? ''))
  }

  private isSubTitles(texts: readonly string[]): boolean {
    const [first = '', second = ''] = texts
    if (blockTitle.test(first)) return texts.length === 1 || second !== ''
    if (this.waitsForSubTitles) return first === '' && second !== ''
    // In other languages the block is called otherwise, but its titles have an id and the first title of items.
    return first !== '' && second === this.titles?.[0] && idPlace(texts) > 1
  }

  private isSubItem(texts: readonly string[]): boolean {
    if (this.subTitles === null) return false
    const [, name = ''] = texts
    return this.subIdAt >= 0 ? longId.test(texts[this.subIdAt] ?? '') : name !== ''
  }
}
