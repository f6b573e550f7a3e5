import type { BoardState } from '../../board/board-state.ts'
import type { BoardColumn } from '../../board/columns.ts'
import type { ColumnRules } from './rules.ts'

/** How many items may stand in one choice of a column, and what happens to one more. */
export type Limit = NonNullable<ColumnRules['limits']>[number]

/** The limit of a choice; undefined where it has none. */
export function limitOf(rules: Pick<ColumnRules, 'limits'>, choice: number): Limit | undefined {
  return rules.limits?.find((limit) => limit.choice === choice)
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
 * How many items stand in each of these choices. What counts is what a board of cards shows: items that are live, of no other
 * item; those of the trash and the archive are none, and sub-items go with theirs.
 */
export function countStanding(
  { items }: Pick<BoardState, 'items'>,
  column: BoardColumn,
  choices: ReadonlySet<number>,
): Map<number, number> {
  const counts = new Map<number, number>()
  const key = column.lanes.find(({ name }) => name === column.kind.defaultLane)?.key
  const cells = key === undefined ? undefined : items.findLane(key)
  if (cells === undefined) return counts
  for (let row = 0; row < items.rowCount; row++) {
    const choice = cells.get(row)
    if (typeof choice !== 'number' || !choices.has(choice)) continue
    if (items.has(row) && items.get('parent', row) === null) counts.set(choice, (counts.get(choice) ?? 0) + 1)
  }
  return counts
}
