import { must } from '@fulcrum/domain'
import type { BoardState, BoardViewSpec, FilterSpec } from '@fulcrum/domain'
import type { LabelSettings } from '@fulcrum/columns'
import { labelNamed } from '@fulcrum/columns'

/** A saved view of a sample board; it names columns by title. */
export interface DemoView {
  readonly name: string
  /** How it shows the board; a table where nothing is said. */
  readonly kind?: string
  readonly spec: (columns: DemoColumns) => BoardViewSpec
}

/** The columns of a sample board as views name them. */
export interface DemoColumns {
  number(title: string): number
  /** Items whose label is one of these, or none of them. */
  is(title: string, ...labels: readonly string[]): FilterSpec
  isNot(title: string, ...labels: readonly string[]): FilterSpec
  /** The numbers of labels. */
  labels(title: string, ...labels: readonly string[]): readonly number[]
}

/** The columns of a board, for its views. */
export function columnsOf(board: BoardState): DemoColumns {
  const column = (title: string) =>
    must(
      board.columns().find((candidate) => candidate.title === title),
      `the column ${title}`,
    )
  const labels: DemoColumns['labels'] = (title, ...names) => {
    const { settings } = column(title)
    // @NOTE sample boards ask this of columns with labels only.
    return names.map((name) => must(labelNamed(settings as unknown as LabelSettings, name)).number)
  }
  const condition =
    (operator: string) =>
    (title: string, ...names: readonly string[]) => ({
      column: column(title).number,
      operator,
      value: [...labels(title, ...names)],
    })
  return { number: (title) => column(title).number, is: condition('is'), isNot: condition('is-not'), labels }
}
