import type { Client } from '@fulcrum/client'
import type { UseCount } from '@fulcrum/protocol'
import type { Json } from '@fulcrum/domain'
import type { ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

/** What is about to be deleted: items, a column, or the whole board. */
export interface Doomed {
  readonly board: string
  readonly rows?: readonly number[]
  readonly column?: string
}

/** An ask names at most so many items. */
const mostRows = 2_000

/**
 * Deletes at once where nothing hangs on it; otherwise says what does, with counts, and waits for a yes. Where the server cannot
 * be asked the deletion goes on: it can be taken back.
 */
export async function deleteKnowingly(
  client: Client,
  toasts: ToastStore,
  doomed: Doomed,
  go: () => void,
): Promise<void> {
  const { rows, ...rest } = doomed
  if (client.status.link.state !== 'online' || (rows !== undefined && rows.length === 0)) return go()
  const args: Json = { ...rest, ...(rows !== undefined && { rows: rows.slice(0, mostRows) }) }
  const uses = await client.query<UseCount>('use.count', args).catch(() => null)
  const words = uses === null ? null : usesInWords(uses)
  if (words === null) return go()
  toasts.show({
    text: t('{words} Nothing is deleted yet.', { words }),
    icon: 'warning',
    tone: 'danger',
    action: { title: t('Delete anyway'), onSelect: go },
  })
}

/** `3 items are connected to it. The columns Epic (Tasks) and 2 hidden ones follow from it.`; null where nothing hangs on it. */
export function usesInWords({ links, linkingItems, columns, hiddenColumns }: UseCount): string | null {
  const parts: string[] = []
  if (links > 0) {
    parts.push(
      t(
        '{linkingItems, plural, one {# item elsewhere is} other {# items elsewhere are}} connected to it ({links, plural, one {# connection} other {# connections}}).',
        { linkingItems, links },
      ),
    )
  }
  const named = columns.slice(0, 3).map(({ title, boardName }) => t('“{title}” on {boardName}', { title, boardName }))
  const more = columns.length - named.length + hiddenColumns
  if (more > 0) named.push(named.length === 0 ? t('{more} that you may not see', { more }) : t('{more} more', { more }))
  if (named.length > 0) {
    const count = columns.length + hiddenColumns
    parts.push(
      t('{count, plural, one {# column follows} other {# columns follow}} from it: {named}.', {
        count,
        named: named.join(', '),
      }),
    )
  }
  return parts.length === 0 ? null : parts.join(' ')
}
