import type { ItemLinkDoc, ItemLinkEntry, ItemLinks } from '@fulcrum/protocol'
import { appHref, EmptyState, Icon, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Failure } from '../../shell/failure.tsx'
import { docPath, itemPath } from '../../shell/paths.ts'
import { useItem } from './use-item.ts'
import { useQuery } from './use-query.ts'

/** Links both ways: the items and docs that this one names in its columns and updates, and those that name it. */
export function LinksTab() {
  const { board, boardId, item } = useItem()
  const { answer, error, retry } = useQuery<ItemLinks>(
    'item.links',
    { board: boardId, item: item.id },
    `${board.version} ${item.updates}`,
  )
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
  const { to, from, toDocs, fromDocs } = answer
  if (to.length + from.length + toDocs.length + fromDocs.length === 0) {
    return (
      <div className="item-tab">
        <EmptyState
          compact
          icon="link"
          text={t(
            'No links yet. Name an item or a doc with @ in an update, connect an item in a column, or name this one in a doc: it shows here, and there.',
          )}
        />
      </div>
    )
  }
  return (
    <div className="item-tab item-links">
      <LinkList title={t('This item names')} entries={to} docs={toDocs} />
      <LinkList title={t('Named by')} entries={from} docs={fromDocs} />
    </div>
  )
}

interface LinkListProps {
  readonly title: string
  readonly entries: readonly ItemLinkEntry[]
  readonly docs: readonly ItemLinkDoc[]
}

function LinkList({ title, entries, docs }: LinkListProps) {
  const { boardId } = useItem()
  if (entries.length + docs.length === 0) return null
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
        {docs.map(({ id, name }) => (
          <li key={id}>
            <a className="item-sub" href={appHref(docPath(id))}>
              <Icon name="doc" />
              <span className="fu-truncate fu-grow">{name}</span>
              <span className="item-sub-count fu-truncate">{t('doc')}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
