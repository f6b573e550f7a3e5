import type { CellColumn } from '../patch.ts'
import type { FormulaError, FormulaValue } from './value.ts'

/** A cell that a formula can name: a column by its number, a system cell, or the item's key (`ENG-12`). */
export type FormulaField = CellColumn | 'key'

/** The days on which the account works, and where it is. */
export interface FormulaCalendar {
  readonly timeZone: string
  /** Weekdays without work, Monday is 1 and Sunday 7. */
  readonly weekend: readonly number[]
  /** Days without work, in ascending order. */
  readonly holidays: readonly number[]
}

/**
 * Where a formula gets everything from. Values are of the types that the schema said, or errors (`REF` for what was
 * deleted, `ACCESS` for what may not be seen, `CYCLE`); an empty cell is null, never an empty text or list.
 */
export interface FormulaReader {
  cell(row: number, field: FormulaField): FormulaValue
  /** The same for many rows: what reads the cells of one field. */
  cells?(field: FormulaField): (row: number) => FormulaValue
  /** One entry for each sub-item, in the order of their rows. */
  children(row: number, field: FormulaField): readonly FormulaValue[] | FormulaError
  /** One entry for each item below, at any depth: each item is followed by those below it. */
  below(row: number, field: FormulaField): readonly FormulaValue[] | FormulaError
  /** One entry for each item of `board` that the cell in column `through` names. */
  linked(row: number, through: number, board: string, field: FormulaField): readonly FormulaValue[] | FormulaError
  /** The account's day; null while it is not known. */
  readonly today: number | null
  readonly calendar: FormulaCalendar
}
