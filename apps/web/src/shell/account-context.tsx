import type { ScopePhase } from '@fulcrum/client'
import { must, scopeOf } from '@fulcrum/domain'
import { createContext, use, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react'
import { readAccount, type AccountView, type Member } from './account.ts'
import { useScope } from './use-scope.ts'
import { useWorld, type MemberPrincipal } from './world.tsx'

interface AccountValue {
  readonly phase: ScopePhase
  readonly account: AccountView
  readonly me: Member
  readonly principal: MemberPrincipal
}

const AccountContext = createContext<AccountValue | null>(null)

/** Holds the account scope open for everything below. Until it is here the account is what the session says of it. */
export function AccountProvider({ children }: { readonly children: ReactNode }) {
  const { client, session } = useWorld()
  const handle = useScope(scopeOf('account', client.accountId))
  const last = useRef<AccountView>(undefined)
  const state = handle?.state ?? null
  const account =
    state === null
      ? fromSession(client.accountId, session.accountName, last.current)
      : readAccount(state, client.accountId, last.current)
  useLayoutEffect(() => {
    last.current = account
  })
  const phase = handle?.phase ?? 'opening'
  const value = useMemo<AccountValue>(() => {
    const me = account.members.find(({ id }) => id === client.memberId) ?? {
      id: client.memberId,
      name: session.name,
      email: session.email,
      role: session.role,
      colour: 'blue',
      placeholder: false,
      removed: false,
      timeZone: null,
    }
    const teamIds = account.teams.filter(({ memberIds }) => memberIds.includes(me.id)).map(({ id }) => id)
    // @NOTE the session's member id was parsed by the server that gave it.
    const memberId = me.id as MemberPrincipal['memberId']
    return { phase, account, me, principal: { kind: 'member', memberId, role: me.role, teamIds } }
  }, [phase, account, client, session])
  return <AccountContext.Provider value={value}>{children}</AccountContext.Provider>
}

function fromSession(id: string, name: string, before: AccountView | undefined): AccountView {
  if (before?.id === id) return before
  return { id, name, locale: 'en', timeZone: 'UTC', weekStart: 1, members: [], teams: [], workspaces: [], folders: [] }
}

function useAccountValue(): AccountValue {
  return must(use(AccountContext), 'an AccountProvider above')
}

/** The account's name and settings, members, teams, workspaces and folders. Parts keep their identity until they change. */
export function useAccount(): AccountView {
  return useAccountValue().account
}

/** Whether the account's records are here yet. */
export function useAccountPhase(): ScopePhase {
  return useAccountValue().phase
}

/** Who is signed in, as the account knows them now. */
export function useMe(): Member {
  return useAccountValue().me
}

/** Who is signed in, for `can()`. */
export function usePrincipal(): MemberPrincipal {
  return useAccountValue().principal
}
