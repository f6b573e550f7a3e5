import { mayStillBeTold } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import { fewAtOnce } from '../few-at-once.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { readPast } from './read-past.ts'
import type { PastBoard } from './read-past.ts'

/** Past boards that are kept, so that whoever pages through a moment, or compares two, pays for it once. */
const maxKept = 6
const maxItemsKept = 400_000

interface Kept {
  readonly key: string
  /** The version of the board up to which nothing in it was purged. */
  now: number
  readonly past: Promise<PastBoard>
  items: number
}

/** Each is a whole board in memory, and seconds of work where it is large. */
const inLine = fewAtOnce({
  atOnce: 2,
  maxWaiting: 50,
  refusal: 'Too many past moments are being looked up at once: try again in a moment.',
})

const kept = new WeakMap<ScopeStore, Kept[]>()

/** A board at a moment, without the items of `hidden` rows. */
export async function pastBoard(
  store: ScopeStore,
  now: BoardState,
  at: number,
  hidden: ReadonlySet<number>,
): Promise<PastBoard> {
  const all = kept.get(store) ?? []
  kept.set(store, all)
  const key = `${now.boardId} ${at} ${[...hidden].join()}`
  const known = all.find((each) => each.key === key)
  if (known) {
    const past = await known.past
    if (known.now === now.version || !past.isThere || mayStillBeTold(past.state, now)) {
      known.now = now.version
      // What was used last stands last.
      if (forget(all, known)) all.push(known)
      return past
    }
    forget(all, known)
  }
  const past = inLine(() => readPast(store, now, at, hidden))
  const entry: Kept = { key, now: now.version, past, items: 0 }
  all.push(entry)
  past.then(
    ({ items }) => {
      entry.items = items.size
      makeRoom(all)
    },
    () => forget(all, entry),
  )
  return past
}

/** False where it was forgotten already. */
function forget(all: Kept[], entry: Kept): boolean {
  const index = all.indexOf(entry)
  if (index >= 0) all.splice(index, 1)
  return index >= 0
}

function makeRoom(all: Kept[]): void {
  const items = () => all.reduce((sum, each) => sum + each.items, 0)
  while (all.length > 1 && (all.length > maxKept || items() > maxItemsKept)) all.shift()
}
