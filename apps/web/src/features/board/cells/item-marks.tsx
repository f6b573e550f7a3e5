import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { RowReader } from '../model/row-reader.ts'

/** Quietly, how much is said about an item and how many sub-items it has. */
export function ItemMarks({ row, reader }: { readonly row: number; readonly reader: RowReader }) {
  const updates = Number(reader.lane(row, 'updates') ?? 0)
  const subItems = reader.subCount(row)
  return (
    <>
      {updates > 0 && (
        <span className="fb-meta" title={t('{updates, plural, one {# update} other {# updates}}', { updates })}>
          <Icon name="chat" size={13} />
          {updates}
        </span>
      )}
      {subItems > 0 && (
        <span className="fb-meta" title={t('{subItems, plural, one {# sub-item} other {# sub-items}}', { subItems })}>
          <Icon name="sub" size={13} />
          {subItems}
        </span>
      )}
    </>
  )
}
