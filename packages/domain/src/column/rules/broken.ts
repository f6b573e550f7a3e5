import { BoardState } from '../../board/board-state.ts'
import type { CommandEnv, States } from '../../command.ts'
import { DomainError } from '../../errors.ts'
import { asideCells, standingCells } from '../../item/set-aside.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import { cellValue } from '../../patch.ts'
import type { CellColumn, Patch, SystemCell } from '../../patch.ts'
import type { ScopeWrite } from '../../transaction.ts'
import type { PatternBudget } from './pattern.ts'
import { choicesIn, countStanding, isFinished } from './limits.ts'
import { asksAtStart, boardRules, isEntered, isFor } from './rules.ts'
import type { BoardRules, RuledColumn, RuleName } from './rules.ts'
import { allowedRules } from './allowed.ts'
import { uniqueKey } from './unique-index.ts'
import { uniqueIndex } from './unique-indexes.ts'
import { brokenByValue } from './values.ts'
import type { RuleCase } from './words.ts'

/** A cell that would break a rule of its column. */
export interface Broken {
  readonly board: BoardState
  readonly column: RuledColumn
  readonly rule: RuleName
  readonly row: number
  /** What was written that breaks it: the cell itself, the status that asks for it, or the item that comes back. */
  readonly by: CellColumn
  /** The value that would stand there. */
  readonly value: Json
  /** The row of another item that has the value already. */
  readonly other?: number
  /** Of a limit: how many stand there besides those that come, and how many come. */
  readonly full?: RuleCase['full']
}

/** Patterns of one command may take this much work: some milliseconds. */
const patternBudget = 3_000_000

/**
 * The cells that break a rule once these writes are done: those that they change, those of items that they make or bring back
 * from the trash, and those that have to be filled where an item's status changes. What stands there already and is not touched
 * is asked nothing.
 */
export function brokenBy(states: States, writes: readonly ScopeWrite[], later?: CommandEnv['later']): Broken[] {
  const broken: Broken[] = []
  const budget = { left: patternBudget }
  for (const { scope, patches } of writes) {
    const board = states.get(scope)
    const rules = board instanceof BoardState ? boardRules(board) : null
    if (board instanceof BoardState && rules !== null)
      findBroken(new Written(board, rules, patches), { budget, later }, broken)
  }
  return broken
}

/** The cells that say where an item stands in a column. */
function placing({ number, finishing }: RuledColumn): readonly CellColumn[] {
  return [number, ...(finishing === null ? [] : [finishing.number]), ...standingCells]
}

/** What writes do to the cells that rules look at. */
class Written {
  readonly board: BoardState
  readonly rules: BoardRules
  /** Items that are made; those that go to the trash at once are none. */
  readonly made = new Set<number>()
  /** Items that come out of the trash. */
  readonly restored = new Set<number>()
  readonly trashed = new Set<number>()
  private readonly cells = new Map<CellColumn, Map<number, Json>>()

  constructor(board: BoardState, rules: BoardRules, patches: readonly Patch[]) {
    this.board = board
    this.rules = rules
    const looked = new Set<CellColumn>(['createdAt', ...standingCells])
    for (const { number, finishing } of rules.columns) {
      looked.add(number)
      if (finishing !== null) looked.add(finishing.number)
    }
    for (const number of rules.waitingFor.keys()) looked.add(number)
    for (const patch of patches) {
      if (patch.op !== 'cells' || !looked.has(patch.column)) continue
      const cells = this.cells.get(patch.column) ?? new Map<number, Json>()
      this.cells.set(patch.column, cells)
      patch.rows.forEach((row, index) => cells.set(row, cellValue(patch, index)))
    }
    for (const [row, deletedAt] of this.cells.get('deletedAt') ?? []) {
      if (deletedAt !== null) this.trashed.add(row)
      else if (board.exists(row) && board.system(row, 'deletedAt') !== null) this.restored.add(row)
    }
    for (const [row, createdAt] of this.cells.get('createdAt') ?? []) {
      if (createdAt !== null && !board.exists(row) && !this.trashed.has(row)) this.made.add(row)
    }
  }

  /** Rows whose cell of a column becomes something else. */
  *changed(column: number): Iterable<number> {
    for (const [row, value] of this.cells.get(column) ?? []) {
      if (this.isTrashed(row)) continue
      if (this.made.has(row) || !sameJson(value, this.board.cell(row, column))) yield row
    }
  }

