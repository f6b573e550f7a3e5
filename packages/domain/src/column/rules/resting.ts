import { BoardState } from '../../board/board-state.ts'
import type { BoardColumn } from '../../board/columns.ts'
import type { Json } from '../../json.ts'
import type { CellColumn } from '../../patch.ts'
import { allowedRules } from './allowed.ts'
import { brokenBy } from './broken.ts'
import { choicesIn, isFinished, limitOf } from './limits.ts'
import { asksAtStart, boardRules, isEntered, isFor, ruledColumn } from './rules.ts'
import type { ColumnRules, RuledColumn, RuleName } from './rules.ts'
import { uniqueKey } from './unique-index.ts'
import { uniqueIndex } from './unique-indexes.ts'
import { brokenByValue } from './values.ts'
import { ruleSentence } from './words.ts'

/** What a person would be told who puts a value into a cell; null where no rule is against it, as far as is known here. */
export function cellProblem(board: BoardState, row: number, column: CellColumn, value: Json): string | null {
  if (boardRules(board) === null) return null
  const patches = [{ op: 'cells' as const, column, rows: [row], values: [value] }]
  // What would take long to look through is left to the command.
  const [broken] = brokenBy(new Map([[board.scope, board]]), [{ scope: board.scope, patches, inverse: [] }], () => {})
  return broken
    ? ruleSentence(broken.column, broken.rule, { key: keyOf(board, broken.other), full: broken.full })
    : null
}

/** What a cell that is there breaks, since it was written before the rule was made; null where nothing. */
export function restingProblem(board: BoardState, column: BoardColumn, row: number): string | null {
  const ruled = boardRules(board)?.columns.find(({ number }) => number === column.number)
  if (!ruled) return null
  const rule = brokenAtRest(board, ruled, row)
  if (rule !== null) return ruleSentence(ruled, rule)
  if (ruled.rules.unique !== true) return null
  const key = keyIn(board, ruled, row)
  const index = uniqueIndex(board, ruled)
  if (key === null || index.build()) return null
  for (const other of index.find(key)) {
    if (other !== row && isThere(board, other)) return ruleSentence(ruled, 'unique', { key: keyOf(board, other) })
  }
  return null
}

/** How many items break rules that a column does not have yet, counted in steps; items of the trash are left out. */
export class BrokenCount {
  /** Items that were counted so far, by the first rule that they break. */
  readonly counts: Record<RuleName, number> = { required: 0, unique: 0, range: 0, pattern: 0, limits: 0 }
  private readonly board: BoardState
  private readonly column: RuledColumn
  private readonly keys = new Map<string, number>()
  private readonly standing = new Map<number, number>()
  private row = 0

  constructor(board: BoardState, column: BoardColumn, rules: ColumnRules) {
    this.board = board
    this.column = ruledColumn(column, rules, board.columns())
  }

  /** Counts some more. True where some are left. */
  step(most = 2_048): boolean {
    const end = Math.min(this.board.rowCount, this.row + most)
    for (; this.row < end; this.row++) if (isThere(this.board, this.row)) this.count(this.row)
    return this.row < this.board.rowCount
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0)
  }

  private count(row: number): void {
    this.countStanding(row)
    const rule = brokenAtRest(this.board, this.column, row)
    if (rule !== null) this.counts[rule] += 1
    const key = this.column.rules.unique === true ? keyIn(this.board, this.column, row) : null
    if (key === null) return
    const before = this.keys.get(key) ?? 0
    // The second of a value makes two of them.
    if (rule === null) this.counts.unique += before === 0 ? 0 : before === 1 ? 2 : 1
    this.keys.set(key, before + 1)
  }

  /** Those beyond a limit are as many as should go, whichever they are. */
  private countStanding(row: number): void {
    if (this.column.rules.limits === undefined) return
    if (!this.board.isLive(row) || this.board.system(row, 'parent') !== null) return
    const { finishing } = this.column
    if (finishing !== null && isFinished(finishing, this.board.cell(row, finishing.number))) return
    for (const choice of choicesIn(this.board.cell(row, this.column.number))) {
      const limit = limitOf(this.column.rules, choice)
      if (limit === undefined) continue
      const count = (this.standing.get(choice) ?? 0) + 1
      this.standing.set(choice, count)
      if (count > limit.most) this.counts.limits += 1
    }
  }
}

/** The columns that a new item has to be given values in. */
export function wantedForNew(
  board: BoardState,
  cells: readonly { readonly column: number; readonly value: Json }[],
  isSubItem: boolean,
): BoardColumn[] {
  const given = new Map(cells.map(({ column, value }) => [column, value]))
  return (boardRules(board)?.columns ?? []).filter((column) => {
    const { rules, entering } = column
    if (rules.required === undefined || (given.get(column.number) ?? null) !== null) return false
    if (startsFilled(column) || !asksAtStart(column) || !isFor(column, isSubItem)) return false
    if (rules.required === 'always') return true
    const status = entering && board.column(entering.column)
    return status ? isEntered(entering, status, given.get(status.number) ?? null) : false
  })
}

/** Whether new items begin with something. */
function startsFilled({ rules, kind, settings }: RuledColumn): boolean {
  return rules.default !== undefined || (kind.initial?.(settings) ?? null) !== null
}

/** What of its rules a cell breaks by itself. */
function brokenAtRest(
  board: BoardState,
  column: RuledColumn,
  row: number,
): Exclude<RuleName, 'unique' | 'limits'> | null {
  const { number, rules, entering } = column
  if (!isFor(column, board.system(row, 'parent') !== null)) return null
  const value = board.cell(row, number)
  if (value !== null) {
    const rule = brokenByValue(column, value)
    return rule === 'too-much' ? null : rule
  }
  if (rules.required === undefined) return null
  if (rules.required === 'always') return 'required'
  const status = entering && board.column(entering.column)
  return status && isEntered(entering, status, board.cell(row, status.number)) ? 'required' : null
}

function keyIn(board: BoardState, { number, kind, settings }: BoardColumn, row: number): string | null {
  const value = board.cell(row, number)
  return value === null ? null : uniqueKey(kind.toLanes(value, settings)[allowedRules(kind, settings).lane])
}

function isThere(board: BoardState, row: number): boolean {
  return board.exists(row) && board.system(row, 'deletedAt') === null
}

function keyOf(board: BoardState, row: number | undefined): string | undefined {
  return row !== undefined && board.exists(row) ? board.keyOf(row) : undefined
}
