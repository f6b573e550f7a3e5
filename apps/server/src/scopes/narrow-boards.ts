import {
  cellValue,
  descendants,
  narrowBoard,
  parentSeen,
  patchesOfRows,
  rowRuleKey,
  rowsSeen,
  seesRow,
  touchedRows,
} from '@fulcrum/domain'
import type { AccountDay, BoardState, CellsPatch, Change, KindRegistry, Patch, RowRule } from '@fulcrum/domain'

/** Rules of a board whose items are known at once; of those that nobody holds, the one that was asked for longest ago makes room. */
const maxKept = 64

/** What nobody holds and nobody asked for in so long is not kept up any more: it is made anew for whoever asks. */
const unreadMs = 5 * 60_000

/** Tables whose changes may change what a rule comes to for all items. */
const rulingTables: ReadonlySet<string> = new Set(['board', 'boardMember', 'column'])

/** What a change is to somebody under a rule. */
export interface NarrowChange {
  /** What they may know of it, with all of the items that come into their sight by it. */
  readonly patches: readonly Patch[]
  /** Items went out of their sight, or may have: whoever holds a copy needs another one. */
  readonly left: boolean
  /** Items came into their sight. */
  readonly came: boolean
}

interface Narrow {
  rule: RowRule
  rows: Set<number>
  /** Made when it is asked for, and again when the board moved. */
  state: BoardState | null
  day: number | null
  askedAt: number
  readonly told: WeakMap<Change, NarrowChange>
}

/**
 * Boards as those see them who may know of some items only. Everything that is asked of a board by somebody under a rule is asked
 * of such a board, on which the other items are not: nothing has to leave them out. It is made anew for whoever asks after a
 * change; which items are in it is kept up with each change.
 */
export class NarrowBoards {
  private readonly kinds: KindRegistry
  private readonly day: () => AccountDay
  private readonly boards = new WeakMap<BoardState, Map<string, Narrow>>()
  private isHeld: (board: BoardState, key: string) => boolean = () => false

  private readonly now: () => number

  constructor(kinds: KindRegistry, day: () => AccountDay, now: () => number = () => performance.now()) {
    this.kinds = kinds
    this.day = day
    this.now = now
  }

  /** Asks from now on which rules have to be kept up, by their `rowRuleKey`: somebody is told of each change under them. */
  keepFor(isHeld: (board: BoardState, key: string) => boolean): void {
    this.isHeld = isHeld
  }

  /** The board with the items of a rule; the board itself where there is none. */
  of(board: BoardState, rule: RowRule | null | undefined): BoardState {
    if (!rule) return board
    const narrow = this.narrow(board, rule)
    const day = this.day()
    if (narrow.state?.version === board.version && narrow.day === day.today) return narrow.state
    const rows = [...narrow.rows].sort((left, right) => left - right)
    narrow.state = narrowBoard(board, rows, { kinds: this.kinds, day })
    narrow.day = day.today
    return narrow.state
  }

  /** Whether other items are in it than before, since something else than the board changed: what somebody watches. */
  isOther(board: BoardState, rule: RowRule): boolean {
    const before = this.boards.get(board)?.get(rowRuleKey(rule))?.rows
    const { rows } = this.narrow(board, rule)
    return before !== rows && (before?.size !== rows.size || [...rows].some((row) => !before.has(row)))
  }

  /** What a change that the board took is to somebody under a rule; undefined where that is not known any more. */
  told(board: BoardState, rule: RowRule, change: Change): NarrowChange | undefined {
    return this.boards.get(board)?.get(rowRuleKey(rule))?.told.get(change)
  }

  /** Whether items came or went for anybody by a change. */
  moved(board: BoardState, change: Change): boolean {
    for (const { told } of this.boards.get(board)?.values() ?? []) {
      const found = told.get(change)
      if (found === undefined || found.left || found.came) return true
    }
    return false
  }

  /** The board took a change. */
  took(board: BoardState, change: Change): void {
    const all = this.boards.get(board) ?? new Map<string, Narrow>()
    for (const [key, narrow] of all) {
      const isRead = this.now() - narrow.askedAt < unreadMs || this.isHeld(board, key)
      if (isRead) narrow.told.set(change, take(board, narrow, change))
      else all.delete(key)
    }
  }

