import type { BoardState, Scope } from '@fulcrum/domain'
import { setImmediate as turn } from 'node:timers/promises'
import { Slices } from '../slices.ts'
import type { Subscription } from '../subscription.ts'
import { BoardLinks } from './board-links.ts'

/** A board whose cells name items of others, with those who have it open. */
export interface LinkedSource {
  readonly scope: Scope
  readonly state: BoardState
  readonly links: BoardLinks
  /** By subscription, how each other board looked to the reader when it was last told of. */
  readonly readers: Map<Subscription, Map<string, string>>
  /** Items of other boards, by board. */
  readonly itemsOf: Map<string, Set<string>>
  /** The board of each item that was looked for; null where there is none. */
  readonly boards: Map<string, string | null>
  /** Items that have to be told of, to everybody. */
  readonly dirty: Set<string>
  /** Other boards of which derived cells are told, by which their changes are noticed. */
  readonly watched: Map<BoardState, () => void>
  /** Runs while nobody has it open. */
  unread?: NodeJS.Timeout
}

/** A board of which nothing has been told yet. */
export function newSource(scope: Scope, state: BoardState): LinkedSource {
  return {
    scope,
    state,
    links: new BoardLinks(state),
    readers: new Map(),
    itemsOf: new Map(),
    boards: new Map(),
    dirty: new Set(),
    watched: new Map(),
  }
}

/** A part of what a board names. */
interface NamedPart {
  readonly ids: readonly string[]
  readonly isFirst: boolean
  readonly isLast: boolean
}

const slices = new Slices()

/** Everything that a board names, in parts of at most so many: first these, the others a turn of the event loop each behind them. */
export async function* inParts(
  { links }: Pick<LinkedSource, 'links'>,
  first: ReadonlySet<string>,
  atMost: number,
): AsyncGenerator<NamedPart> {
  // Of most boards that is all of it.
  links.lookSome()
  // With nothing to begin with, the beginning is whatever comes first.
  if (first.size === 0) while (!links.isWhole) await slices.run(() => links.lookSome())
  const isAll = links.isWhole && !hasOther(links.ids, first)
  if (first.size > 0) yield { ids: [...first], isFirst: true, isLast: isAll }
  if (isAll && first.size > 0) return
  while (!links.isWhole) await slices.run(() => links.lookSome())
  let isFirst = first.size === 0
  let ids: string[] = []
  // What is named meanwhile comes by the same walk.
  for (const id of links.ids) {
    if (first.has(id)) continue
    if (ids.length === atMost) {
      if (!isFirst) await turn()
      yield { ids, isFirst, isLast: false }
      isFirst = false
      ids = []
    }
    ids.push(id)
  }
  if (!isFirst) await turn()
  yield { ids, isFirst, isLast: true }
}

function hasOther(ids: Iterable<string>, than: ReadonlySet<string>): boolean {
  for (const id of ids) if (!than.has(id)) return true
  return false
}
