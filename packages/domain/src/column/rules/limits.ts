import type { Json } from '../../json.ts'
import type { BoardState } from '../../board/board-state.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { stageColumn } from '../../connection/stage.ts'
import type { ColumnRules } from './rules.ts'

/** How many items may stand in one choice of a column, and what happens to one more. */
export type Limit = NonNullable<ColumnRules['limits']>[number]

/** The limit of a choice; undefined where it has none. */
export function limitOf(rules: Pick<ColumnRules, 'limits'>, choice: number): Limit | undefined {
  return rules.limits?.find((limit) => limit.choice === choice)
}

/** The choices in which an item with this value stands: with several labels it counts in each. */
export function choicesIn(value: Json | undefined): readonly number[] {
  const all = Array.isArray(value) ? value : [value]
  return all.filter((choice) => typeof choice === 'number')
}

/** Rules with another limit of a choice, or without one. */
export function withLimit(
  rules: ColumnRules,
  choice: number,
  limit: { readonly most: number; readonly over: Limit['over'] } | null,
): ColumnRules {
  const { limits = [], ...rest } = rules
  const others = limits.filter((each) => each.choice !== choice)
  const next = limit === null ? others : [...others, { choice, ...limit }]
  return next.length === 0 ? rest : { ...rest, limits: next }
}

/**
 * The column that says which items are finished, so that they count no more in the limits of another one: the board's status.
 * Undefined where a board has none, and for the limits of the status itself: what stands there counts, whatever it means.
 */
export function finishingColumn(board: Pick<BoardState, 'columns'>, limited: number): BoardColumn | undefined {
  const status = stageColumn(board)
  return status?.number === limited ? undefined : status
}

/** Whether an item with this status is work no more: it is done, or will not be. */
export function isFinished({ kind, settings }: BoardColumn, status: Json): boolean {
  const stage = status === null ? null : kind.stageOf?.(status, settings)
  return stage === 'done' || stage === 'canceled'
}

/**
 * How many items stand in each of these choices. What counts is work in progress: items that are live, of no other item, and
 * not finished. Those of the trash, the archive and templates are none, and sub-items go with theirs.
 */
export function countStanding(
  board: Pick<BoardState, 'items' | 'columns' | 'cell'>,
  column: BoardColumn,
  choices: ReadonlySet<number>,
): Map<number, number> {
  const { items } = board
  const counts = new Map<number, number>()
  const cells = items.findLane(laneOf(column))
  if (cells === undefined) return counts
  const status = finishingColumn(board, column.number)
  for (let row = 0; row < items.rowCount; row++) {
    for (const choice of choicesIn(cells.get(row))) {
      if (!choices.has(choice)) continue
      if (!items.has(row) || items.get('parent', row) !== null) continue
      if (status === undefined || !isFinished(status, board.cell(row, status.number))) {
        counts.set(choice, (counts.get(choice) ?? 0) + 1)
      }
    }
  }
  return counts
}

/** The lane of a column that says where its items stand. */
function laneOf({ kind, lanes }: BoardColumn): string {
  return lanes.find(({ name }) => name === kind.defaultLane)?.key ?? ''
}
