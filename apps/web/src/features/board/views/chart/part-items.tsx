import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { FigureItems } from '../figure-items.tsx'

interface PartItemsProps {
  readonly title: string
  readonly rows: ArrayLike<number> & Iterable<number>
  readonly onClose: () => void
  /** Absent where no filter says what the part is. */
  readonly onTable?: () => void
}

/** The items of a part of a chart, beside it. */
export function PartItems({ title, rows, onClose, onTable }: PartItemsProps) {
  return (
    <FigureItems title={title} sum={rows.length} rows={rows} onClose={onClose}>
      {onTable !== undefined && (
        <Button icon="board" onClick={onTable}>
          {t('Open as table')}
        </Button>
      )}
    </FigureItems>
  )
}
