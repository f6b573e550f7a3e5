import { BoardState, Outlooks, connectionsOf, farColumns, goneSince, scopeOf, stageColumn } from '@fulcrum/domain'
import type { BoardOutlook, ItemSight, LookAt, Principal, ViewColumn } from '@fulcrum/domain'
import { setImmediate as turn } from 'node:timers/promises'
import type { ScopeStore } from '../../scopes/scope-store.ts'
import { deriveAll } from '../../storage/derive.ts'
import { linkedSight } from './linked-message.ts'
import type { LinkedSight } from './linked-message.ts'

/** Cells that are computed at once where something is left when somebody asks. */
const cellsAtOnce = 2_048

/** Far cells of a board that whoever opens it waits for, where its first rows can be told without them. */
const cellsAwaited = 20_000

/** So long an outlook stays that somebody asked for, however many others are asked for meanwhile. */
const heldMs = 5_000

/** So long a board with some of its items is kept that was asked for. */
const narrowMs = 60_000

/** Far cells that were computed so often anew are let be: boards that change each other end, or would have no end. */
const maxRounds = 64

/**
 * The cells that follow from other boards, as each reader sees them. They are computed when somebody asks, in slices, and kept
 * for all who see the same; an edit afterwards costs the rows that it touches.
 */
export class FarCells {
  private readonly store: ScopeStore
  private readonly outlooks: Outlooks
  /** When boards with some of their items were asked for last: each is one reader's, and of one version. */
  private readonly askedAt = new WeakMap<BoardState, number>()

  constructor(store: ScopeStore) {
    this.store = store
    this.outlooks = new Outlooks(store.kinds, (boardId) => this.held(boardId))
  }

  /** A board as a reader sees it, with every cell computed; loads the boards behind it where they are not here. */
  async seenBy(board: BoardState, principal: Principal): Promise<BoardOutlook> {
    const now = performance.now()
    if (this.held(board.boardId) !== board) this.askedAt.set(board, now)
    this.outlooks.sweep((each) => now - (this.askedAt.get(each) ?? -Infinity) < narrowMs)
    const look = lookOf(principal)
    for (let round = 0; round < maxRounds; round++) {
      await this.loadBehind(board)
      const behind = this.outlooks.behind(board, look)
      // Whoever waited for it reads it yet.
      if (behind.some(({ hasFar }) => hasFar)) setTimeout(this.outlooks.hold(behind), heldMs).unref()
      if (!behind.some(isUnsettled)) return this.outlooks.outlook(board, look)
      for (const outlook of behind) await settle(outlook)
    }
    return this.outlooks.plain(board)
  }

  /**
   * Resolves when the first rows of a view can be told. Where the far cells of a board are many and none of these columns is
   * one, they are computed behind, and until then say that they are not here yet.
   */
  async forFirstRows(
    board: BoardState,
    principal: Principal,
    by: ReadonlySet<ViewColumn>,
    onError: (error: unknown) => void,
    atMost: number = cellsAwaited,
  ): Promise<void> {
    const far = farColumns(board)
    const seen = this.seenBy(board, principal)
    const isLong = board.rowCount * far.size > atMost
    if (isLong && ![...far].some((column) => by.has(column))) seen.catch(onError)
    else await seen
  }

  /**
   * The same of what is here already: at once, for whoever must not wait. Where cells are to be computed yet, or boards to be
   * loaded, all far cells are not here yet.
   */
  seenNow(board: BoardState, principal: Principal): BoardOutlook {
    const look = lookOf(principal)
    if (this.outlooks.reach(board).missing.length > 0) return this.outlooks.plain(board)
    const behind = this.outlooks.behind(board, look)
    for (const outlook of behind) if (outlook.hasToDerive) outlook.deriveSome(cellsAtOnce)
    return behind.some(isUnsettled) ? this.outlooks.plain(board) : this.outlooks.outlook(board, look)
  }

  /** The boards that far cells of a board follow from, it among them. */
  behind(board: BoardState): ReadonlySet<string> {
    return new Set(this.outlooks.reach(board).boards.keys())
  }

  /** Equal keys are of readers who see the same in far cells; empty where there are none. */
  keyOf(board: BoardState, principal: Principal): string {
    return this.outlooks.key(board, lookOf(principal))
  }

  /** What a reader knows at this moment of the items that a board's cells name; loads the boards that these may be on. */
  async itemsNamedOn(board: BoardState, principal: Principal): Promise<(id: string) => ItemSight> {
    const connected = board.columns().flatMap((column) => connectionsOf(column)?.boards.map((each) => each.board) ?? [])
    const sights = new Map<BoardState, LinkedSight>([[board, 'no-access']])
    for (const boardId of new Set(connected)) {
      if (boardId === board.boardId) continue
      const { state } = await this.store.get(scopeOf('board', boardId))
      if (state instanceof BoardState) sights.set(state, 'no-access')
    }
    // Of the board itself only items are here that the principal may know of.
    for (const state of sights.keys()) sights.set(state, linkedSight(principal, state, { isNarrow: state === board }))
    return (id) => {
      for (const [state, sight] of sights) if (state.rowOf(id) !== undefined) return itemSight(state, sight, id)
      return { is: 'gone' }
    }
  }

  private async loadBehind(board: BoardState): Promise<void> {
    for (;;) {
      const { missing, order } = this.outlooks.reach(board)
      for (const each of order) if (each.derived.hasToDerive) await deriveAll(each)
      if (missing.length === 0) return
      for (const boardId of missing) await this.store.get(scopeOf('board', boardId))
    }
  }

  private held(boardId: string): BoardState | undefined {
    const state = this.store.peek(scopeOf('board', boardId))?.state
    return state instanceof BoardState ? state : undefined
  }
}

function itemSight(state: BoardState, sight: LinkedSight, id: string): ItemSight {
  const row = state.rowOf(id)
  if (typeof sight === 'string') return { is: sight }
  if (row === undefined || goneSince(state, row) !== null) return { is: 'gone' }
  const column = stageColumn(state)
  const value = column && !sight.hiddenColumns.has(column.number) ? state.cell(row, column.number) : null
  return {
    is: 'item',
    id,
    board: state.boardId,
    row,
    key: state.keyOf(row),
    title: String(state.system(row, 'title') ?? ''),
    stage: value === null ? null : (column?.kind.stageOf?.(value, column.settings) ?? null),
    archived: !state.isLive(row),
  }
}

function lookOf(principal: Principal): LookAt {
  return (board) => {
    const sight = linkedSight(principal, board)
    return typeof sight === 'string' ? sight : sight.hiddenColumns
  }
}

function isUnsettled(outlook: BoardOutlook): boolean {
  return outlook.hasToDerive || outlook.state.derived.hasToDerive
}

async function settle(outlook: BoardOutlook): Promise<void> {
  if (outlook.state.derived.hasToDerive) await deriveAll(outlook.state)
  outlook.refresh()
  while (outlook.deriveSome()) {
    await turn()
    outlook.refresh()
  }
}
