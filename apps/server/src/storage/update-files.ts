import { scopeKind } from '@fulcrum/domain'
import type { Fields, HeldFile, Patch, Scope, ScopeReader } from '@fulcrum/domain'
import { richFiles } from '@fulcrum/domain/rich-text'
import type { RichText } from '@fulcrum/domain/rich-text'
import type { Statement } from './statement.ts'
import type { WriteTarget } from './write-items.ts'

/** What files a message shows once patches are written. */
export interface ShownFiles {
  readonly update: string
  readonly files: readonly HeldFile[]
}

/** The messages of a thread whose text patches write; of one that is written twice the last word counts. */
export function filesOfUpdates(scope: Scope, patches: readonly Patch[]): readonly ShownFiles[] {
  if (scopeKind(scope) !== 'item') return []
  const shown = new Map<string, readonly HeldFile[]>()
  for (const patch of patches) {
    if (patch.op !== 'put' || patch.table !== 'update' || patch.fields['content'] === undefined) continue
    shown.set(patch.id, filesIn(patch.fields))
  }
  return [...shown].map(([update, files]) => ({ update, files }))
}

/** The files that a message shows already. */
export function filesOfUpdate(thread: ScopeReader, update: string): readonly HeldFile[] {
  return filesIn(thread.record('update', update) ?? {})
}

function filesIn({ content }: Fields): readonly HeldFile[] {
  // @NOTE what is stored there was read as a rich text.
  return content ? richFiles(content as unknown as RichText) : []
}

/** Keeps beside the messages which files they show; what they showed lately stays known, so that it can be put back. */
export function writeUpdateFiles(statement: Statement, target: WriteTarget, shown: readonly ShownFiles[]): void {
  if (shown.length === 0) return
  const held = shown.map(({ update, files }) => ({ id: update, hashes: files.map(({ hash }) => hash) }))
  const source = `jsonb_to_recordset(${statement.param(JSON.stringify(held), 'jsonb')}) AS p(id uuid, hashes text[])`
  statement.with(
    `UPDATE update_file f SET removed_at = ${target.params.at} FROM ${target.guard}, ${source}
     WHERE f.account = ${target.account} AND f.scope_id = ${target.scopeId} AND f.id = p.id
       AND f.removed_at IS NULL AND NOT f.hash = ANY (p.hashes)`,
  )
  if (held.every(({ hashes }) => hashes.length === 0)) return
  statement.with(
    `INSERT INTO update_file (account, scope_id, id, hash)
     SELECT ${target.account}, ${target.scopeId}, p.id, held.hash
     FROM ${target.guard}, ${source}, unnest(p.hashes) AS held(hash)
     ON CONFLICT (account, scope_id, id, hash) DO UPDATE SET removed_at = NULL`,
  )
}
