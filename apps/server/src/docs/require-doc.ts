import { can, docResource, notFound, scopeOf } from '@fulcrum/domain'
import type { Principal, ScopeReader } from '@fulcrum/domain'
import type { ScopeStore } from '../scopes/scope-store.ts'

/** The state of a doc that a principal may read; one answer for what is not there, in the trash, or not theirs. */
export async function requireDoc(store: ScopeStore, principal: Principal, doc: string): Promise<ScopeReader> {
  const { state } = await store.get(scopeOf('doc', doc))
  const resource = docResource(state, doc)
  if (resource.board['deletedAt'] !== undefined || !can(principal, 'doc.read', resource)) throw notFound('doc')
  return state
}
