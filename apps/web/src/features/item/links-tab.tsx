import type { ItemLinkEntry } from '@fulcrum/protocol'
import { appHref, EmptyState, Icon, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Failure } from '../../shell/failure.tsx'
import { itemPath } from '../../shell/paths.ts'
import { useItem } from './use-item.ts'
import { useQuery } from './use-query.ts'

/** Links both ways: the items that this one names in its columns and updates, and those that name it. */
export function LinksTab() {
  const { board, boardId, item } = useItem()
  const { answer, error, retry } = useQuery<{
    readonly to: readonly ItemLinkEntry[]
    readonly from: readonly ItemLinkEntry[]
  }>('item.links', { board: boardId, item: item.id }, `${board.version} ${item.updates}`)
  if (answer === null && error !== null)
    return (
      <div className="item-tab">
        <Failure
          compact
          trouble={error}
          refused={t('What this item is linked with is not shared with you. Ask an owner of its board.')}
          onRetry={retry}
        />
      </div>
    )
  if (answer === null) {
    return (
      <div className="item-tab">
        <Skeleton lines={4} label={t('Looking for links')} />
      </div>
    )
  }
  if (answer.to.length === 0 && answer.from.length === 0) {
    return (
      <div className="item-tab">
        <EmptyState
          compact
          icon="link"
          text={t(
            'No links yet. Name an item with @ in an update, or connect one in a column: it shows here, and there.',
          )}
        />
      </div>
    )
  }
  return (
    <div className="item-tab item-links">
      <LinkList title={t('This item names')} entries={answer.to} />
      <LinkList title={t('Named by')} entries={answer.from} />
    </div>
  )
}

function LinkList({ title, entries }: { readonly title: string; readonly entries: readonly ItemLinkEntry[] }) {
  const { boardId } = useItem()
  if (entries.length === 0) return null
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {entries.map((entry) => (
          <li key={`${entry.id} ${entry.by ?? ''}`}>
            <a className="item-sub" href={appHref(itemPath(entry.board, entry.row))}>
              <Icon name={entry.by === null ? 'chat' : 'link'} />
              <span className="item-key">{entry.key}</span>
              <span className="fu-truncate fu-grow">{entry.title}</span>
              <span className="item-sub-count fu-truncate">
                {entry.board === boardId ? '' : `${entry.boardName} · `}
                {entry.by ?? t('update')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
