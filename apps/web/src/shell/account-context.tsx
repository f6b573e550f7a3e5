import type { Client, ScopePhase } from '@fulcrum/client'
import { must, scopeOf } from '@fulcrum/domain'
import type { SessionAnswer } from '@fulcrum/protocol'
import { writeNumbersAs } from '@fulcrum/ui/messages'
import { createContext, use, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { readAccount, type AccountView, type Member } from './account.ts'
import { tellTimesTo } from './reader-times.ts'
import { useWorld, type MemberPrincipal } from './world.tsx'

export interface AccountValue {
  readonly phase: ScopePhase
  readonly account: AccountView
  readonly me: Member
  readonly principal: MemberPrincipal
}

export const AccountContext = createContext<AccountValue | null>(null)

/** Holds the account scope open for everything below. Until it is here the account is what the session says of it. */
export function AccountProvider({ children }: { readonly children: ReactNode }) {
  const { client, session } = useWorld()
  const [store] = useState(() => createAccountStore(client, session))
  const { phase, account } = useSyncExternalStore(store.subscribe, store.snapshot)
  const value = useMemo<AccountValue>(() => {
    const me = account.members.find(({ id }) => id === client.memberId) ?? meOfSession(session)
    const teamIds = account.teams.filter(({ memberIds }) => memberIds.includes(me.id)).map(({ id }) => id)
    // Before anything below says a number or a time.
    writeNumbersAs(account.locale)
    tellTimesTo({ locale: account.locale, timeZone: me.timeZone ?? account.timeZone })
    // @NOTE the session's member id was parsed by the server that gave it.
    const memberId = me.id as MemberPrincipal['memberId']
    return { phase, account, me, principal: { kind: 'member', memberId, role: me.role, teamIds } }
  }, [phase, account, client, session])
  return <AccountContext.Provider value={value}>{children}</AccountContext.Provider>
}

type Snapshot = Pick<AccountValue, 'phase' | 'account'>

/** The account scope as a store: open while somebody listens. */
function createAccountStore(client: Client, session: SessionAnswer) {
  let snapshot: Snapshot = { phase: 'opening', account: accountOfSession(session) }
  return {
    snapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      const handle = client.open(scopeOf('account', client.accountId))
      const read = (): void => {
        const { phase, state } = handle
        const account = state === null ? snapshot.account : readAccount(state, client.accountId, snapshot.account)
        if (phase === snapshot.phase && account === snapshot.account) return
        snapshot = { phase, account }
        listener()
      }
      const stop = handle.subscribe(read)
      read()
      return () => {
        stop()
        handle.close()
      }
    },
  }
}

function accountOfSession({ account, accountName }: SessionAnswer): AccountView {
  return {
    id: account,
    name: accountName,
    locale: 'en',
    timeZone: 'UTC',
    weekStart: 1,
    day: null,
    members: [],
    teams: [],
    workspaces: [],
    folders: [],
    goneWorkspaces: [],
  }
}

function meOfSession({ member, name, email, role }: SessionAnswer): Member {
  const known = { id: member, name, email, role, colour: 'blue' } as const
  return { ...known, placeholder: false, removed: false, timeZone: null, service: false, site: null, workHours: null }
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