  writes(column: number, row: number): boolean {
    return this.cells.get(column)?.has(row) === true
  }

  cell(row: number, column: number): Json {
    const written = this.cells.get(column)?.get(row)
    return written === undefined ? this.board.cell(row, column) : written
  }

  /** Rows of which it is written where they stand, or whether they are there at all. */
  *placed(column: RuledColumn): Iterable<number> {
    const seen = new Set<number>()
    for (const cell of [...placing(column), 'createdAt'] as const) {
      for (const row of this.cells.get(cell)?.keys() ?? []) {
        if (seen.has(row)) continue
        seen.add(row)
        yield row
      }
    }
  }

  /** What a live item without a parent, which is not finished, has in a column now; null for any other row. */
  standsIn(row: number, { number, finishing }: RuledColumn): Json {
    const { board } = this
    if (!board.exists(row) || !board.isLive(row) || board.system(row, 'parent') !== null) return null
    if (finishing !== null && isFinished(finishing, board.cell(row, finishing.number))) return null
    return board.cell(row, number)
  }

  /** The same once these writes are done. */
  willStandIn(row: number, { number, finishing }: RuledColumn): Json {
    const { board } = this
    const isThere = this.made.has(row) || board.exists(row)
    if (
      !isThere ||
      this.isTrashed(row) ||
      asideCells.some((cell) => this.system(row, cell) !== null) ||
      this.isSubItem(row)
    )
      return null
    if (finishing !== null && isFinished(finishing, this.cell(row, finishing.number))) return null
    const group = board.group(Number(this.system(row, 'group')))
    // A group that is made by the same writes is not known yet, and is there.
    return group?.['deletedAt'] === undefined ? this.cell(row, number) : null
  }

  /** The cell by which an item comes to where it will stand. */
  comesBy(row: number, column: RuledColumn): CellColumn {
    return placing(column).find((cell) => this.cells.get(cell)?.has(row) === true) ?? 'createdAt'
  }

  private system(row: number, cell: SystemCell): Json {
    const written = this.cells.get(cell)?.get(row)
    return written === undefined ? this.board.system(row, cell) : written
  }

  isSubItem(row: number): boolean {
    const parent = this.cells.get('parent')?.get(row)
    return (parent === undefined ? this.board.system(row, 'parent') : parent) !== null
  }

  /** Whether the item is in the trash afterwards. */
  isTrashed(row: number): boolean {
    if (this.trashed.has(row)) return true
    return !this.restored.has(row) && !this.made.has(row) && this.board.system(row, 'deletedAt') !== null
  }

  written(column: number): Iterable<readonly [number, Json]> {
    return this.cells.get(column) ?? []
  }
}

interface Means {
  readonly budget: PatternBudget
  readonly later: CommandEnv['later']
}

function findBroken(written: Written, { budget, later }: Means, broken: Broken[]): void {
  for (const column of written.rules.columns) {
    const { number, rules } = column
    const add = (rule: RuleName, row: number, by: CellColumn, value: Json, other?: number): void => {
      broken.push({ board: written.board, column, rule, row, by, value, ...(other !== undefined && { other }) })
    }
    const filled: number[] = []
    for (const row of written.changed(number)) {
      const value = written.cell(row, number)
      if (value === null) {
        if (!written.made.has(row) && isWanted(written, column, row)) add('required', row, number, null)
        continue
      }
      const rule = brokenByValue(column, value, budget)
      if (rule === 'too-much') throw tooMuch(number)
      if (rule === null) filled.push(row)
      else add(rule, row, number, value)
    }
    if (rules.required !== undefined) {
      for (const row of asksAtStart(column) ? written.made : []) {
        if (written.cell(row, number) === null && isWanted(written, column, row))
          add('required', row, 'createdAt', null)
      }
      for (const row of entered(written, column)) {
        if (written.cell(row, number) !== null || written.made.has(row)) continue
        const isSaid = written.writes(number, row) && written.board.cell(row, number) !== null
        if (!isSaid && column.entering) add('required', row, column.entering.column, null)
      }
    }
    for (const { row, ...full } of overfull(written, column)) {
      broken.push({
        board: written.board,
        column,
        rule: 'limits',
        row,
        by: written.comesBy(row, column),
        value: full.choice,
        full,
      })
    }
    if (rules.unique === true) {
      for (const [row, other] of taken(written, column, filled, later)) {
        add('unique', row, written.writes(number, row) ? number : 'deletedAt', written.cell(row, number), other)
      }
    }
  }
}

