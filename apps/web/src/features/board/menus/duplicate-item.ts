import { t } from '@fulcrum/ui/messages'
import type { ToastStore } from '@fulcrum/ui'
import type { BoardScene } from '../scene.tsx'

/** Duplicates the open item, else the one that has the keyboard. */
export function duplicateHere(scene: BoardScene, toasts: Pick<ToastStore, 'show'>): void {
  const id = itemHere(scene, document.activeElement)
  if (id === undefined)
    toasts.show({ text: t('Open an item, or go to one by arrows, and duplicate it then.'), icon: 'info' })
  else scene.items.duplicate(id)
}

/** The id of the item that is meant by where one is. */
export function itemHere(
  { model, openRow, grid }: Pick<BoardScene, 'model' | 'openRow' | 'grid'>,
  at: Element | null,
): string | undefined {
  if (openRow !== null) return model?.ids.idOf(openRow)
  const card = at?.closest<HTMLElement>('[data-card],[data-item]')?.dataset
  if (card?.['card'] !== undefined) return card['card']
  if (card?.['item'] !== undefined) return model?.ids.idOf(Number(card['item']))
  const focus = grid.current?.getFocus()
  return focus !== undefined && 'rowId' in focus ? focus.rowId : undefined
}
