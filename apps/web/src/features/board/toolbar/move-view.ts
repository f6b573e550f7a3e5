import { announce } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardRecords, SavedView } from '../model/records.ts'
import type { BoardScene } from '../scene.tsx'

type Moving = Pick<BoardScene, 'records' | 'structure'>

/** The views among which one can be moved, itself too: everybody's, or somebody's own. */
export function viewsBeside({ views }: Pick<BoardRecords, 'views'>, { ownerId }: SavedView): readonly string[] {
  return views.filter((view) => view.ownerId === ownerId).map(({ id }) => id)
}

/** Puts a view before another of those beside it, or behind all of them, and says where it stands. */
export function moveView({ records, structure }: Moving, id: string, before: string | undefined): void {
  const view = records.views.find((candidate) => candidate.id === id)
  if (view === undefined) return
  const others = viewsBeside(records, view).filter((other) => other !== id)
  const at = 1 + (before === undefined ? others.length : others.indexOf(before))
  structure.moveView(id, before)
  announce(t('{title} moved to position {at}', { title: view.name, at }))
}

/** Moves a view by one place. */
export function stepView(scene: Moving, view: SavedView, by: 1 | -1): void {
  const ids = viewsBeside(scene.records, view)
  const at = ids.indexOf(view.id)
  if (ids[at + by] !== undefined) moveView(scene, view.id, ids[by === 1 ? at + 2 : at - 1])
}
