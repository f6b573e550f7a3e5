import type { Client } from '@fulcrum/client'
import type { UseCount } from '@fulcrum/protocol'
import type { Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'

/** What is deleted: items, a column, or the whole board. */
export interface Doomed {
  readonly board: string
  readonly rows?: readonly number[]
  readonly column?: string
}

/** An ask names at most so many items. */
const mostRows = 2_000

/**
 * What hangs on something that is deleted, in words, for whoever deletes it to know what they may want to take back; null where
 * nothing does, or where the server cannot be asked. Of a whole board it is asked before that is deleted.
 */
export async function sayUses(client: Client, { rows, ...rest }: Doomed): Promise<string | null> {
  if (client.status.link.state !== 'online' || rows?.length === 0) return null
  const args: Json = { ...rest, ...(rows !== undefined && { rows: rows.slice(0, mostRows) }) }
  const uses = await client.query<UseCount>('use.count', args).catch(() => null)
  return uses === null ? null : usesInWords(uses)
}

/** `3 items elsewhere were connected to it (5 connections). 1 column followed from it: …`; null where nothing hangs on it. */
export function usesInWords({ links, linkingItems, columns, hiddenColumns }: UseCount): string | null {
  const parts: string[] = []
  if (links > 0) {
    parts.push(
      t(
        '{linkingItems, plural, one {# item elsewhere was} other {# items elsewhere were}} connected to it ({links, plural, one {# connection} other {# connections}}).',
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
      t('{count, plural, one {# column} other {# columns}} followed from it: {named}.', {
        count,
        named: named.join(', '),
      }),
    )
  }
  return parts.length === 0 ? null : parts.join(' ')
}
