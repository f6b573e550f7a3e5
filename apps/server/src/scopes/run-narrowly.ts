import {
  BoardState,
  DomainError,
  boardResource,
  cellValue,
  notFound,
  rowRule,
  runCommand,
  seesRow,
} from '@fulcrum/domain'
import type {
  CellColumn,
  Command,
  CommandEnv,
  CommandOutcome,
  Json,
  LoggedChange,
  Patch,
  RowRule,
  Scope,
  ScopeState,
} from '@fulcrum/domain'
import type { NarrowBoards } from './narrow-boards.ts'

/** What a command runs on. */
export interface RunOn {
  readonly states: ReadonlyMap<Scope, ScopeState>
  /** The scopes that it may write. */
  readonly locked: ReadonlySet<Scope>
  /** Those to which it came by what others of them name. */
  readonly beyond: ReadonlySet<Scope>
  readonly narrow: NarrowBoards
}

/**
 * Runs a command for whoever asks. Somebody who may know of some items only is answered as if there were no others: it is tried
 * on boards without them first, which says what it says of things that do not exist. What it does then is done on the boards as
 * they are, since ranks, short numbers, what is unique and what waits for what are of all items; of boards from which it may
 * copy it reads no more than they may know. What stands against it there is told without saying what, and no cell of another item is written.
 */
export function runNarrowly(command: Command, args: object, on: RunOn, env: CommandEnv): CommandOutcome {
  const { states, locked, beyond, narrow } = on
  const isWhole = (scope: Scope): boolean => locked.has(scope) || (command.judgesBeyond === true && beyond.has(scope))
  const rules = rulesOf(states, env)
  if (rules.size === 0) return runCommand(command, args, states, env)
  const mine = { ...env, changes: env.changes.map((change) => ofRowsSeen(change, rules)) }
  const seen = new Map(states)
  for (const [scope, { board, rule }] of rules) seen.set(scope, narrow.of(board, rule))
  runCommand(command, args, seen, mine)
  const whole = new Map(states)
  for (const [scope, { board, rule }] of rules) if (!isWhole(scope)) whole.set(scope, narrow.of(board, rule))
  const outcome = attempt(() => runCommand(command, args, whole, mine))
  for (const { scope, patches } of outcome.writes) {
    const ruled = rules.get(scope)
    if (ruled) refuseOthers(ruled, patches, mine.changes)
  }
  return outcome
}

interface Ruled {
  readonly board: BoardState
  readonly rule: RowRule
}

function rulesOf(states: ReadonlyMap<Scope, ScopeState>, { principal }: CommandEnv): Map<Scope, Ruled> {
  const rules = new Map<Scope, Ruled>()
  if (principal.kind !== 'member') return rules
  for (const [scope, board] of states) {
    const rule = board instanceof BoardState ? rowRule(principal, boardResource(board, board.boardId)) : null
    if (rule !== null && board instanceof BoardState) rules.set(scope, { board, rule })
  }
  return rules
}

/** A change of the log without what it says of other items: these are not taken back. */
function ofRowsSeen(change: LoggedChange, rules: ReadonlyMap<Scope, Ruled>): LoggedChange {
  const ruled = rules.get(change.scope)
  if (!ruled) return change
  const { board, rule } = ruled
  const seen = (patches: readonly Patch[]): Patch[] =>
    patches.flatMap((patch): Patch[] => {
      if (patch.op !== 'cells') return [patch]
      const kept = patch.rows.flatMap((row, index) => (seesRow(board, rule, row) ? [index] : []))
      if (kept.length === 0) return []
      const rows = kept.map((index) => patch.rows[index] ?? 0)
      return [{ ...patch, rows, values: kept.map((index) => cellValue(patch, index)) }]
    })
  return { ...change, patches: seen(change.patches), inverse: seen(change.inverse) }
}

/** What is refused because of items of which somebody may not know tells nothing of them. */
function attempt(run: () => CommandOutcome): CommandOutcome {
  try {
    return run()
  } catch (error) {
    // What was no fault of the command is told as it is: it can be asked again.
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error
    throw new DomainError('conflict', 'Something on this board that you may not see stands against this.')
  }
}

/** What items get that only make room for another one. */
const ofRoom: ReadonlySet<CellColumn> = new Set(['rank', 'updatedAt', 'updatedBy'])

/**
 * An item that is there and may not be known is written by nobody who does not see it, and nothing is put below it. What follows by
 * itself is let through: the other side of a connection, a timer that stops because another starts, and room between items.
 */
function refuseOthers({ board, rule }: Ruled, patches: readonly Patch[], changes: readonly LoggedChange[]): void {
  const isHidden = (row: Json): boolean => typeof row === 'number' && board.exists(row) && !seesRow(board, rule, row)
  for (const patch of patches) {
    if (patch.op !== 'cells') continue
    if (!follows(board, patch.column) && patch.rows.some(isHidden)) throw notFound('item')
    if (patch.column !== 'parent') continue
    for (const [index, row] of patch.rows.entries()) {
      const parent = cellValue(patch, index)
      if (!board.exists(row) || !isHidden(parent) || board.system(row, 'parent') === parent) continue
      // Whoever takes back a move puts the item where it was, and does not learn where that is.
      if (!changes.some(({ inverse }) => says(inverse, row, parent))) throw notFound('item')
    }
  }
}

function follows(board: BoardState, column: CellColumn): boolean {
  if (typeof column === 'string') return ofRoom.has(column)
  const kind = board.column(column)?.kind
  return kind?.references?.to === 'item' || kind?.tracksTime !== undefined
}

function says(patches: readonly Patch[], row: number, parent: Json): boolean {
  return patches.some(
    (patch) =>
      patch.op === 'cells' &&
      patch.column === 'parent' &&
      patch.rows.some((each, index) => each === row && cellValue(patch, index) === parent),
  )
}
