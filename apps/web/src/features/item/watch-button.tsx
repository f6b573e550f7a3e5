import { scopeOf, threadPeople, watchersOf } from '@fulcrum/domain'
import { IconButton } from '@fulcrum/ui'
import { useClient, useScope } from '../../shell/client-context.tsx'
import { useItem } from './use-item.ts'

/** Whether one hears of the item, and who else does: those who made it, are named in it or wrote on it, and who chose to. */
export function WatchButton() {
  const { memberId } = useClient()
  const { board, item, run, context } = useItem()
  const thread = useScope(scopeOf('item', item.id))?.state
  const watchers = watchersOf(board, item.row, threadPeople(thread ?? undefined))
  const isWatching = watchers.has(memberId)
  const names = [...watchers].filter((id) => id !== memberId).map((id) => context.personName(id))
  const others = names.length === 0 ? '' : ` · also ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`
  const label = `${isWatching ? 'You watch this item; stop watching' : 'Watch this item'}${others}`
  return (
    <IconButton
      icon="bell"
      label={label}
      size="small"
      pressed={isWatching}
      onClick={() => void run(isWatching ? 'item.unwatch' : 'item.watch', { item: item.id })}
    />
  )
}
