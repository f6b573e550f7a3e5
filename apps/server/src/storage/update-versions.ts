import type { Json, Scope } from '@fulcrum/domain'
import type { UpdateVersion } from '@fulcrum/protocol'
import type pg from 'pg'
import { changesAfter } from './log.ts'

const atOnce = 1_000
/** Entries of a thread's log that are looked through. */
const mostEntries = 20_000

/** Everything that a message said, the first first, from the log of its thread. What was purged is not told. */
export async function versionsOfUpdate(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  update: string,
): Promise<readonly UpdateVersion[]> {
  const versions: UpdateVersion[] = []
  let [body, content]: [string, Json] = ['', null]
  for (let [from, seen] = [0, 0]; seen < mostEntries;) {
    const changes = await changesAfter(pool, accountId, scope, from, atOnce)
    for (const { patches, at, actor, historic } of changes) {
      for (const patch of patches) {
        if (historic === true || patch.op !== 'put' || patch.table !== 'update' || patch.id !== update) continue
        const { body: said, content: written } = patch.fields
        if (said === undefined && written === undefined) continue
        if (said === null) continue
        body = typeof said === 'string' ? said : body
        content = written === undefined ? content : written
        versions.push({ at, actor, body, content })
      }
    }
    seen += changes.length
    from = changes.at(-1)?.version ?? from
    if (changes.length < atOnce) break
  }
  return versions
}
