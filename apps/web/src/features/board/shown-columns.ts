import type { BoardViewSpec } from '@fulcrum/domain'
import { moveColumn } from './model/view-state.ts'
import type { BoardScene } from './scene.tsx'

/** The order in which columns are shown now, the title first. */
export function shownOrder({ columns }: Pick<BoardScene, 'columns'>): readonly (number | 'title')[] {
  return ['title', ...columns.map(({ number }) => number)]
}

/**
 * Moves a shown column before another one, or to the end. A view that says where columns stand keeps the new order for
 * itself; otherwise it is the board's order that changes, for everybody.
 */
export function moveShown(scene: BoardScene, column: number, before: number | undefined): void {
  const { spec, setSpec, columns, structure, rights, records } = scene
  const placed = (spec.columns ?? []).some((entry) => entry.column !== 'title')
  if (placed || !rights.structure) {
    setSpec(moveColumn(spec, shownOrder(scene), column, before))
    return
  }
  const rest = columns.filter(({ number }) => number !== column)
  const at = before === undefined ? rest.length : rest.findIndex(({ number }) => number === before)
  const moving = records.columns.find(({ number }) => number === column)
  if (moving !== undefined) structure.moveColumnAfter(moving.id, rest[at - 1]?.id ?? null)
}

/** The view with its hidden columns shown again. */
export function showAll(spec: BoardViewSpec): BoardViewSpec {
  const columns = (spec.columns ?? []).map(({ column, width }) => ({ column, ...(width !== undefined && { width }) }))
  return { ...spec, columns }
}
