import { DomainError, hangingOn, scopeOf, tablesInScope } from '@fulcrum/domain'
import type { Fields, Scope } from '@fulcrum/domain'
import { readDocAnchor } from '@fulcrum/domain/doc-comments'
import { maxDocBytes } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import * as Y from 'yjs'
import { checkAdded } from '../docs/check-doc.ts'
import { appendDocUpdates, forgetDocTexts, storeVersionText } from '../docs/doc-rows.ts'
import type { SyncNode } from '../node.ts'
import { checkedId, checkedRecord } from './check-lines.ts'
import type { ArchiveNames } from './names.ts'
import { damaged } from './open-archive.ts'
import type { ArchiveDocLine, ArchiveFile, ArchiveRecord, ArchiveText } from './shape.ts'

const docTables = tablesInScope('doc')

type Line = { readonly [field: string]: unknown }

/** Looks at the lines of docs as they come: records of a doc first, and its texts are of what docs may hold. */
export function docSurvey(workspace: string, files: ReadonlyMap<string, ArchiveFile>) {
  const docs = new Set<string>()
  const versions = new Set<string>()
  return (line: Line, where: string): ArchiveRecord | null => {
    const doc = checkedId(line['doc'], where)
    if (line['table'] === undefined) {
      if (!docs.has(doc)) throw damaged(`${where} is of no doc`)
      if (line['version'] !== undefined && !versions.has(String(line['version'])))
        throw damaged(`${where} is of no version`)
      checkText(line, files, where)
      return null
    }
    const record = checkedRecord(line, docTables, where)
    if (record.table === 'doc') {
      if (record.id !== doc || record.fields['workspaceId'] !== workspace) throw damaged(`${where} is another doc`)
      docs.add(doc)
    } else if (!docs.has(doc)) throw damaged(`${where} is of no doc`)
    if (record.table === 'docVersion') versions.add(record.id)
    const { anchor, quote } = record.table === 'docComment' ? record.fields : {}
    const hasWords = typeof quote === 'string' && quote.trim() !== ''
    if (anchor !== undefined && anchor !== null && (readDocAnchor(anchor) === null || !hasWords)) {
      throw damaged(`${where} stands on no words`)
    }
    return record
  }
}

/** What a text holds is what somebody could have written, and every file of it is one that the archive brings. */
function checkText(line: Line, files: ReadonlyMap<string, ArchiveFile>, where: string): void {
  if (typeof line['text'] !== 'string' || line['text'].length > maxDocBytes * 2) throw damaged(`${where} is no text`)
  for (const { kind, id } of namedIn(Buffer.from(line['text'], 'base64'), where)) {
    if (kind === 'file' && !files.has(id)) throw damaged(`${where} shows a file that is not in it`)
  }
}

function namedIn(data: Uint8Array, where: string) {
  const doc = newTextDoc()
  try {
    Y.applyUpdate(doc, data)
    // What waits for something that is not there is judged by nobody, and keeps the doc from all that is written later.
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw damaged(`${where} is not whole`)
    return checkAdded(doc, new Map())
  } catch (error) {
    throw error instanceof DomainError ? error : damaged(`${where} is no text of a doc`)
  } finally {
    doc.destroy()
  }
}

/** A doc's records, to be made with the workspace. */
export interface DocWrite {
  readonly scope: Scope
  readonly create: (readonly [table: string, id: string, fields: Fields])[]
}

/** Takes docs in: what they say is stored where nobody reads it, and their records are kept for the last step. */
export class TakingDocs {
  readonly writes = new Map<string, DocWrite>()
  private readonly node: Pick<SyncNode, 'store' | 'executor'>
  private readonly names: ArchiveNames
  private readonly owner: string | null

  constructor(node: Pick<SyncNode, 'store' | 'executor'>, names: ArchiveNames, owner: string | null) {
    this.node = node
    this.names = names
    this.owner = owner
  }

  /** Takes the next line, with the ids that it has here. A doc hangs on nothing that stands outside of the archive. */
  async take(line: ArchiveDocLine, outside: ReadonlySet<string>): Promise<void> {
    const { doc } = line
    if ('table' in line) {
      const write = this.writes.get(doc) ?? { scope: scopeOf('doc', doc), create: [] }
      this.writes.set(doc, write)
      const isOwn = line.table === 'docMember' && line.id === this.owner
      const fields = line.table === 'doc' ? hangingOn(line.fields, (id) => !outside.has(id)) : line.fields
      write.create.push([line.table, line.id, isOwn ? { ...fields, role: 'owner' } : fields])
      return
    }
    const { pool, accountId } = this.node.store
    const data = this.here(line)
    const files = namedIn(data, `a text of the doc ${doc}`).flatMap(({ kind, id }) => (kind === 'file' ? [id] : []))
    const at = this.node.executor.now()
    const updates = line.version === undefined ? [{ data, by: null }] : []
    await appendDocUpdates(pool, accountId, doc, { updates, files: [...new Set(files)], at })
    if (line.version !== undefined) await storeVersionText(pool, accountId, { doc, version: line.version, data })
  }

  /** What the last step makes; whoever takes an archive in owns its docs. */
  made(): readonly DocWrite[] {
    return [...this.writes.values()].map(({ scope, create }) => {
      const isOwned = this.owner === null || create.some(([table, id]) => table === 'docMember' && id === this.owner)
      return {
        scope,
        create: isOwned ? create : [...create, ['docMember', String(this.owner), { subject: 'member', role: 'owner' }]],
      }
    })
  }

  /** Forgets what was stored, where the rest of the archive did not come in; what docs say that are there stays. */
  async takeBack(): Promise<void> {
    const { pool, accountId } = this.node.store
    const all = [...this.writes.keys()]
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM doc WHERE account = $1 AND id = ANY ($2)', [
      accountId,
      all,
    ])
    const there = new Set(rows.map(({ id }) => id))
    await forgetDocTexts(
      pool,
      accountId,
      all.filter((id) => !there.has(id)),
    )
  }

  /** Ids in a text are as long as those that they become, so the text is the same but for them. */
  private here({ text }: ArchiveText): Buffer {
    const there = Buffer.from(text, 'base64').toString('latin1')
    return Buffer.from(this.names.inLine(there), 'latin1')
  }
}
