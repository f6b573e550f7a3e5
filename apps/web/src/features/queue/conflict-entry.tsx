import type { Conflict } from '@fulcrum/client'
import { BoardState, type Json } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { itemPath } from '../../shell/paths.ts'
import { useScope } from '../../shell/use-scope.ts'
import { useViewContext } from '../../shell/view-context.tsx'
import { useKinds } from '../../shell/world.tsx'

interface ConflictEntryProps {
  readonly conflict: Conflict
  readonly when: string
  readonly onKeep: (keep: 'mine' | 'theirs') => void
  /** Goes to the page of a path. */
  readonly onOpen: (path: string) => void
}

/** One cell with both values, drawn as the board draws them. */
export function ConflictEntry({ conflict, when, onKeep, onOpen }: ConflictEntryProps) {
  const handle = useScope(conflict.scope)
  const board = handle?.state instanceof BoardState ? handle.state : null
  const column = conflict.column === 'title' ? undefined : board?.column(conflict.column)
  const item = board?.system(conflict.row, 'title')
  const columnTitle = conflict.column === 'title' ? t('Title') : (column?.title ?? 'A column')
  return (
    <div className="queue-entry queue-conflict">
      <div className="fu-grow">
        <b>{typeof item === 'string' ? item : (board?.keyOf(conflict.row) ?? t('An item'))}</b>
        <span className="form-note">
          {' '}
          · {columnTitle} · {when}
        </span>
        <dl className="queue-values">
          <dt>{t('Yours')}</dt>
          <dd>
            <CellValue board={board} conflict={conflict} value={conflict.mine} />
          </dd>
          {conflict.refused === undefined && (
            <>
              <dt>{t('Theirs')}</dt>
              <dd>
                <CellValue board={board} conflict={conflict} value={conflict.theirs} />
              </dd>
            </>
          )}
        </dl>
        {conflict.refused !== undefined && <p className="form-note">{conflict.refused}</p>}
      </div>
      {conflict.refused === undefined ? (
        <>
          <Button size="small" onClick={() => onKeep('theirs')}>
            {t('Keep theirs')}
          </Button>
          <Button size="small" variant="primary" onClick={() => onKeep('mine')}>
            {t('Keep mine')}
          </Button>
        </>
      ) : (
        <>
          <Button size="small" variant="plain" onClick={() => onKeep('theirs')}>
            {t('Discard')}
          </Button>
          <Button size="small" onClick={() => onOpen(itemPath(conflict.board, conflict.row))}>
            {t('Open the item')}
          </Button>
        </>
      )}
    </div>
  )
}

interface CellValueProps {
  readonly board: BoardState | null
  readonly conflict: Conflict
  readonly value: Json
}

function CellValue({ board, conflict, value }: CellValueProps) {
  const context = useViewContext()
  const { columnViews } = useKinds()
  if (value === null) return <span className="form-note">{t('Empty')}</span>
  const column = conflict.column === 'title' ? undefined : board?.column(conflict.column)
  const view = column === undefined ? undefined : columnViews.get(column.kind.id)
  if (column === undefined || view === undefined)
    return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>
  return <view.Cell value={value} settings={column.settings} context={context} />
}
