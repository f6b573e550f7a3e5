import type { BoardColumn, BoardState, Json } from '@fulcrum/domain'
import { itemKey } from '@fulcrum/domain'
import { Button, EmptyState, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import { useAccount, useViewContext } from '../../shell/client-context.tsx'
import { CellValue } from './cell-value.tsx'
import { usePastBoard } from './past-context.ts'
import { isAsThen, restoreCell, restoreItem, whyNotRestored } from './restore.ts'
import { momentWords } from './words.ts'

interface PastItemProps {
  readonly row: number
  readonly onOpenRow: (row: number) => void
  readonly onClose: () => void
}

/** An item with its cells as they were, each of which can be put back. */
export function PastItem({ row, onOpenRow, onClose }: PastItemProps) {
  const { past, at, now, boardId, today } = usePastBoard()
  const { locale, timeZone } = useAccount()
  const { state } = past
  const key = itemKey(String(state.board['prefix'] ?? ''), row)
  const when = momentWords(at, locale, timeZone)
  if (!state.exists(row)) {
    return (
      <SidePanel open label={t('{key} as it was', { key })} onClose={onClose}>
        <EmptyState
          icon="history"
          text={t('There was no such item on {when}.', { when })}
          action={<Button onClick={onClose}>{t('Close')}</Button>}
        />
      </SidePanel>
    )
  }
  const title = String(state.system(row, 'title') ?? '')
  const group = state.group(Number(state.system(row, 'group')))
  const isGoneNow = now !== null && now.exists(row) && !now.isLive(row)
  const restoring = { today, boardId, row }
  const refused = whyNotRestored(now, row, null)
  return (
    <SidePanel open label={t('{key} {title} as it was', { key, title })} onClose={onClose}>
      <div className="past-item">
        <header className="past-item-head">
          <span className="past-item-key">{key}</span>
          <span className="past-item-when">{t('As of {when}', { when })}</span>
          <span className="fu-grow" />
          <IconButton icon="x" label={t('Close')} onClick={onClose} />
        </header>
        <h2 className="past-item-title">{title}</h2>
        <p className="past-item-place">{String(group?.['title'] ?? '')}</p>
        {isGoneNow && (
          <p className="past-item-note">
            <span>{t('It is in the trash or the archive today.')}</span>
            <Button disabled={refused !== null} onClick={() => void restoreItem(restoring)}>
              {t('Restore the item')}
            </Button>
          </p>
        )}
        {refused !== null && <p className="past-item-note">{refused}</p>}
        <dl className="past-fields">
          <Field
            name={t('Item')}
            differs={!isAsThen(now, row, 'title', title) && refused === null}
            onRestore={() => void restoreCell(restoring, 'title', title)}
          >
            {title}
          </Field>
          {columnsThen(state).map((column) => (
            <ColumnField key={column.number} column={column} row={row} />
          ))}
        </dl>
        <SubItems state={state} row={row} onOpenRow={onOpenRow} />
      </div>
    </SidePanel>
  )
}

function columnsThen(state: BoardState): readonly BoardColumn[] {
  return state.columns().filter(({ fields, kind }) => fields['deletedAt'] === undefined && kind.source === undefined)
}

function ColumnField({ column, row }: { readonly column: BoardColumn; readonly row: number }) {
  const { past, now, boardId, today } = usePastBoard()
  const context = useViewContext()
  const value: Json = past.state.cell(row, column.number)
  const isWritten = column.kind.derive === undefined
  const differs =
    isWritten && whyNotRestored(now, row, column.number) === null && !isAsThen(now, row, column.number, value)
  return (
    <Field
      name={column.title}
      differs={differs}
      onRestore={() => void restoreCell({ today, boardId, row }, column.number, value)}
    >
      <CellValue column={column} value={value} context={context} />
    </Field>
  )
}

interface FieldProps {
  readonly name: string
  /** It is another value today. */
  readonly differs: boolean
  readonly onRestore: () => void
  readonly children: React.ReactNode
}

function Field({ name, differs, onRestore, children }: FieldProps) {
  return (
    <div className="past-field">
      <dt className="fu-truncate">{name}</dt>
      <dd>
        <span className="past-field-value">{children}</span>
        {differs && (
          <button type="button" className="past-restore" aria-label={t('Restore {name}', { name })} onClick={onRestore}>
            {t('Restore')}
          </button>
        )}
      </dd>
    </div>
  )
}

interface SubItemsProps {
  readonly state: BoardState
  readonly row: number
  readonly onOpenRow: (row: number) => void
}

function SubItems({ state, row, onOpenRow }: SubItemsProps) {
  const below = state.children(row).filter((child) => state.isLive(child))
  if (below.length === 0) return null
  return (
    <section className="past-below">
      <h3>{t('Sub-items then')}</h3>
      <ul>
        {below.map((child) => (
          <li key={child}>
            <button type="button" className="past-below-item" onClick={() => onOpenRow(child)}>
              <span className="past-item-key">{itemKey(String(state.board['prefix'] ?? ''), child)}</span>
              <span className="fu-truncate">{String(state.system(child, 'title') ?? '')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
