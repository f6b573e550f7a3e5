import { must } from '@fulcrum/domain'
import { use, useMemo, type ReactNode } from 'react'
import { AccountContext } from './account-context.tsx'

/** The account as somebody sees it who looks at another day and may change nothing. */
export function AccountThen({ day, children }: { readonly day: number; readonly children: ReactNode }) {
  const now = must(use(AccountContext), 'an AccountProvider above')
  const then = useMemo(
    () => ({
      ...now,
      account: { ...now.account, day },
      principal: { ...now.principal, role: 'viewer' as const, teamIds: [] },
    }),
    [now, day],
  )
  return <AccountContext.Provider value={then}>{children}</AccountContext.Provider>
}
