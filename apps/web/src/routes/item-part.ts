import { useEffect } from 'react'
import { later, laterPart, loadUntilHere } from '../shell/later.ts'

const itemPart = later(() => import('../features/item/index.ts'))

/** The panel of an item. */
export const ItemPanel = laterPart(itemPart, (part) => part.ItemPanel)

/** Fetches the panel once its board is here, so that it opens at once and without a connection. */
export function useItemAhead(isBoardHere: boolean): void {
  useEffect(() => {
    if (isBoardHere) void loadUntilHere(itemPart)
  }, [isBoardHere])
}
