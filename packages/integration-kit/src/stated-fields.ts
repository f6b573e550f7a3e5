import type { ImportField, ImportValue } from './import-source.ts'
import { StatedStock, type StatedField } from './stated-stock.ts'

/** The fields of a format that knows its own. Note every record in the first reading, then `finish`. */
export class StatedFields {
  private readonly stocks: ReadonlyMap<string, StatedStock>

  constructor(fields: readonly StatedField[]) {
    this.stocks = new Map(fields.map((field) => [field.key, new StatedStock(field)]))
  }

  /** Counts the values of a record. */
  note(values: Readonly<Record<string, ImportValue>>): void {
    for (const key of Object.keys(values)) this.stocks.get(key)?.note(values[key] ?? null)
  }

  /** Counts an entry of history with its labels, which may be gone from all records. */
  noteHistory(key: string, values: readonly (string | null)[]): void {
    this.stocks.get(key)?.noteHistory(values)
  }

  /** The fields that occur. */
  finish(): readonly ImportField[] {
    return [...this.stocks.values()].filter((stock) => stock.isThere).map((stock) => stock.finish())
  }
}
