import type { FormulaType } from './types.ts'

/** A column as a formula may read it. */
export interface FormulaColumn {
  readonly number: number
  readonly title: string
  /** Null where formulas cannot read the kind (a button, a file). */
  readonly type: FormulaType | null
  /** The labels that there are: a text that is compared with them has to be one, and is kept by its number. */
  readonly labels?: readonly FormulaLabel[]
  /** Where its cells are those of a column of another board, as texts: that column. */
  readonly shown?: ShownColumn
  /** For a column that names items of other boards: these boards. */
  readonly boards?: readonly FormulaBoard[]
  /** Deleted columns are told so, with the reason of an error. */
  readonly deleted?: boolean
}

/** A column of another board that a column of this one shows. Its cells may hold several texts, so that not each is a label. */
export interface ShownColumn {
  readonly through: number
  readonly board: string
  readonly column: number
  readonly labels: readonly FormulaLabel[]
}

/** A label of a column, by a number that stays when it is renamed. */
export interface FormulaLabel {
  readonly number: number
  readonly name: string
  /** The label that it became: what names it from another board names that one. */
  readonly mergedInto?: number
}

/** A board at the other end of a connection. */
export interface FormulaBoard {
  readonly id: string
  readonly title: string
  readonly columns: readonly FormulaColumn[]
}

/** What a formula can name. Sub-items have the columns of their board. */
export interface FormulaSchema {
  readonly columns: readonly FormulaColumn[]
}
