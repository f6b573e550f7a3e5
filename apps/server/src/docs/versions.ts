import { DomainError, can, docResource, notFound, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { DocNode } from '@fulcrum/domain/doc-content'
import type { SyncNode } from '../node.ts'
import { dropVersionText, readVersionText, storeVersionText } from './doc-rows.ts'
import { treeOfState } from './doc-tree.ts'
import { requireDoc } from './require-doc.ts'

const system: Principal = { kind: 'system', memberId: null }
/** A doc that is opened and left again and again is not kept each time. */
const apartMs = 10 * 60_000
/** By itself a doc is kept so often at most; the rest is for versions with names. */
const maxUnnamed = 300

/** Keeps the text of a doc that was written in and that everybody has left. */
export function keepVersions(node: SyncNode): void {
  node.hub.docs.onLeft = async ({ doc, writtenBy }) => {
    const { state } = await node.store.get(scopeOf('doc', doc))
    const versions = [...state.records('docVersion')].map(([, fields]) => Number(fields['at']))
    if (versions.length >= maxUnnamed || node.executor.now() - Math.max(0, ...versions) < apartMs) return
    await keepVersion(node, { doc, name: null, by: writtenBy })
  }
}

/** Keeps the text of a doc as it is now; gives the version's id. */
export async function keepVersion(
  node: SyncNode,
  { doc, name, by }: { readonly doc: string; readonly name: string | null; readonly by: string | null },
): Promise<string> {
  const { pool, accountId } = node.store
  const version = uuidV7(node.executor.now(), (bytes) => crypto.getRandomValues(bytes))
  const data = await node.hub.docs.room(doc).state()
  // The text is there before anybody hears of the version.
  await storeVersionText(pool, accountId, { doc, version, data })
  const args = { doc, id: version, name, by }
  const answer = await node.executor.run({ principal: () => system }, 'doc.keepVersion', 1, args)
  if (answer.ok) return version
  await dropVersionText(pool, accountId, doc, version)
  throw new DomainError(answer.code, answer.message)
}

/** Keeps the text as a version with a name, for somebody who may write it. */
export async function nameVersion(
  node: SyncNode,
  principal: Principal,
  { doc, name }: { readonly doc: string; readonly name: string },
): Promise<{ readonly id: string }> {
  const state = await requireDoc(node.store, principal, doc)
  if (!can(principal, 'doc.edit', docResource(state, doc))) {
    throw new DomainError('forbidden', 'You may read this doc, and not write in it.')
  }
  return { id: await keepVersion(node, { doc, name, by: principal.memberId }) }
}

/** What a version said. */
export async function readVersion(
  node: SyncNode,
  principal: Principal,
  { doc, version }: { readonly doc: string; readonly version: string },
): Promise<{ readonly tree: DocNode }> {
  await requireDoc(node.store, principal, doc)
  const data = await readVersionText(node.store.pool, node.store.accountId, doc, version)
  if (data === null) throw notFound('version')
  return { tree: treeOfState(data) }
}
