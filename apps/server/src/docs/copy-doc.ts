import { DomainError, boardResource, can, followsBoard, must, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { Fields, Principal } from '@fulcrum/domain'
import type { DocCopyOrder } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import { appendDocUpdates, forgetDocTexts } from './doc-rows.ts'
import { DocText } from './doc-text.ts'
import { boardSeenOf } from './may-name.ts'
import { requireDoc } from './require-doc.ts'

interface CopyPlace {
  readonly workspace: string
  readonly folder?: string | null | undefined
  readonly on?: { readonly board: string; readonly item: string } | undefined
}

/**
 * Makes a doc that says what another one says, for somebody who may read that: they own it. What the text names it goes on to
 * name, whoever may read that, and nobody is told of it again; comments and versions stay with the original.
 */
export async function copyDoc(
  node: SyncNode,
  principal: Principal,
  { doc, name, place, template }: DocCopyOrder & { readonly doc: string },
): Promise<{ readonly id: string }> {
  const { pool, accountId } = node.store
  const original = must((await requireDoc(node.store, principal, doc)).record('doc', doc), 'the doc')
  const where = place ?? (await beside(node, principal, original, template === undefined))
  const access = accessOfCopy(original, where)
  const id = uuidV7(node.executor.now(), (bytes) => crypto.getRandomValues(bytes))
  // The text is there before anybody hears of the doc.
  await storeCopy(node, id, await node.hub.docs.room(doc).state(), principal)
  const args = { doc: id, name, ...where, ...(access && { access }), ...(template && { template: { ...template } }) }
  const { memberId } = principal
  const asker = (): Principal | null => (memberId === null ? principal : node.hub.principal(memberId))
  const answer = await node.executor.run({ principal: asker }, 'doc.create', 1, args)
  if (answer.ok) return { id }
  await forgetDocTexts(pool, accountId, [id])
  throw new DomainError(answer.code, answer.message)
}

async function storeCopy(node: SyncNode, id: string, data: Uint8Array, by: Principal): Promise<void> {
  const { pool, accountId } = node.store
  const text = new DocText([])
  const judged = text.try(data)
  text.doc.destroy()
  if (judged.is !== 'new') return
  const files = judged.references.flatMap((each) => (each.kind === 'file' ? [each.id] : []))
  await appendDocUpdates(pool, accountId, id, {
    updates: [{ data: judged.update, by: by.memberId }],
    files: [...new Set(files)],
    at: node.executor.now(),
  })
}

/** Where the original stands: in its folder, and on its item where somebody may put docs there. */
async function beside(
  { store }: SyncNode,
  principal: Principal,
  { workspaceId, folderId, itemId }: Fields,
  onItem: boolean,
): Promise<CopyPlace> {
  const { state: account } = await store.get(scopeOf('account', store.accountId))
  const folder = typeof folderId === 'string' && account.record('folder', folderId)?.['deletedAt'] === undefined
  const seen =
    onItem && typeof itemId === 'string' ? await boardSeenOf(store, await store.knowing(principal), itemId) : null
  const row = seen?.board.rowOf(String(itemId))
  const mayPut =
    seen !== null &&
    row !== undefined &&
    seen.board.isLive(row) &&
    can(principal, 'item.edit', boardResource(seen.board, seen.board.boardId))
  return {
    workspace: String(workspaceId),
    folder: folder ? folderId : null,
    ...(mayPut && { on: { board: seen.board.boardId, item: String(itemId) } }),
  }
}

/**
 * Whom a copy is for: whom the original is for, so that nothing becomes known by it. On an item, what follows a board and what is
 * made of a template follows the board there, as a new doc does; elsewhere a copy follows none.
 */
function accessOfCopy({ access, template }: Fields, { on }: CopyPlace): 'main' | 'private' | 'shareable' | undefined {
  if (on !== undefined && (access === followsBoard || (template !== undefined && template !== null))) return undefined
  if (access === 'main' || access === 'shareable') return access
  return access === undefined ? 'main' : 'private'
}
