import { Icon } from '@fulcrum/ui'
import type { RowReader } from '../model/row-reader.ts'

/** Quietly, how much is said about an item and how many sub-items it has. */
export function ItemMarks({ row, reader }: { readonly row: number; readonly reader: RowReader }) {
  const updates = Number(reader.lane(row, 'updates') ?? 0)
  const subItems = reader.subCount(row)
  return (
    <>
      {updates > 0 && (
        <span className="fb-meta" title={updates === 1 ? '1 update' : `${updates} updates`}>
          <Icon name="chat" size={13} />
          {updates}
        </span>
      )}
      {subItems > 0 && (
        <span className="fb-meta" title={subItems === 1 ? '1 sub-item' : `${subItems} sub-items`}>
          <Icon name="sub" size={13} />
          {subItems}
        </span>
      )}
    </>
  )
}
