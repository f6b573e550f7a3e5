import type { Json } from '@fulcrum/domain'
import type { ComparedCell, ComparedItem } from '@fulcrum/protocol'
import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useViewContext } from '../../shell/client-context.tsx'
import { CellValue } from './cell-value.tsx'
import type { ComparedColumns } from './compared-columns.ts'
import { usePastBoard } from './past-context.ts'
import { isAsThen, restoreCell, restoreItem, whyNotRestored } from './restore.ts'

const titles: Readonly<Record<ComparedItem['kinds'][number], string>> = {
  added: t('Added'),
  removed: t('Removed'),
  done: t('Done'),
  moved: t('Moved'),
  changed: t('Changed'),
}

interface ComparedRowProps {
  readonly item: ComparedItem
  readonly columns: ComparedColumns
  readonly onOpenRow: (row: number) => void
}

/** One item with what became of it; its cells then and later once it is opened. */
export function ComparedRow({ item, columns, onOpenRow }: ComparedRowProps) {
  const { now, today, boardId } = usePastBoard()
  const [open, setOpen] = useState(false)
  const { row, key, title, kinds, cells } = item
  const isGoneNow = now !== null && now.exists(row) && !now.isLive(row) && whyNotRestored(now, row, null) === null
  return (
    <li className="past-row" data-open={open || undefined}>
      <div className="past-row-line">
        <button
          type="button"
          className="past-row-head"
          aria-expanded={open}
          disabled={cells.length === 0}
          onClick={() => setOpen(!open)}
        >
          <span className="past-row-chevron" data-hidden={cells.length === 0 || undefined}>
            <Icon name="chevron-right" />
          </span>
          <span className="past-item-key">{key}</span>
          <span className="past-row-title fu-truncate">{title}</span>
          {kinds.map((kind) => (
            <span key={kind} className="past-tag" data-kind={kind}>
              {titles[kind]}
            </span>
          ))}
        </button>
        {isGoneNow ? (
          <button
            type="button"
            className="past-restore"
            aria-label={t('Restore {key}', { key })}
            onClick={() => void restoreItem({ today, boardId, row })}
          >
            {t('Restore')}
          </button>
        ) : (
          <button
            type="button"
            className="past-restore"
            aria-label={t('Open {key}', { key })}
            onClick={() => onOpenRow(row)}
          >
            {t('Open')}
          </button>
        )}
      </div>
      {open && (
        <ul className="past-cells">
          {cells.map((cell) => (
            <CellLine key={String(cell.column)} cell={cell} row={row} columns={columns} />
          ))}
        </ul>
      )}
    </li>
  )
}

interface CellLineProps {
  readonly cell: ComparedCell
  readonly row: number
  readonly columns: ComparedColumns
}

function CellLine({ cell: { column, from, to }, row, columns }: CellLineProps) {
  const { now, today, boardId } = usePastBoard()
  const name = columns.list.find(({ id }) => id === column)?.title ?? ''
  const mayRestore = whyNotRestored(now, row, column) === null && !isAsThen(now, row, column, from)
  return (
    <li className="past-cell-line">
      <span className="past-cell-name fu-truncate">{name}</span>
      <span className="past-cell-from">
        <Value column={column} value={from} columns={columns} />
      </span>
      <Icon name="arrow-right" label={t('became')} />
      <span className="past-cell-to">
        <Value column={column} value={to} columns={columns} />
      </span>
      {mayRestore && (
        <button
          type="button"
          className="past-restore"
          aria-label={t('Restore {name}', { name })}
          onClick={() => void restoreCell({ today, boardId, row }, column, from)}
        >
          {t('Restore')}
        </button>
      )}
    </li>
  )
}

interface ValueProps {
  readonly column: ComparedCell['column']
  readonly value: Json
  readonly columns: ComparedColumns
}

function Value({ column, value, columns }: ValueProps) {
  const context = useViewContext()
  const { past } = usePastBoard()
  if (value === null) return <span className="past-empty">{t('empty')}</span>
  if (typeof column === 'number') {
    const found = columns.column(column)
    return found ? <CellValue column={found} value={value} context={context} /> : <span>?</span>
  }
  if (column === 'group') return <span>{columns.group(Number(value))}</span>
  if (column === 'parent') return <span>{String(past.state.system(Number(value), 'title') ?? t('another item'))}</span>
  return <span>{String(value)}</span>
}
