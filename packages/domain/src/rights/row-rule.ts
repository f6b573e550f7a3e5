import type { BoardReader } from '../board/board-reader.ts'
import { selfAndAncestors } from '../item/lineage.ts'
import { namesPeople, peopleIn } from '../notification/watchers.ts'
import type { Principal } from '../principal.ts'
import type { BoardResource } from './can.ts'
import { narrowGrants } from './narrow-grants.ts'

/** Which items of a board somebody may know of: those that they made, that name them in one of these columns, or that they watch. */
export interface RowRule {
  readonly memberId: string
  /** They, and their teams. */
  readonly names: readonly string[]
  readonly columns: readonly number[]
  readonly watched: boolean
  /** What they watch, as far as that is known. */
  readonly watches: ReadonlySet<string> | undefined
}

/** The rule under which somebody sees the items of a board; null where they see all of them. */
export function rowRule(principal: Principal, resource: BoardResource): RowRule | null {
  const grants = narrowGrants(principal, resource)
  if (grants === null || principal.kind !== 'member') return null
  const { memberId, teamIds, watches } = principal
  return {
    memberId,
    names: [memberId, ...teamIds],
    columns: grants.flatMap(({ columns }) => columns),
    watched: grants.some(({ watched }) => watched),
    watches,
  }
}

/** Equal keys are of rules under which the same items are seen. */
export function rowRuleKey({ names, columns, watched }: RowRule): string {
  return JSON.stringify([names, columns, watched])
}

/**
 * Whether somebody under a rule may know of an item, deleted and archived ones included: the one place that says so. A sub-item
 * is seen where it passes itself, or an item above it does.
 */
export function seesRow(board: BoardReader, rule: RowRule | null | undefined, row: number): boolean {
  if (!board.exists(row)) return false
  if (!rule) return true
  for (const at of selfAndAncestors(board, row)) if (passes(board, rule, at)) return true
  return false
}

function passes(board: BoardReader, rule: RowRule, row: number): boolean {
  if (board.system(row, 'createdBy') === rule.memberId) return true
  if (rule.watched && rule.watches?.has(String(board.system(row, 'id'))) === true) return true
  return rule.columns.some((number) => {
    const column = board.column(number)
    return (
      column !== undefined &&
      namesPeople(column) &&
      peopleIn(board.cell(row, number)).some((id) => rule.names.includes(id))
    )
  })
}
