import type { BoardReader } from './board/board-reader.ts'
import type { BoardState } from './board/board-state.ts'
import { DomainError, must } from './errors.ts'
import { sameJson } from './json.ts'
import type { Json } from './json.ts'
import { cellValue } from './patch.ts'
import type { CellColumn, CellsPatch, Patch, SystemCell } from './patch.ts'
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
  /** The states of the scopes, as they were before. */
  readonly states: ReadonlyMap<Scope, ScopeState>
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
  private whole = false

  /** All that is written belongs to a board that this change makes: it comes and goes with the board, and is not taken back by itself. */
  comesWhole(): void {
    this.whole = true
  }

  override write(): ScopeWrite {
    const write = super.write()
    if (!this.whole) return write
    return { ...write, inverse: write.inverse.filter((patch) => patch.op !== 'cells' && patch.table === 'board') }
  }

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

  /** Takes cells out of what is written so far: they stay as they are. */
  leaveOut(cells: ReadonlyMap<CellColumn, ReadonlySet<number>>): void {
    for (const patches of [this.patches, this.inverse]) {
      const kept = patches.flatMap((patch) => {
        const rows = patch.op === 'cells' ? cells.get(patch.column) : undefined
        return patch.op === 'cells' && rows ? withoutRows(patch, rows) : [patch]
      })
      patches.splice(0, patches.length, ...kept)
    }
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

  /**
   * Takes in items that leave another board with the same change, and returns their rows. Undoing it sends them away again as
   * `sendAway` does: nothing of them stays here twice.
   */
  receiveItems({ ids, place, own, cells, standIns }: Arrival): number[] {
    const first = this.reader.rowCount + this.created
    const rows = ids.map((_, index) => first + index)
    this.created += rows.length
    const set = (column: CellColumn, at: readonly number[], values: readonly Json[]) =>
      this.patches.push({ op: 'cells', column, rows: at, values })
    const back = (column: CellColumn, at: readonly number[], values: readonly Json[]) =>
      this.inverse.push({ op: 'cells', column, rows: at, values })
    set('id', rows, ids)
    back('id', rows, standIns)
    for (const [cell, values] of [...place, ...own]) set(cell, rows, values)
    for (const [cell] of own) if (cell !== 'deletedAt') back(cell, rows, [null])
    for (const { column, at, values } of cells) {
      const there = at.map((index) => must(rows[index], 'a row of an item that comes'))
      set(column, there, values)
      back(column, there, [null])
    }
    back('deletedAt', rows, [this.now])
    back('movedTo', rows, ids)
    return rows
  }

  /**
   * Sends items away to another board: their rows give up the ids, for others that nothing has, and all that they said. What was
   * known of their places stays, so that undoing it finds them where they were.
   */
  sendAway(rows: readonly number[], standIns: readonly string[]): void {
    const { reader } = this
    this.setCells('deletedAt', rows, [this.now])
    for (const { number, lanes } of reader.columns()) {
      const filled = lanes.some(({ own }) => own) ? rows.filter((row) => reader.cell(row, number) !== null) : []
      if (filled.length > 0) this.setCells(number, filled, [null])
    }
    for (const cell of ['aliases', 'title'] as const) {
      const filled = rows.filter((row) => reader.system(row, cell) !== null)
      if (filled.length > 0) this.setCells(cell, filled, [null])
    }
    this.setCells(
      'movedTo',
      rows,
      rows.map((row) => reader.system(row, 'id')),
    )
    // The last: until here the items are known by their ids.
    this.setCells('id', rows, standIns)
  }
}

function withoutRows(patch: CellsPatch, rows: ReadonlySet<number>): CellsPatch[] {
  const kept = patch.rows.flatMap((row, index) => (rows.has(row) ? [] : [index]))
  if (kept.length === 0) return []
  const values = patch.values.length === 1 ? patch.values : kept.map((index) => cellValue(patch, index))
  return [{ ...patch, rows: kept.map((index) => patch.rows[index] ?? 0), values }]
}

/** What items bring along: a value for each of them, and cells of those that have any. */
export interface Arrival {
  readonly ids: readonly string[]
  /** Their places here and what stays when they leave: one value an item. */
  readonly place: readonly (readonly [SystemCell, readonly Json[]])[]
  /** What an item takes with it, beside its columns: one value an item. */
  readonly own: readonly (readonly [SystemCell, readonly Json[]])[]
  /** Cells by the position of their items. */
  readonly cells: readonly {
    readonly column: number
    readonly at: readonly number[]
    readonly values: readonly Json[]
  }[]
  /** Ids for the rows where they leave this board again. */
  readonly standIns: readonly string[]
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
