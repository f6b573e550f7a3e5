import type { DocSession } from '@fulcrum/client/docs'
import { useEffect, useReducer } from 'react'
import { useAccount, useMe } from '../shell/account-context.tsx'
import type { Member } from '../shell/account.ts'

/** The others who have their cursor in a doc. */
export function useDocPeople(session: DocSession | null): readonly Member[] {
  const { members } = useAccount()
  const me = useMe()
  const [, draw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => session?.onPeers(draw), [session])
  const here = new Set([...(session?.peers.values() ?? [])].map(({ member }) => member))
  return members.filter(({ id }) => here.has(id) && id !== me.id)
}
