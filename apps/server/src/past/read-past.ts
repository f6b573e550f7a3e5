import { PatchFold, importedPast, limitsOfPast, livenessCells } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { checkpointBefore, firstPatches, importedAfter, patchesBetween, versionAt } from '../storage/checkpoints.ts'
import { PastItems } from './past-items.ts'

/** A board as it was. Nobody changes it any more: it may be kept and shared. */
export interface PastBoard {
  /** Its records, and of its items what `items` loaded into it; which of them are live is decided. */
  readonly state: BoardState
  readonly items: PastItems
  /** The last change of the log in it; 0 where all of it is imported history. */
  readonly version: number
  /** False before the board began. */
  readonly isThere: boolean
}

const changesAtOnce = 2_000
/** A change of more than this long JSON has a turn of its own. */
const turnMs = 8

/**
 * A board at a moment, as far as it may be known today: the nearest checkpoint before with the changes of the log after it,
 * and what imports brought later of the time before. Items in `hidden` rows are left out.
 */
export async function readPast(
  store: ScopeStore,
  now: BoardState,
  at: number,
  hidden: ReadonlySet<number>,
): Promise<PastBoard> {
  const { pool, accountId } = store
  const version = await withRetry(pool, () => versionAt(pool, accountId, now.scope, at))
  const [items, imported] = await Promise.all([
    recordedAt(store, now, version),
    withRetry(pool, () => importedAfter(pool, accountId, now.scope, version)),
  ])
  const { state } = items
  await items.load(livenessCells)
  if (imported.length > 0) {
    const first = version === 0 ? await withRetry(pool, () => firstPatches(pool, accountId, now.boardId)) : []
    const known = new Set(imported.map((change) => change.version))
    const later = [...first.filter((change) => !known.has(change.version)), ...imported]
    const brought = importedPast(state, later, at)
    items.put(brought.fold)
    // Items that are brought are judged below as all others are: they must be there for that.
    await items.load(livenessCells)
    if (version === 0 && brought.items === 0) return { state, items, version, isThere: false }
  } else if (version === 0) return { state, items, version, isThere: false }
  items.put(limitsOfPast(state, now, hidden))
  await items.settle()
  return { state, items, version, isThere: true }
}

/** A board as it was recorded at a version. Settled it is not, and no cells are loaded. */
export async function recordedAt(store: ScopeStore, now: BoardState, version: number): Promise<PastItems> {
  const { pool, accountId, kinds } = store
  const checkpoint =
    version === 0 ? null : await withRetry(pool, () => checkpointBefore(pool, accountId, now.boardId, version))
  const read = async (after: number): Promise<Awaited<ReturnType<typeof patchesBetween>>> =>
    after >= version
      ? []
      : withRetry(pool, () =>
          patchesBetween(pool, accountId, now.scope, { after, until: version, limit: changesAtOnce }),
        )
  // The database reads the next changes while those before are taken in, and the first ones while the checkpoint is.
  const [items, first] = await Promise.all([
    checkpoint ? PastItems.of(checkpoint, now.scope, kinds) : new PastItems(now.scope, kinds),
    read(checkpoint?.version ?? 0),
  ])
  const fold = new PatchFold()
  let since = performance.now()
  for (let changes = first; changes.length > 0;) {
    const isLast = changes.length < changesAtOnce
    const next = isLast ? [] : read(changes.at(-1)?.version ?? version)
    for (const change of changes) {
      fold.take(change)
      if (performance.now() - since < turnMs) continue
      await new Promise((resolve) => setImmediate(resolve))
      since = performance.now()
    }
    changes = await next
  }
  items.put(fold)
  items.state.version = version
  return items
}
