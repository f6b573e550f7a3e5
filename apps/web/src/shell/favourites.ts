import { scopeOf } from '@fulcrum/domain'
import { useCallback, useMemo } from 'react'
import { byRank } from './account.ts'
import { useScope } from './use-scope.ts'
import { useClient } from './world.tsx'

/** What can be kept at hand. */
export type FavouriteKind = 'board' | 'doc'

interface Favourites {
  /** The ids of the boards and docs that this person keeps at hand, in the order that they gave them. */
  readonly ids: readonly string[]
  readonly set: (kind: FavouriteKind, id: string, favourite: boolean) => void
}

/** The boards and docs that this person keeps at hand. */
export function useFavourites(): Favourites {
  const client = useClient()
  const handle = useScope(scopeOf('user', client.memberId))
  const own = [...(handle?.state?.records('favourite') ?? [])].map(([id, fields]) => ({
    id,
    rank: String(fields['rank']),
  }))
  const ids = own.sort(byRank).map(({ id }) => id)
  const key = ids.join(' ')
  const member = client.memberId
  const set = useCallback<Favourites['set']>(
    (kind, id, favourite) => void client.run('favourite.set', { member, [kind]: id, favourite }),
    [client, member],
  )
  return useMemo(() => ({ ids: key === '' ? [] : key.split(' '), set }), [key, set])
}
