import type { Change, LoggedChange } from '@fulcrum/domain'
import { maxRowsOfCatchUp } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { changesAfter } from '../storage/log.ts'
import { wirePage } from '../storage/wire-pages.ts'
import type { Subscription } from './subscription.ts'

/** Changes are read from the log in pages of this many, so that taking a page apart holds up nobody. */
const resumePage = 500

/**
 * What was missed between two versions, in pages: whole frames where all of it may be known, changes to be looked through
 * where not. Null where sending everything afresh is less.
 */
export async function missedPages(
  { pool, accountId }: Pick<ScopeStore, 'pool' | 'accountId'>,
  { scope, sight }: Pick<Subscription, 'scope' | 'sight'>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<(string | readonly LoggedChange[])[] | null> {
  if (to - from > maxRowsOfCatchUp) return null
  const seesAll = sight === null || (sight.hiddenColumns.size === 0 && sight.namesOnly !== true)
  const pages: (string | readonly LoggedChange[])[] = []
  let rows = 0
  for (let at = from; at < to;) {
    const after = at
    const limit = Math.min(resumePage, to - at)
    const plain = seesAll ? await withRetry(pool, () => wirePage(pool, accountId, scope, after, limit)) : null
    if (plain?.isPlain) {
      if (plain.count !== limit) return null
      pages.push(`{"t":"changes","scope":"${scope}","changes":${plain.text}}`)
      rows += plain.rows
    } else {
      const page = await withRetry(pool, () => changesAfter(pool, accountId, scope, after, limit))
      if (page.length !== limit) return null
      pages.push(page)
      rows += page.reduce((sum, change) => sum + countRows(change), 0)
    }
    if (rows > maxRowsOfCatchUp) return null
    at += limit
  }
  return pages
}

function countRows({ patches }: Change): number {
  return patches.reduce((sum, patch) => sum + (patch.op === 'cells' ? patch.rows.length : 1), 0)
}
