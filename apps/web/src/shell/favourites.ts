import { scopeOf } from '@fulcrum/domain'
import { useCallback } from 'react'
import { byRank } from './account.ts'
import { useScope } from './use-scope.ts'
import { useClient } from './world.tsx'

interface Favourites {
  /** The ids of the boards that this person keeps at hand, in their order. */
  readonly boards: readonly string[]
  readonly set: (board: string, favourite: boolean) => void
}

/** The boards that this person keeps at hand. */
export function useFavourites(): Favourites {
  const client = useClient()
  const handle = useScope(scopeOf('user', client.memberId))
  const own = [...(handle?.state?.records('favourite') ?? [])].map(([id, fields]) => ({
    id,
    rank: String(fields['rank']),
  }))
  const set = useCallback(
    (board: string, favourite: boolean) => {
      client.run('favourite.set', { member: client.memberId, board, favourite })
    },
    [client],
  )
  return { boards: own.sort(byRank).map(({ id }) => id), set }
}
