import type { BoardState } from '@fulcrum/domain'
import { itemKey } from '@fulcrum/domain'
import type { GridWrap } from '@fulcrum/ui'
import type { Layout } from './layout.ts'
import { linesOfText, maxLines } from './wrapped-text.ts'

/** What stands beside a title in its cell, in pixels: a letter of the key, what is between parts, a mark, the indent of a sub-item. */
const KEY_LETTER_PX = 6.7
const GAP_PX = 8
const MARK_PX = 30
const INDENT_PX = 22

/** Sub-items come and go without a change of their item. */
const HAS_SUB_ITEMS = 128

/**
 * How many lines the texts of rows have where columns wrap. Each row is looked at once, and again when it changed; a section's
 * lines are the same array for as long as no row in it has other ones.
 */
export class RowLines {
  readonly #state: BoardState
  #wrapped: readonly GridWrap[] = []
  /** By row; 0 where it is not known, and with `HAS_SUB_ITEMS` where it was counted beside the mark of those. */
  #counts = new Uint8Array(0)
  #changed = new Set<number>()
  #layout: Layout | null = null
  readonly #sections = new Map<number, Uint8Array>()

  constructor(state: BoardState) {
    this.#state = state
  }

  /** A row has other texts, maybe. */
  forget(row: number): void {
    if ((this.#counts[row] ?? 0) !== 0) this.#changed.add(row)
  }

  forgetAll(): void {
    this.#counts.fill(0)
    this.#changed.clear()
    this.#sections.clear()
  }

  /** The lines of a section of the layout, whose top rows are these. */
  of(layout: Layout, sectionIndex: number, wrapped: readonly GridWrap[], rows: ArrayLike<number>): Uint8Array {
    if (!sameWraps(this.#wrapped, wrapped)) this.forgetAll()
    this.#wrapped = wrapped
    if (this.#lookAgain() || layout !== this.#layout) this.#sections.clear()
    this.#layout = layout
    const known = this.#sections.get(sectionIndex)
    if (known !== undefined) return known
    const lines = layout.sections[sectionIndex]?.lines
    const made = new Uint8Array(rows.length + (lines?.extra ?? 0))
    for (let line = 0; line < made.length; line += 1) {
      const at = lines?.at(line) ?? { topIndex: line }
      made[line] = 'row' in at ? this.#count(at.row, at.depth) : this.#known(rows[at.topIndex] ?? 0)
    }
    this.#sections.set(sectionIndex, made)
    return made
  }

  /** Whether one of the rows that changed has other lines. */
  #lookAgain(): boolean {
    let differs = false
    for (const row of this.#changed) {
      const count = this.#count(row, 0) | this.#subItems(row)
      if (count !== this.#counts[row]) differs = true
      this.#counts[row] = count
    }
    this.#changed.clear()
    return differs
  }

  #known(row: number): number {
    if (row >= this.#counts.length) {
      const more = new Uint8Array(Math.max(this.#state.rowCount, row + 1))
      more.set(this.#counts)
      this.#counts = more
    }
    const known = this.#counts[row] ?? 0
    const subItems = this.#subItems(row)
    if (known !== 0 && (known & HAS_SUB_ITEMS) === subItems) return known & ~HAS_SUB_ITEMS
    const count = this.#count(row, 0)
    this.#counts[row] = count | subItems
    return count
  }

  #subItems(row: number): number {
    return this.#state.children(row).some((child) => this.#state.isLive(child)) ? HAS_SUB_ITEMS : 0
  }

  #count(row: number, depth: number): number {
    let most = 1
    for (const { columnId, widthPx } of this.#wrapped) {
      if (most >= maxLines) break
      const text = this.#text(columnId, row)
      if (text === '') continue
      const width = columnId === 'title' ? widthPx - this.#beside(row, depth) : widthPx
      most = Math.max(most, linesOfText(text, width))
    }
    return most
  }

  #text(columnId: string, row: number): string {
    const { items } = this.#state
    if (columnId === 'title') return String(items.get('title', row) ?? '')
    const column = this.#state.column(Number(columnId))
    const lane = column?.lanes.find(({ name }) => name === column.kind.wraps)
    const text = lane !== undefined && items.hasLane(lane.key) ? items.get(lane.key, row) : null
    return typeof text === 'string' ? text.trim() : ''
  }

  /** The room that a title leaves to what stands beside it. */
  #beside(row: number, depth: number): number {
    const key = itemKey(String(this.#state.board['prefix'] ?? ''), row)
    const marks = Number(Number(this.#state.items.get('updates', row) ?? 0) > 0) + Number(this.#subItems(row) > 0)
    return key.length * KEY_LETTER_PX + GAP_PX + marks * (MARK_PX + GAP_PX) + depth * INDENT_PX
  }
}

function sameWraps(left: readonly GridWrap[], right: readonly GridWrap[]): boolean {
  return (
    left === right ||
    (left.length === right.length &&
      left.every(({ columnId, widthPx }, at) => columnId === right[at]?.columnId && widthPx === right[at].widthPx))
  )
}
