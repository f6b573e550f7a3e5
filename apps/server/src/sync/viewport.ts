import { LiveView } from '@fulcrum/columnar'
import type { GroupKey, ViewSpec } from '@fulcrum/columnar'
import { scopeOf, shownGroups, systemLanes, toViewSpec } from '@fulcrum/domain'
import type {
  BoardOutlook,
  BoardSight,
  BoardState,
  BoardView,
  BoardViewSpec,
  Json,
  Principal,
  ViewReading,
} from '@fulcrum/domain'
import type { Viewport } from '@fulcrum/protocol'
import type { ScopeStore } from '../scopes/scope-store.ts'

/** The rows of a first screen. */
export const maxViewportRows = 200

/** Views of a board that are kept up to date for whoever opens it next. */
const maxKeptViews = 6

/** Who reads a view, and what they see. */
export interface ViewAsk {
  readonly principal: Principal
  readonly sight: BoardSight
  readonly search?: string
}

/**
 * Answers the first rows of saved views. A view that was asked for is kept live, so that the next one who opens the board
 * costs as many rows as a screen has, however many the board has.
 */
export class Viewports {
  private readonly store: ScopeStore
  private readonly boards = new WeakMap<BoardState, Map<string, LiveView>>()

  constructor(store: ScopeStore) {
    this.store = store
  }

  /** Group headers with counts, and the lane values of at most `limit` rows from `offset` on. */
  read(seen: BoardOutlook, spec: BoardViewSpec, ask: ViewAsk, offset = 0, limit = maxViewportRows): Viewport {
    const locale = this.locale()
    // What "today" is follows from the account's log, as it does in browsers.
    const { today, timeZone, weekStart } = this.store.day()
    const reading: ViewReading = {
      me: ask.principal.memberId,
      today,
      timeZone,
      weekStart,
      hiddenColumns: ask.sight.hiddenColumns,
      // Whoever searches looks for sub-items too.
      ...(ask.search !== undefined && { search: ask.search, rows: 'all' as const }),
    }
    const board = seen.state
    const view = toViewSpec(seen, spec, reading)
    // Totals are not told.
    const live = this.live(board, { ...view.spec, aggregates: [] }, locale)
    const groups = groupsOf(view, live, offset, limit)
    const lanes = lanesOf(view)
    const cells = lanes.map((lane) => board.items.laneOf(lane))
    const values = groups.flatMap(({ rows }) =>
      rows.map((row) => [row, cells.map((lane) => lane.get(row) as Json)] as const),
    )
    return { count: live.count, groups, lanes: lanes.map((lane) => seen.publicLane(lane)), values }
  }

  private locale(): string {
    const { accountId } = this.store
    const fields = this.store.peek(scopeOf('account', accountId))?.state.record('account', accountId) ?? {}
    return String(fields['locale'] ?? 'en')
  }

  private live(board: BoardState, spec: ViewSpec, locale: string): LiveView {
    const kept = this.boards.get(board) ?? new Map<string, LiveView>()
    this.boards.set(board, kept)
    const key = `${locale} ${JSON.stringify(spec)}`
    const view = kept.get(key) ?? new LiveView(board.items, spec, { collate: collatorOf(locale) })
    // The order of a Map is that of insertion: what was used last stands last.
    kept.delete(key)
    kept.set(key, view)
    for (const [oldest, unused] of kept) {
      if (kept.size <= maxKeptViews) break
      unused.dispose()
      kept.delete(oldest)
    }
    return view
  }
}

function groupsOf(view: BoardView, live: LiveView, offset: number, limit: number): Viewport['groups'] {
  const counts = new Map(live.groups.map(({ key, count }) => [key, count]))
  let [skip, left] = [offset, limit]
  return shownGroups(view, live.groups).map((key: GroupKey) => {
    const count = counts.get(key) ?? 0
    const rows = [...live.window(key, Math.min(skip, count), left)]
    skip = Math.max(0, skip - count)
    left -= rows.length
    return { key, count, rows }
  })
}

/** What every item has, and the lanes of the columns that the view shows. */
function lanesOf(view: BoardView): string[] {
  const own = view.columns
    .filter(({ hidden }) => !hidden)
    .flatMap(({ field }) => field.source?.lanes.map(({ key }) => key) ?? [])
  return [...new Set([...systemLanes.map(({ key }) => key), ...own])]
}

const collators = new Map<string, (left: string, right: string) => number>()

/** One comparison a locale: the engine keeps orders by it. */
function collatorOf(locale: string): (left: string, right: string) => number {
  const known = collators.get(locale)
  if (known) return known
  const { compare } = new Intl.Collator(locale, { numeric: true })
  collators.set(locale, compare)
  return compare
}
