import './still-item.css'
import { BoardState, scopeOf } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { EmptyState, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import { isLate, lanesOf } from '../shell/lateness.ts'
import { useLinkedContext } from '../shell/linked-context.ts'
import { useScope } from '../shell/use-scope.ts'
import { useViewContext } from '../shell/view-context.tsx'
import { useKinds } from '../shell/world.tsx'

interface StillItemProps {
  readonly boardId: string
  readonly row: number
  readonly onOpenRow: (row: number | null) => void
  /** What is said where there is no such item. */
  readonly missing?: string | undefined
}

/** An item of a board that is only looked at: its cells, and what is below it. */
export function StillItem({ boardId, row, onOpenRow, missing }: StillItemProps) {
  const handle = useScope(scopeOf('board', boardId))
  const board = handle?.state instanceof BoardState ? handle.state : null
  const people = useViewContext()
  const context = useLinkedContext(people, board, handle?.linked ?? null)
  const { columnViews } = useKinds()
  if (board === null || handle?.phase !== 'ready') return null
  const key = board.keyOf(row)
  const close = (): void => onOpenRow(null)
  if (!board.isLive(row)) {
    return (
      <SidePanel open label={key} onClose={close}>
        <EmptyState icon="search" text={missing ?? t('This item is not here any more.')} />
      </SidePanel>
    )
  }
  const parent = board.system(row, 'parent')
  const below = board.children(row).filter((child) => board.isLive(child))
  const cellOf = (column: BoardColumn) => {
    const view = columnViews.get(column.kind.id)
    const value = board.cell(row, column.number)
    if (view === undefined || value === null) return <span className="still-empty">–</span>
    const late = isLate(lanesOf(board), row, column, board.columns(), context.today)
    return <view.Cell value={value} settings={column.settings} context={context} late={late} />
  }
  return (
    <SidePanel open label={key} onClose={close}>
      <article className="still-item">
        <header>
          <span className="still-key fu-grow">
            {key}
            {typeof parent === 'number' && (
              <button type="button" className="still-link" onClick={() => onOpenRow(parent)}>
                {t('below {name}', { name: titleOf(board, parent) })}
              </button>
            )}
          </span>
          <IconButton icon="x" label={t('Close')} shortcut="Esc" size="small" onClick={close} />
        </header>
        <h2>{titleOf(board, row)}</h2>
        <dl>
          {columnsFor(board, typeof parent === 'number').map((column) => (
            <div key={column.id}>
              <dt className="fu-truncate">{column.title}</dt>
              <dd>{cellOf(column)}</dd>
            </div>
          ))}
        </dl>
        {below.length > 0 && (
          <section aria-label={t('Sub-items')}>
            <h3>{t('Sub-items')}</h3>
            <ul>
              {below.map((child) => (
                <li key={child}>
                  <button type="button" className="still-link" onClick={() => onOpenRow(child)}>
                    {titleOf(board, child)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    </SidePanel>
  )
}

function titleOf(board: BoardState, row: number): string {
  return String(board.system(row, 'title') ?? '')
}

function columnsFor(board: BoardState, isSubItem: boolean): readonly BoardColumn[] {
  const other = isSubItem ? 'items' : 'subitems'
  return board.columns().filter(({ fields }) => (fields['appliesTo'] ?? 'both') !== other)
}
