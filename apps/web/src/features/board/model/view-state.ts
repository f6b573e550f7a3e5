import { isBoardViewSpec, sameJson } from '@fulcrum/domain'
import type { BoardViewSpec, FilterSpec, Json, ViewColumn } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { SavedView } from './records.ts'

/** The view that every board has: all items by group. It is not stored. */
export const PLAIN_VIEW_ID = 'table'

export const PLAIN_VIEW: SavedView = { id: PLAIN_VIEW_ID, name: t('Table'), kind: 'table', ownerId: null, spec: {} }

/** The views that can be chosen: those of all, then one's own. Without a saved one of all the plain table comes first. */
export function shownViews(views: readonly SavedView[]): readonly SavedView[] {
  const shared = views.filter(({ ownerId }) => ownerId === null)
  return [...(shared.length === 0 ? [PLAIN_VIEW] : shared), ...views.filter(({ ownerId }) => ownerId !== null)]
}

/** The view of an address, else the one with which the board opens. */
export function chosenView(views: readonly SavedView[], id: string | undefined, opening: string | null): SavedView {
  const shown = shownViews(views)
  const named = (wanted: string | null | undefined) => shown.find((view) => view.id === wanted)
  return named(id) ?? named(opening) ?? shown[0] ?? PLAIN_VIEW
}

/** What an address says otherwise than the saved view; nothing where it is not understood. */
export function readDraft(draft: unknown): BoardViewSpec {
  return isBoardViewSpec(draft) ? draft : {}
}

/**
 * The view with what was changed in it and not saved. A part that the draft names takes the place of the saved one; of the
 * settings `kept` is the saved one's, which is saved by itself and may be large: no draft, and so no address, holds it.
 */
export function withDraft(saved: BoardViewSpec, draft: BoardViewSpec): BoardViewSpec {
  const kept = saved.settings?.['kept']
  const both = { ...saved, ...draft }
  return draft.settings === undefined || kept === undefined ? both : { ...both, settings: { ...draft.settings, kept } }
}

/** The draft that makes `saved` look like `wanted`; undefined where nothing differs. */
export function draftOf(saved: BoardViewSpec, wanted: BoardViewSpec): BoardViewSpec | undefined {
  const keys = ['filter', 'sort', 'groupBy', 'columns', 'aggregates', 'settings'] as const
  const [before, after] = [withoutKept(saved), withoutKept(wanted)]
  const differing = keys.filter((key) => !sameJson(plain(before[key]), plain(after[key])))
  if (differing.length === 0) return undefined
  // An emptied part must be said, or the saved one would show through.
  return Object.fromEntries(differing.map((key) => [key, after[key] ?? emptyOf[key]])) as BoardViewSpec
}

function withoutKept(spec: BoardViewSpec): BoardViewSpec {
  if (spec.settings?.['kept'] === undefined) return spec
  const { kept: _, ...settings } = spec.settings
  return { ...spec, settings }
}

/** Whether two views show the same rows in the same order and groups. */
export function sameRows(left: BoardViewSpec, right: BoardViewSpec): boolean {
  return (['filter', 'sort', 'groupBy'] as const).every((key) => sameJson(plain(left[key]), plain(right[key])))
}

const emptyOf = { filter: null, sort: [], groupBy: null, columns: [], aggregates: [], settings: {} } as const

/** Absent and empty say the same. */
function plain(part: unknown): Json {
  if (part === undefined || part === null) return null
  if (Array.isArray(part) && part.length === 0) return null
  if (typeof part === 'object' && Object.keys(part).length === 0) return null
  if (typeof part === 'object' && 'and' in part && Array.isArray(part.and) && part.and.length === 0) return null
  // @NOTE parts of view specs are JSON.
  return part as Json
}

/** The parts of a filter that all must hold: what the toolbar shows as chips. */
export function filterParts(filter: FilterSpec | null | undefined): readonly FilterSpec[] {
  if (filter === null || filter === undefined) return []
  return 'and' in filter ? filter.and : [filter]
}

/** A filter in which all parts must hold. */
export function filterOf(parts: readonly FilterSpec[]): FilterSpec | null {
  return parts.length === 0 ? null : parts.length === 1 ? (parts[0] ?? null) : { and: parts }
}

type Columns = NonNullable<BoardViewSpec['columns']>

/** The view's columns with one of them changed; `all` is the order in which they are shown now. */
export function changeColumn(
  spec: BoardViewSpec,
  all: readonly (number | 'title')[],
  column: number | 'title',
  change: { readonly width?: number; readonly hidden?: boolean },
): BoardViewSpec {
  const known = new Map((spec.columns ?? []).map((entry) => [entry.column, entry]))
  // Columns that a view does not name stand behind those it names, so one that is named names all before it.
  const columns: Columns = all.map((number) => {
    const entry = known.get(number) ?? { column: number }
    return number === column ? { ...entry, ...change } : entry
  })
  const hidden = (spec.columns ?? []).filter((entry) => entry.column !== column && !all.includes(entry.column))
  return { ...spec, columns: [...columns, ...hidden] }
}

/** The view's columns with one moved before another, or to the end. */
export function moveColumn(
  spec: BoardViewSpec,
  all: readonly (number | 'title')[],
  column: number,
  before: number | undefined,
): BoardViewSpec {
  const rest = all.filter((number) => number !== column)
  const at = before === undefined ? rest.length : rest.indexOf(before)
  const order = [...rest.slice(0, at), column, ...rest.slice(at)]
  const known = new Map((spec.columns ?? []).map((entry) => [entry.column, entry]))
  return { ...spec, columns: order.map((number) => known.get(number) ?? { column: number }) }
}

type Sort = NonNullable<BoardViewSpec['sort']>

/** The order with a column as its only key, or taken out of it. */
export function sortBy(column: ViewColumn, direction: 'asc' | 'desc' | null): Sort {
  return direction === null ? [] : [{ column, direction }]
}
