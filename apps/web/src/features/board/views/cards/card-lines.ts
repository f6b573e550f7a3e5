import type { CardSize } from '@fulcrum/domain'
import type { SectionInfo } from '../../model/sections.ts'

/** What lies beside each other: rows of the board, or the place where a new card is made. */
export type Cell = number | 'add'

/** A line of the gallery: the head of a section, or cards of one beside each other. */
export type CardLine =
  | { readonly id: string; readonly head: SectionInfo }
  | { readonly id: string; readonly section: string; readonly cells: readonly Cell[] }

/** A section as it lies in the gallery. */
export interface CardSection {
  readonly info: SectionInfo
  readonly rows: ArrayLike<number>
  readonly isShut: boolean
}

/** As wide as a card of each size is at least. */
const WIDE_PX: { readonly [size in CardSize]: number } = { small: 150, normal: 230, large: 330 }

const GAP_PX = 12

/** How many cards of a size lie beside each other; one at least. */
export function cardsAcross(widthPx: number, size: CardSize): number {
  return Math.max(1, Math.floor((widthPx + GAP_PX) / (WIDE_PX[size] + GAP_PX)))
}

/** The sections as lines of so many cards; behind the last card of each is the place for a new one, where one may be made. */
export function cardLines(sections: readonly CardSection[], across: number, mayAdd: boolean): CardLine[] {
  return sections.flatMap(({ info, rows, isShut }): CardLine[] => {
    const { id } = info
    const head: CardLine = { id: `head-${id}`, head: info }
    if (isShut) return [head]
    const cells: Cell[] = Array.from(rows)
    if (mayAdd) cells.push('add')
    const lines: CardLine[] = []
    for (let at = 0; at < cells.length; at += across) {
      const part = cells.slice(at, at + across)
      // What is being typed for the next card outlives that the line goes on.
      lines.push({ id: `${id}/${part.includes('add') ? 'add' : at}`, section: id, cells: part })
    }
    return [head, ...lines]
  })
}

/**
 * The row of the card that an arrow key leads to from another one: to the one before or behind, or to the same place of the
 * line above or below, over the borders of sections; at a shorter line to its last card. Undefined at the ends.
 */
export function rowBeside(
  lines: readonly CardLine[],
  row: number,
  { across, down }: { readonly across: number; readonly down: number },
): { readonly row: number; readonly line: number } | undefined {
  const grid = lines.flatMap((line, index) => {
    const rows = 'cells' in line ? line.cells.flatMap((cell) => (cell === 'add' ? [] : [cell])) : []
    return rows.length === 0 ? [] : [{ line: index, rows }]
  })
  const at = grid.findIndex(({ rows }) => rows.includes(row))
  const here = grid[at]
  if (here === undefined) return undefined
  if (down !== 0) {
    const there = grid[at + down]
    const found = there?.rows[Math.min(here.rows.indexOf(row), there.rows.length - 1)]
    return there === undefined || found === undefined ? undefined : { row: found, line: there.line }
  }
  const next = here.rows[here.rows.indexOf(row) + across]
  if (next !== undefined) return { row: next, line: here.line }
  const there = grid[at + across]
  const found = across > 0 ? there?.rows[0] : there?.rows.at(-1)
  return there === undefined || found === undefined ? undefined : { row: found, line: there.line }
}

/** Where a card comes to stand that goes on by so many places within its section. */
export interface NextPlace {
  /** The row behind which it stands then; undefined at the front. */
  readonly after: number | undefined
  /** Counted from 1. */
  readonly place: number
}

/** The place by so many before or behind that of a card; undefined beyond the ends. */
export function placeBy(rows: readonly number[], row: number, by: number): NextPlace | undefined {
  const from = rows.indexOf(row)
  const at = from + by
  if (from < 0 || by === 0 || at < 0 || at >= rows.length) return undefined
  return { after: rows.filter((other) => other !== row)[at - 1], place: at + 1 }
}
