import { maxItemTitleLength } from '@fulcrum/domain'
import { EmptyState, TextField } from '@fulcrum/ui'
import type { Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useClient, useKinds } from '../../shell/client-context.tsx'
import { childrenOf, keyOf } from './item-data.ts'
import { useItem } from './use-item.ts'

/** The items below this one, and a line for more of them. */
export function SubItemsTab() {
  const { item, rights, run } = useItem()
  const client = useClient()
  const [title, setTitle] = useState('')
  const add = (): void => {
    if (title.trim() === '') return
    void run('item.create', { id: client.newId(), title: title.trim(), parent: item.id })
    setTitle('')
  }
  const canAdd = rights.edit && !item.deleted
  return (
    <div className="item-tab">
      {item.children.length === 0 && (
        <EmptyState
          compact
          icon="sub"
          text={t('Sub-items split the work; they have the same columns as their item.')}
        />
      )}
      {item.children.length > 0 && (
        <ul className="item-subs" aria-label={t('Sub-items')}>
          {item.children.map((row) => (
            <SubItem key={row} row={row} />
          ))}
        </ul>
      )}
      {canAdd && (
        <form
          className="item-add"
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <TextField
            label={t('New sub-item')}
            hideLabel
            icon="plus"
            placeholder={t('Add a sub-item')}
            value={title}
            maxLength={maxItemTitleLength}
            onChange={(event) => setTitle(event.target.value)}
          />
        </form>
      )}
    </div>
  )
}

/** One line: key, title, its own progress, and what its status and owner columns say. */
function SubItem({ row }: { readonly row: number }) {
  const { board, context, openRow } = useItem()
  const { columnViews } = useKinds()
  const told = board
    .columns()
    .filter(({ fields }) => fields['deletedAt'] === undefined && ['status', 'owner'].includes(String(fields['role'])))
  const below = childrenOf(board, row).length
  return (
    <li>
      <button type="button" className="item-sub" onClick={() => openRow(row)}>
        <span className="item-key">{keyOf(board, row)}</span>
        <span className="fu-truncate fu-grow">{String(board.system(row, 'title') ?? '')}</span>
        {below > 0 && <span className="item-sub-count">{t('{below} below', { below })}</span>}
        {told.map((column) => {
          const view = columnViews.get(column.kind.id)
          const value: Json = board.cell(row, column.number)
          return (
            <span key={column.id} className="item-sub-cell">
              {view !== undefined && value !== null && (
                <view.Cell value={value} settings={column.settings} context={context} />
              )}
            </span>
          )
        })}
      </button>
    </li>
  )
}