  private narrow(board: BoardState, rule: RowRule): Narrow {
    const all = this.boards.get(board) ?? new Map<string, Narrow>()
    this.boards.set(board, all)
    const key = rowRuleKey(rule)
    const narrow = all.get(key) ?? {
      rule,
      rows: new Set(rowsSeen(board, rule)),
      state: null,
      day: null,
      askedAt: this.now(),
      told: new WeakMap(),
    }
    narrow.askedAt = this.now()
    if (narrow.rule.watches !== rule.watches) {
      narrow.rule = rule
      if (rule.watched) {
        narrow.rows = new Set(rowsSeen(board, rule))
        narrow.state = null
      }
    }
    // The order of a Map is that of insertion: what was used last stands last.
    all.delete(key)
    all.set(key, narrow)
    for (const oldest of all.keys()) {
      if (all.size <= maxKept) break
      if (oldest !== key && !this.isHeld(board, oldest)) all.delete(oldest)
    }
    return narrow
  }
}

function take(board: BoardState, narrow: Narrow, { patches, historic }: Change): NarrowChange {
  if (historic) return { patches: [], left: false, came: false }
  const { rule, rows } = narrow
  const came = new Set<number>()
  let left = false
  const isRuling = patches.some((patch) => patch.op !== 'cells' && rulingTables.has(patch.table))
  for (const row of isRuling ? everyRow(board) : rowsBelow(board, ruledRows(board, rule, patches))) {
    const isSeen = seesRow(board, rule, row)
    if (isSeen === rows.has(row)) continue
    if (isSeen) {
      rows.add(row)
      came.add(row)
    } else {
      rows.delete(row)
      left = true
    }
  }
  if (left) return { patches: [], left, came: came.size > 0 }
  const isKnown = (row: number): boolean => rows.has(row) && !came.has(row)
  const known = patches.flatMap((patch): Patch[] => {
    if (patch.op !== 'cells') return [patch]
    const part = ofRows(patch, isKnown, rows)
    return part === undefined ? [] : [part]
  })
  const all = [...came].sort((one, other) => one - other)
  return {
    patches: [...known, ...patchesOfRows(board, all, rows), ...nowBelow(board, all, isKnown)],
    left,
    came: came.size > 0,
  }
}

function ofRows(
  patch: CellsPatch,
  isKnown: (row: number) => boolean,
  seen: ReadonlySet<number>,
): CellsPatch | undefined {
  const kept = patch.rows.flatMap((row, index) => (isKnown(row) ? [index] : []))
  if (kept.length === 0) return undefined
  const values = kept.map((index) => cellValue(patch, index))
  return {
    ...patch,
    rows: kept.map((index) => patch.rows[index] ?? 0),
    values: patch.column === 'parent' ? values.map((value) => parentSeen(value, seen)) : values,
  }
}

/** Items that were known before what is above them is: that is told, and is no edit of theirs. */
function nowBelow(board: BoardState, came: readonly number[], isKnown: (row: number) => boolean): Patch[] {
  return came.flatMap((row): Patch[] => {
    const rows = board.children(row).filter(isKnown)
    if (rows.length === 0) return []
    const asItIs = (column: 'updatedAt' | 'updatedBy'): Patch => ({
      op: 'cells',
      column,
      rows,
      values: rows.map((each) => board.system(each, column)),
    })
    return [{ op: 'cells', column: 'parent', rows, values: [row] }, asItIs('updatedAt'), asItIs('updatedBy')]
  })
}

/** The items of which a change says something that the rule looks at. */
function ruledRows(board: BoardState, rule: RowRule, patches: readonly Patch[]): Set<number> {
  const looked: ReadonlySet<unknown> = new Set(['id', 'parent', 'createdAt', 'createdBy', ...rule.columns])
  return new Set(touchedRows(patches.filter((patch) => patch.op === 'cells' && looked.has(patch.column))))
}

function rowsBelow(board: BoardState, rows: ReadonlySet<number>): Set<number> {
  return new Set([...rows].flatMap((row) => [row, ...descendants(board, row)]))
}

function* everyRow(board: BoardState): Iterable<number> {
  for (let row = 0; row < board.rowCount; row++) yield row
}