/** Whether a cell may not be blank as the item is afterwards. */
function isWanted(written: Written, column: RuledColumn, row: number): boolean {
  const { rules, entering } = column
  if (rules.required === undefined || !isFor(column, written.isSubItem(row))) return false
  if (rules.required === 'always') return true
  const status = entering && written.board.column(entering.column)
  return status ? isEntered(entering, status, written.cell(row, status.number)) : false
}

/** The items that enter what a column has to be filled for. */
function* entered(written: Written, column: RuledColumn): Iterable<number> {
  const { entering } = column
  const status = entering && written.board.column(entering.column)
  if (!status) return
  for (const row of written.changed(status.number)) {
    const before = written.made.has(row) ? null : written.board.cell(row, status.number)
    if (isWanted(written, column, row) && !isEntered(entering, status, before)) yield row
  }
}

/** Rows that come to a choice that takes no more: as many as are too many, the last ones. */
function* overfull(
  written: Written,
  column: RuledColumn,
): Iterable<{ readonly row: number; readonly choice: number; readonly there: number; readonly coming: number }> {
  const limits = column.rules.limits?.filter(({ over }) => over === 'refuse') ?? []
  if (limits.length === 0) return
  const coming = new Map<number, number[]>(limits.map(({ choice }) => [choice, []]))
  const going = new Map<number, number>()
  for (const row of written.placed(column)) {
    const before = choicesIn(written.standsIn(row, column))
    const after = choicesIn(written.willStandIn(row, column))
    for (const choice of before) if (!after.includes(choice)) going.set(choice, (going.get(choice) ?? 0) + 1)
    for (const choice of after) if (!before.includes(choice)) coming.get(choice)?.push(row)
  }
  const asked = limits.filter(({ choice }) => (coming.get(choice) ?? []).length > 0)
  if (asked.length === 0) return
  const standing = countStanding(written.board, column, new Set(asked.map(({ choice }) => choice)))
  for (const { choice, most } of asked) {
    const rows = coming.get(choice) ?? []
    const there = (standing.get(choice) ?? 0) - (going.get(choice) ?? 0)
    const over = Math.min(rows.length, there + rows.length - most)
    if (over > 0) for (const row of rows.slice(-over)) yield { row, choice, there, coming: rows.length }
  }
}

/** Rows whose value another item has, with that item's row. */
function* taken(
  written: Written,
  column: RuledColumn,
  filled: readonly number[],
  later: CommandEnv['later'],
): Iterable<readonly [number, number]> {
  const { board } = written
  const restored = [...written.restored].filter((row) => written.cell(row, column.number) !== null)
  const rows = [...new Set([...filled, ...restored])]
  if (rows.length === 0) return
  const { lane } = allowedRules(column.kind, column.settings)
  const keyOf = (value: Json): string | null =>
    value === null ? null : uniqueKey(column.kind.toLanes(value, column.settings)[lane])
  const index = uniqueIndex(board, column)
  if (index.build() && later !== undefined) {
    // Whoever cannot wait leaves it to the server this time.
    later(() => index.build())
    return
  }
  const here = new Map<string, number>()
  for (const [row, value] of written.written(column.number)) {
    const key = keyOf(value)
    if (key !== null && !written.isTrashed(row) && !here.has(key)) here.set(key, row)
  }
  for (const row of restored) {
    const key = keyOf(written.cell(row, column.number))
    if (key !== null && !here.has(key)) here.set(key, row)
  }
  for (const row of rows) {
    const key = keyOf(written.cell(row, column.number))
    if (key === null) continue
    const first = here.get(key)
    const other = first !== undefined && first !== row ? first : holder(written, column.number, index.find(key), row)
    if (other !== undefined) yield [row, other]
  }
}

/** A row of these, other than the given one, that has the value still and is not in the trash. */
function holder(written: Written, column: number, rows: Iterable<number>, own: number): number | undefined {
  for (const row of rows) {
    if (row !== own && !written.writes(column, row) && written.board.exists(row) && !written.isTrashed(row)) return row
  }
  return undefined
}

function tooMuch(column: number): DomainError {
  const message = 'The pattern of this column takes too long for so many cells: do it in smaller parts.'
  return new DomainError('too-large', message, { column })
}
