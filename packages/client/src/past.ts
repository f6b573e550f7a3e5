import { decodeChunks } from '@fulcrum/columnar'
import { accountDay, BoardState, scopeOf } from '@fulcrum/domain'
import type { AccountDay, Fields, KindRegistry } from '@fulcrum/domain'
import { pastHeader, readChunks } from '@fulcrum/protocol'
import type { PastHeader } from '@fulcrum/protocol'
import type { ScopeHandle } from './client.ts'
import { createDeriving } from './deriving.ts'
import type { Compression, Timers } from './ports.ts'

/** A board as it was; nobody changes it any more. */
export interface PastBoard {
  readonly at: number
  /** False before the board began. */
  readonly isThere: boolean
  readonly state: BoardState
}

export interface PastOptions {
  readonly board: string
  readonly kinds: KindRegistry
  readonly compression: Compression
  readonly textOf: (bytes: Uint8Array) => string
}

/** Reads an answer of `GET /sync/past`, lane by lane, so that the page draws in between. */
export async function readPastBoard(bytes: Uint8Array, options: PastOptions): Promise<PastBoard> {
  const { board, kinds, compression, textOf } = options
  const [head, ...chunks] = readChunks(bytes)
  if (head?.lane !== pastHeader) throw new Error('A past board begins with its header.')
  // @NOTE the server writes the header.
  const { at, isThere, records } = JSON.parse(textOf(await compression.gunzip(head.body))) as PastHeader
  await kinds.fetch()
  const state = new BoardState(scopeOf('board', board), kinds)
  state.derived.deriveLater()
  for (const [table, id, fields] of records) {
    // What was may be looked at and not worked on, whoever looks.
    if (table !== 'boardMember') state.load(table, id, fields)
  }
  const lanes = Map.groupBy(chunks, ({ lane }) => lane)
  for (const parts of lanes.values()) {
    const decoded = await Promise.all(
      parts.map(async ({ lane, chunk, body }) => ({ lane, chunk, bytes: await compression.gunzip(body) })),
    )
    decodeChunks(state.items, decoded)
  }
  state.itemsLoaded()
  return { at, isThere, state }
}

export interface PastHandleOptions {
  readonly kinds: KindRegistry
  readonly timers: Timers
  /** The account's record: its zone says which day it was. */
  readonly account: Fields
  /** The board of now: it tells what is known today of items of other boards. */
  readonly today: Pick<ScopeHandle, 'linked' | 'subscribe'>
  readonly onError: (error: unknown) => void
}

/** A past board as an open scope, so that whatever draws a board draws it. What its own cells entail is computed. */
export function pastHandle({ at, state }: PastBoard, options: PastHandleOptions): ScopeHandle {
  const { kinds, timers, account, today, onError } = options
  const listeners = new Set<Parameters<ScopeHandle['subscribe']>[0]>()
  const day: AccountDay = accountDay({ ...account, day: null }, at)
  const deriving = createDeriving({
    board: () => state,
    kinds,
    timers,
    today: () => day,
    onDerived: () => {
      for (const listener of listeners) listener({ kind: 'changed', moved: [] })
    },
    onError,
  })
  deriving.look()
  const unfollow = today.subscribe((event) => {
    if (event.kind !== 'linked') return
    for (const listener of listeners) listener(event)
  })
  return {
    scope: state.scope,
    phase: 'ready',
    state,
    viewport: null,
    progress: 1,
    people: [],
    get linked() {
      return today.linked
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => {
      unfollow()
      deriving.stop()
    },
  }
}
