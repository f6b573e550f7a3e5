import type { BoardReader } from './board/board-reader.ts'
import type { BoardState } from './board/board-state.ts'
import { DomainError, must } from './errors.ts'
import { sameJson } from './json.ts'
import type { Json } from './json.ts'
import type { CellColumn, Patch, SystemCell } from './patch.ts'
import type { Fields } from './record.ts'
import { checkFields } from './record.ts'
import type { Scope } from './scope.ts'
import { scopeId, scopeKind, scopeOf } from './scope.ts'
import type { ScopeReader, ScopeState } from './state.ts'
import { recordTable } from './tables.ts'

/** What a command did to one scope. */
export interface ScopeWrite {
  readonly scope: Scope
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

/**
 * What a command writes with. Nothing is applied while it runs: reads show the states as they were, and `writes()` gives the
 * patches with the inverse that undo uses.
 */
export class Transaction {
  private readonly states: ReadonlyMap<Scope, ScopeState>
  private readonly writers = new Map<Scope, ScopeWriter>()
  private readonly now: number

  constructor(states: ReadonlyMap<Scope, ScopeState>, now: number) {
    this.states = states
    this.now = now
  }

  /** The writer of a scope that the command declared. */
  scope(scope: Scope): ScopeWriter {
    const known = this.writers.get(scope)
    if (known) return known
    const writer = new ScopeWriter(must(this.states.get(scope), `the declared scope ${scope}`), this.now)
    this.writers.set(scope, writer)
    return writer
  }

  /** The writer of a board that the command declared. */
  board(boardId: string): BoardWriter {
    const scope = scopeOf('board', boardId)
    const known = this.writers.get(scope)
    if (known) return known as BoardWriter
    // @NOTE the scope's kind says that its state is a board's.
    const writer = new BoardWriter(must(this.states.get(scope), `the declared board ${scope}`) as BoardState, this.now)
    this.writers.set(scope, writer)
    return writer
  }

  /** The boards that are here, by id: those that the command declared and those that it looks at beyond. */
  boards(): ReadonlyMap<string, BoardReader> {
    const boards = new Map<string, BoardReader>()
    for (const [scope, state] of this.states) {
      // @NOTE the scope's kind says that its state is a board's.
      if (scopeKind(scope) === 'board') boards.set(scopeId(scope), state as BoardState)
    }
    return boards
  }

  writes(): ScopeWrite[] {
    return [...this.writers.values()].map((writer) => writer.write()).filter((write) => write.patches.length > 0)
  }
}

/** Writes the records of one scope. */
export class ScopeWriter {
  readonly reader: ScopeReader
  protected readonly now: number
  protected readonly patches: Patch[] = []
  protected readonly inverse: Patch[] = []

  constructor(reader: ScopeReader, now: number) {
    this.reader = reader
    this.now = now
  }

  /** Makes a record. Its undo marks it deleted where the table can, so that what came to hang on it stays whole. */
  create(table: string, id: string, fields: Fields): void {
    const definition = must(recordTable(table), `table ${table}`)
    checkFields(definition, fields)
    if (this.reader.record(table, id)) throw new DomainError('conflict', `This ${table} exists already.`, { table, id })
    this.patches.push({ op: 'put', table, id, fields })
    const soft = 'deletedAt' in definition.fields
    this.inverse.push(soft ? { op: 'put', table, id, fields: { deletedAt: this.now } } : { op: 'drop', table, id })
  }

  /** Sets fields of a record that exists. Fields that are so already are left out. */
  put(table: string, id: string, fields: Fields): void {
    const before = must(this.reader.record(table, id), `${table} ${id}`)
    checkFields(must(recordTable(table), `table ${table}`), fields)
    const changed = Object.entries(fields).filter(([field, value]) => !sameJson(before[field] ?? null, value))
    if (changed.length === 0) return
    const old = Object.fromEntries(changed.map(([field]) => [field, before[field] ?? null]))
    this.patches.push({ op: 'put', table, id, fields: Object.fromEntries(changed) })
    this.inverse.push({ op: 'put', table, id, fields: old })
  }

  /** Sets fields of a record for good: what stood there is kept nowhere. */
  erase(table: string, id: string, fields: Fields): void {
    must(this.reader.record(table, id), `${table} ${id}`)
    checkFields(must(recordTable(table), `table ${table}`), fields)
    this.patches.push({ op: 'put', table, id, fields })
  }

  /** Removes a record that no one refers to (a membership, a favourite). */
  drop(table: string, id: string): void {
    const before = must(this.reader.record(table, id), `${table} ${id}`)
    this.patches.push({ op: 'drop', table, id })
    this.inverse.push({ op: 'put', table, id, fields: before })
  }

  write(): ScopeWrite {
    return { scope: this.reader.scope, patches: this.patches, inverse: [...this.inverse].reverse() }
  }
}

/** Writes a board: its records, and its items as cells. */
export class BoardWriter extends ScopeWriter {
  declare readonly reader: BoardReader
  private created = 0

  /** Sets cells of a column or a system column. Of a row that is named twice the last value counts. */
  setCells(column: CellColumn, givenRows: readonly number[], givenValues: readonly Json[]): void {
    const { rows, values } = eachRowOnce(givenRows, givenValues)
    const old = rows.map((row) =>
      typeof column === 'number' ? this.reader.cell(row, column) : this.reader.system(row, column),
    )
    this.patches.push({ op: 'cells', column, rows, values })
    this.inverse.push({ op: 'cells', column, rows, values: old })
  }

  /** Sets cells with no way back: those of items that this very transaction makes, or whose values are to be forgotten. */
  fillCells(column: CellColumn, rows: readonly number[], values: readonly Json[]): void {
    this.patches.push({ op: 'cells', column, rows, values })
  }

  /**
   * Makes items and returns their rows. Each entry has one value an item. Undoing it deletes them, which keeps what others
   * have written on them meanwhile.
   */
  createItems(count: number, cells: readonly (readonly [CellColumn, readonly Json[]])[]): number[] {
    const first = this.reader.rowCount + this.created
    const rows = Array.from({ length: count }, (_, index) => first + index)
    this.created += count
    for (const [column, values] of cells) this.patches.push({ op: 'cells', column, rows, values })
    this.inverse.push({ op: 'cells', column: 'deletedAt' satisfies SystemCell, rows, values: [this.now] })
    return rows
  }
}

/** A patch names a row once: what stores it writes all of its rows at once. */
function eachRowOnce(rows: readonly number[], values: readonly Json[]) {
  const last = new Map(rows.map((row, index) => [row, index]))
  if (last.size === rows.length) return { rows, values }
  const kept = [...last]
  return {
    rows: kept.map(([row]) => row),
    values: values.length === 1 ? values : kept.map(([, index]) => values[index] ?? null),
  }
}
