import { itemKey } from '@fulcrum/domain'
import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { RowReader } from '../model/row-reader.ts'
import { ItemMarks } from './item-marks.tsx'

interface TitleCellProps {
  readonly row: number
  readonly prefix: string
  readonly reader: RowReader
  /** While something is looked for, a sub-item says whose it is. */
  readonly flat: boolean
  readonly onOpen: (row: number) => void
}

/** The item in its first cell: key, title, and quietly how much is said about it and how many sub-items it has. */
export function TitleCell({ row, prefix, reader, flat, onOpen }: TitleCellProps) {
  const title = String(reader.lane(row, 'title') ?? '')
  const parent = flat ? reader.lane(row, 'parent') : null
  const waiting = reader.isWaiting(row)
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className="fb-key"
        data-own-click=""
        aria-label={waiting ? t('Being added') : t('Open {itemKey}', { itemKey: itemKey(prefix, row) })}
        onClick={() => onOpen(row)}
      >
        {waiting ? '···' : itemKey(prefix, row)}
      </button>
      <span className="fb-title fu-truncate" title={title}>
        {title}
      </span>
      {typeof parent === 'number' && (
        <span className="fb-meta fu-truncate">{t('in {itemKey}', { itemKey: itemKey(prefix, parent) })}</span>
      )}
      <ItemMarks row={row} reader={reader} />
      <button
        type="button"
        tabIndex={-1}
        className="fb-open"
        data-own-click=""
        aria-label={t('Open {title}', { title })}
        title={t('Open (Space)')}
        onClick={() => onOpen(row)}
      >
        <Icon name="open" size={14} />
        {t('Open')}
      </button>
    </>
  )
}
