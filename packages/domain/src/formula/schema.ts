import type { FormulaType } from './types.ts'

/** A column as a formula may read it. */
export interface FormulaColumn {
  readonly number: number
  readonly title: string
  /** Null where formulas cannot read the kind (a button, a file). */
  readonly type: FormulaType | null
  /** The labels that are there, so that a text that is compared with them can be checked. */
  readonly labels?: readonly string[]
  /** For a column that names items of other boards: these boards. */
  readonly boards?: readonly FormulaBoard[]
  /** Deleted columns are told so, with the reason of an error. */
  readonly deleted?: boolean
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
