import { hangingOn } from '@fulcrum/domain'
import { mergeUpdates } from 'yjs'
import type pg from 'pg'
import { readDoc, readVersionText } from '../docs/doc-rows.ts'
import { eachIdIn } from './ids-in-text.ts'
import { recordsOf } from './read-rows.ts'
import type { ArchiveDocLine } from './shape.ts'

/**
 * The docs of a workspace: for each its records, then what it says and what its versions said. Who has which role on a board that
 * the archive does not bring is not told.
 */
export async function* docLines(
  client: pg.ClientBase,
  accountId: string,
  docs: readonly string[],
  boards: ReadonlySet<string>,
): AsyncGenerator<ArchiveDocLine> {
  for (const doc of docs) {
    const versions: string[] = []
    for (const table of ['doc', 'docMember', 'docVersion', 'docComment']) {
      for await (const { id, fields } of recordsOf(client, accountId, table, { scopeIds: '= $2' }, [doc])) {
        if (table === 'docVersion') versions.push(id)
        const isThere = (named: string) => named === fields['itemId'] || boards.has(named)
        yield { doc, table, id, fields: table === 'doc' ? hangingOn(fields, isThere) : fields }
      }
    }
    const { updates } = await readDoc(client, accountId, doc)
    if (updates.length > 0) yield { doc, ...textLine(mergeUpdates([...updates])) }
    for (const version of versions) {
      const data = await readVersionText(client, accountId, doc, version)
      if (data !== null) yield { doc, version, ...textLine(data) }
    }
  }
}

/** The docs of a workspace, but for some. */
export async function docsIn(
  client: pg.ClientBase,
  accountId: string,
  workspace: string,
  leavesOut: ReadonlySet<string> | undefined,
): Promise<string[]> {
  const found: string[] = []
  const where = { scopeIds: '= t.id', where: 't.workspace_id = $2' }
  for await (const { scopeId: id } of recordsOf(client, accountId, 'doc', where, [workspace])) {
    if (leavesOut?.has(id) !== true) found.push(id)
  }
  return found
}

/** A text with the ids that it names beside it, where whoever reads the line finds them. */
function textLine(data: Uint8Array): { readonly text: string; readonly names: readonly string[] } {
  const names = new Set<string>()
  eachIdIn(Buffer.from(data).toString('latin1'), (id) => names.add(id))
  return { text: Buffer.from(data).toString('base64'), names: [...names].sort() }
}
