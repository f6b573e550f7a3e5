import { itemKey } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { memo } from 'react'
import { useKinds } from '../../../../shell/client-context.tsx'
import { isLate } from '../../../../shell/lateness.ts'
import { ItemMarks } from '../../cells/item-marks.tsx'
import { cellValue, type RowReader } from '../../model/row-reader.ts'
import { useScene } from '../../scene.tsx'
import { useCards } from './card-scene.ts'

interface CardProps {
  readonly row: number
  readonly reader: RowReader
  /** Changes whenever the card is to be drawn again. */
  readonly revision: number
}

/** An item as a card: its title, what it is, its key, and whose it is. */
export const Card = memo(function Card({ row, reader }: CardProps) {
  const { records } = useScene()
  const { fields } = useCards()
  const labels = fields.labels.filter((column) => cellValue(reader, row, column) !== null)
  return (
    <>
      <span className="fk-title">{String(reader.lane(row, 'title') ?? '')}</span>
      {labels.length > 0 && (
        <span className="fk-labels">
          {labels.map((column) => (
            <CardCell key={column.id} row={row} reader={reader} column={column} />
          ))}
        </span>
      )}
      <span className="fk-foot">
        <span className="fb-key">{reader.isWaiting(row) ? '···' : itemKey(records.prefix, row)}</span>
        <ItemMarks row={row} reader={reader} />
        <span className="fk-ends">
          {fields.ends.map((column) => (
            <CardCell key={column.id} row={row} reader={reader} column={column} />
          ))}
        </span>
      </span>
    </>
  )
})

function CardCell({ row, reader, column }: { row: number; reader: RowReader; column: BoardColumn }) {
  const { context, records } = useScene()
  const { columnViews } = useKinds()
  const view = columnViews.get(column.kind.id)
  const value = cellValue(reader, row, column)
  if (view === undefined || value === null) return null
  return (
    <span className="fk-cell" data-kind={column.kind.id} title={column.title}>
      <view.Cell
        value={value}
        settings={column.settings}
        context={context}
        late={isLate(reader, row, column, records.columns, context.today)}
      />
    </span>
  )
}
