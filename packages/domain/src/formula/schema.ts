import type { FormulaType } from './types.ts'

/** A column as a formula may read it. */
export interface FormulaColumn {
  readonly number: number
  readonly title: string
  /** Null where formulas cannot read the kind (a button, a file). */
  readonly type: FormulaType | null
  /** The labels that there are: a text that is compared with them has to be one, and is kept by its number. */
  readonly labels?: readonly FormulaLabel[]
  /** For a column that names items of other boards: these boards. */
  readonly boards?: readonly FormulaBoard[]
  /** Deleted columns are told so, with the reason of an error. */
  readonly deleted?: boolean
}

/** A label of a column, by a number that stays when it is renamed. */
export interface FormulaLabel {
  readonly number: number
  readonly name: string
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
