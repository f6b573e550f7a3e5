import { prepareView, query } from '@fulcrum/columnar'
import { shownGroups, toViewSpec } from '@fulcrum/domain'
import type { BoardOutlook, BoardSight, BoardState, BoardView, BoardViewSpec, MemberId } from '@fulcrum/domain'
import type { Pace } from './pace.ts'

/** Whose view it is, and when. */
export interface ViewReader {
  readonly memberId: MemberId | null
  readonly sight: BoardSight
  readonly now: number
  /** The account's day. */
  readonly today: number
  readonly locale: string
  readonly timeZone: string
  /** On which weekday the account's weeks begin; Sunday is 0. */
  readonly weekStart: number
  readonly search?: string | undefined
}

/** A view as the engine reads it for somebody. */
export function readView(board: BoardOutlook, spec: BoardViewSpec, reader: ViewReader): BoardView {
  const { memberId, sight, today, timeZone, weekStart, search } = reader
  return toViewSpec(board, spec, {
    me: memberId,
    today,
    timeZone,
    weekStart,
    hiddenColumns: sight.hiddenColumns,
    // Whoever searches looks for sub-items too.
    ...(search !== undefined && search.trim() !== '' && { search, rows: 'all' as const }),
  })
}

/**
 * The rows of a view from top to bottom, sub-items below their items in the order in which people put them. Where the view
 * searches, its rows are all there is.
 */
export async function orderedRows(
  board: BoardState,
  view: BoardView,
  { locale, search }: Pick<ViewReader, 'locale' | 'search'>,
  pace: Pace,
): Promise<readonly number[]> {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  for (const _ of prepareView(board.items, view.spec, { collate: compare })) await pace.rest()
  // One turn: the answer must be read before the table changes.
  const { groups, rows } = query(board.items, view.spec, { collate: compare })
  const found = shownGroups(view, groups).map((key) => rows(key))
  const withChildren = search === undefined || search.trim() === ''
  const ordered: number[] = []
  for (const group of found) {
    for (const row of group) {
      ordered.push(row)
      if (withChildren) pushBelow(board, row, ordered)
      if (pace.isLate()) await pace.rest()
    }
  }
  return ordered
}

function pushBelow(board: BoardState, row: number, ordered: number[]): void {
  const children = board.children(row).filter((child) => board.isLive(child))
  if (children.length === 0) return
  const ranked = children.map((child) => ({ child, rank: String(board.system(child, 'rank') ?? '') }))
  ranked.sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : left.child - right.child))
  for (const { child } of ranked) {
    ordered.push(child)
    pushBelow(board, child, ordered)
  }
}
