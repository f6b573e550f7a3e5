import { must } from '@fulcrum/domain'
import type { BoardState, BoardViewSpec, FilterSpec } from '@fulcrum/domain'
import type { LabelSettings } from '@fulcrum/columns'
import { labelNamed } from '@fulcrum/columns'

/** A saved view of a sample board; it names columns by title. */
export interface DemoView {
  readonly name: string
  readonly spec: (columns: DemoColumns) => BoardViewSpec
}

/** The columns of a sample board as views name them. */
export interface DemoColumns {
  number(title: string): number
  /** Items whose label is one of these, or none of them. */
  is(title: string, ...labels: readonly string[]): FilterSpec
  isNot(title: string, ...labels: readonly string[]): FilterSpec
}

/** The columns of a board, for its views. */
export function columnsOf(board: BoardState): DemoColumns {
  const column = (title: string) =>
    must(
      board.columns().find((candidate) => candidate.title === title),
      `the column ${title}`,
    )
  const condition =
    (operator: string) =>
    (title: string, ...labels: readonly string[]) => {
      const { number, settings } = column(title)
      // @NOTE sample boards ask this of columns with labels only.
      const value = labels.map((name) => must(labelNamed(settings as unknown as LabelSettings, name)).number)
      return { column: number, operator, value }
    }
  return { number: (title) => column(title).number, is: condition('is'), isNot: condition('is-not') }
}
