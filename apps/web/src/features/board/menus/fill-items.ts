import type { GridCells, MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { engine } from '../lazy-parts.ts'
import type { Filling } from '../actions/fill.ts'

/** The menu of cells that are taken together, where it was opened on one of them. */
export function fillItems(
  filling: Filling,
  rowId: string,
  columnId: string,
  taken: GridCells | undefined,
): readonly MenuSection[] {
  if (taken === undefined || taken.rowIds.length < 2) return []
  if (!taken.rowIds.includes(rowId) || !taken.columnIds.includes(columnId)) return []
  const fill = (goesOn: boolean): void => engine.here()?.fillDown(filling, taken, goesOn)
  return [
    {
      items: [
        { id: 'fill', title: t('Fill down'), icon: 'arrow-down', shortcut: 'Mod D', onSelect: () => fill(false) },
        {
          id: 'go-on',
          title: t('Continue the series'),
          icon: 'arrow-down',
          shortcut: 'Mod Shift D',
          onSelect: () => fill(true),
        },
      ],
    },
  ]
}
