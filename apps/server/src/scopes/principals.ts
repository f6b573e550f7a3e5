import { scopeOf } from '@fulcrum/domain'
import type { ScopeReader } from '@fulcrum/domain'
import type { ScopeStore } from './scope-store.ts'

export { memberPrincipal } from '@fulcrum/domain'

/** The account's own scope, which every node holds. */
export async function accountState(store: ScopeStore): Promise<ScopeReader> {
  return (await store.get(scopeOf('account', store.accountId))).state
}
