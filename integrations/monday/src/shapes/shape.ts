import type { FieldGuess, ImportValue, TableCell } from '@fulcrum/integration-kit'
import type { ColumnStock } from '../column-stock.ts'

/** What is known besides the column itself. */
export interface ShapeContext {
  /** How short dates are written, where the file or a person tells. */
  readonly dayFirst: boolean | undefined
}

/** A way in which the board's export writes the values of one kind of column. */
export interface Shape {
  /** The guess for a column that is written so, else null. Shapes are asked in the order of their list. */
  guess(stock: ColumnStock, context: ShapeContext): FieldGuess | null
  /** The value in a cell that is not empty. */
  read(cell: TableCell): ImportValue
}
