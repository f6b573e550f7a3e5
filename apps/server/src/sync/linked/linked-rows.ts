import { BoardState, ruleOf, scopeOf, seesRow, standingCells, touchedRows } from '@fulcrum/domain'
import type { BoardOutlook, CellColumn, Change, MemberId, Principal, Scope } from '@fulcrum/domain'
import type { LinkedMessage } from '@fulcrum/protocol'
import { withRetry } from '../../database/pool.ts'
import type { Log } from '../../database/database.ts'
import type { HeldScope, ScopeStore } from '../../scopes/scope-store.ts'
import { boardsOfItems } from '../../storage/items.ts'
import { setImmediate as turn } from 'node:timers/promises'
import { itemsThatLeft, touchesRights } from '../sights.ts'
import type { Subscription } from '../subscription.ts'
import { derivedNeeds, watchDerived } from './derived-needs.ts'
import type { FarCells } from './far-cells.ts'
import { linkedMessage, linkedSight, markOf } from './linked-message.ts'
import type { LinkedContext } from './linked-message.ts'
import { inParts, newSource } from './linked-source.ts'
import type { LinkedSource } from './linked-source.ts'

/** So many items go into one message, so that making it holds up nobody. */
const itemsAtOnce = 500

/** What a board names is kept so long after its last reader left: going through all its cells is what an open would wait for. */
const keptUnreadMs = 60_000

/** Records of a board that may change how its items look from elsewhere. */
const tellingTables: ReadonlySet<string> = new Set(['board', 'group', 'column'])

/** What is below an item, or in a group, comes and goes with it. */
const placeCells: ReadonlySet<CellColumn> = new Set(standingCells)

interface LinkedRowsOptions {
  readonly store: ScopeStore
  readonly log: Log
  readonly principal: (memberId: MemberId) => Principal | null
  readonly farCells: FarCells
}

/**
 * Who has a board open also hears of the items that its cells name on other boards: what they are called and how far they are, by
 * the rights that each reader has there at the moment of telling.
 */
export class LinkedRows {
  private readonly options: LinkedRowsOptions
  private readonly sources = new Map<Scope, LinkedSource>()
  private readonly usedBy = new Map<Scope, Set<LinkedSource>>()
  private flushScheduled = false

  constructor(options: LinkedRowsOptions) {
    this.options = options
  }

  /** Whether a board is held for the sake of others that name its items. */
  uses(scope: Scope): boolean {
    return this.usedBy.has(scope)
  }

  /** A board was opened: its reader is told of everything that it names, first of what the rows name that they see already. */
  opened(subscription: Subscription, { state }: HeldScope, rows: readonly number[] = []): void {
    if (!(state instanceof BoardState)) return
    const source = this.sourceOf(subscription.scope, state)
    void this.tellAfresh(source, subscription, rows)
  }

  closed(subscription: Subscription): void {
    const source = this.sources.get(subscription.scope)
    if (!source?.readers.delete(subscription) || source.readers.size > 0) return
    source.unread = setTimeout(() => this.drop(source), keptUnreadMs).unref()
  }

  /** A held scope took a change. */
  changed({ scope }: HeldScope, change: Change): void {
    const source = this.sources.get(scope)
    if (source) {
      const fresh = source.links.note(change)
      if (fresh === null) {
        for (const reader of source.readers.keys()) void this.tellAfresh(source, reader)
      } else if (fresh.size > 0) {
        void this.locate(source, fresh).then(
          () => this.mark(source, fresh),
          (error: unknown) => this.failed(error),
        )
      }
      for (const reader of source.readers.keys()) this.noteSeen(source, reader, change)
    }
    for (const user of this.usedBy.get(scope) ?? []) this.noteOther(user, scope, change)
    this.noteFar(scope)
    const moved = itemsThatLeft(change)
    if (moved.length === 0) return
    for (const user of new Set([...(source ? [source] : []), ...(this.usedBy.get(scope) ?? [])])) {
      this.follow(user, scope, moved)
    }
  }

  /**
   * What is named by then may be named to somebody for the first time who may know of some items only: by one that came into their
   * sight, or by one that was in it.
   */
  private noteSeen(source: LinkedSource, reader: Subscription, change: Change): void {
    const rule = ruleOf(reader.sight)
    const told = rule && this.options.store.narrow.told(source.state, rule, change)
    // Whoever lost sight of items opens the board afresh.
    if (!told || told.left) return
    const naming = told.patches.filter(
      (patch) => patch.op === 'cells' && (patch.column === 'id' || source.links.follows(patch.column)),
    )
    const ids = source.links.namedIn(touchedRows(naming))
    if (ids.size === 0) return
    void this.locate(source, ids)
      .then(() => this.tellSome(source, reader, [...ids]))
      .catch((error: unknown) => this.failed(error))
  }

  /** Items went from a board to another one: whoever names them is told of them there. */
  private follow(source: LinkedSource, scope: Scope, moved: readonly string[]): void {
    const named = moved.filter((id) => source.boards.has(id))
    if (named.length === 0) return
    const were = source.itemsOf.get(scope.slice('board:'.length))
    for (const id of named) {
      source.boards.delete(id)
      were?.delete(id)
    }
    void this.locate(source, named).then(
      () => this.mark(source, named),
      (error: unknown) => this.failed(error),
    )
  }

  /** The state of a held scope was loaded anew. */
  reloaded({ scope }: HeldScope): void {
    const source = this.sources.get(scope)
    // Its readers open it afresh.
    if (source) this.drop(source)
    for (const user of this.usedBy.get(scope) ?? [])
      this.mark(user, user.itemsOf.get(scope.slice('board:'.length)) ?? [])
  }

  /** Rights may have changed: who sees another board otherwise than when they were told of it, is told again, at once. */
  judge(isMeant: (board: Scope) => boolean): void {
    for (const source of this.sources.values()) {
      for (const [boardId, ids] of source.itemsOf) {
        const board = this.board(boardId)
        const behind = board ? this.options.farCells.behind(board) : [boardId]
        if ([...behind].some((each) => isMeant(scopeOf('board', each)))) this.judgeBoard(source, boardId, ids)
      }
    }
  }

  private judgeBoard(source: LinkedSource, boardId: string, ids: ReadonlySet<string>): void {
    const board = this.board(boardId)
    if (!board) return
    for (const [subscription, marks] of source.readers) {
      const principal = this.options.principal(subscription.session.memberId)
      const before = marks.get(boardId)
      if (!principal || before === undefined || before === this.markOf(principal, board)) continue
      void this.tellSome(source, subscription, [...ids]).catch((error: unknown) => this.failed(error))
    }
  }

  private noteOther(source: LinkedSource, scope: Scope, change: Change): void {
    const boardId = scope.slice('board:'.length)
    const ids = source.itemsOf.get(boardId)
    const board = this.board(boardId)
    if (!ids || !board) return
    if (touchesRights(change)) this.judgeBoard(source, boardId, ids)
    // Columns, groups and the board itself may change how each item looks.
    if (change.patches.some((patch) => patch.op !== 'cells' && tellingTables.has(patch.table)))
      return this.mark(source, ids)
    const touched = new Set<string>()
    for (const patch of change.patches) {
      if (patch.op !== 'cells') continue
      for (const row of patch.rows) {
        const id = board.system(row, 'id')
        if (typeof id === 'string' && ids.has(id)) touched.add(id)
      }
      if (placeCells.has(patch.column)) return this.mark(source, ids)
    }
    this.mark(source, touched)
  }

  private mark(source: LinkedSource, ids: Iterable<string>): void {
    for (const id of ids) source.dirty.add(id)
    if (source.dirty.size === 0 || this.flushScheduled) return
    this.flushScheduled = true
    setImmediate(() => this.flush())
  }

  private flush(): void {
    this.flushScheduled = false
    for (const source of this.sources.values()) {
      const ids = [...source.dirty]
      source.dirty.clear()
      if (ids.length > itemsAtOnce || this.farBoards(source).length > 0) {
        for (const reader of source.readers.keys()) {
          void this.tellSome(source, reader, ids).catch((error: unknown) => this.failed(error))
        }
      } else if (ids.length > 0) this.tellTogether(source, ids)
    }
  }

  /** Tells all readers of a few items: those who see the same get the same frame. */
  private tellTogether(source: LinkedSource, ids: readonly string[]): void {
    const boards = new Set(ids.flatMap((id) => this.board(source.boards.get(id) ?? '') ?? []))
    const frames = new Map<string, Buffer | null>()
    for (const [reader, marks] of source.readers) {
      const principal = this.options.principal(reader.session.memberId)
      if (!principal) continue
      const context = this.contextOf(source, reader, principal, marks)
      const key = [reader.sight?.fingerprint ?? '', ...[...boards].map((board) => markOf(context.sight(board)))].join(
        '|',
      )
      let frame = frames.get(key)
      if (frame === undefined) {
        const message = linkedMessage(context, ids)
        frame = message && Buffer.from(JSON.stringify(message))
        frames.set(key, frame)
      }
      if (frame) reader.session.sendFrame(frame)
    }
  }

  /**
   * Tells one reader of everything, in parts: what they see already waits for nothing else, and the rest is gone through behind
   * it. Another such telling ends this one.
   */
  private async tellAfresh(source: LinkedSource, reader: Subscription, rows: readonly number[] = []): Promise<void> {
    const marks = new Map<string, string>()
    source.readers.set(reader, marks)
    const goesOn = () => source.readers.get(reader) === marks && this.sources.get(source.scope) === source
    try {
      const hidden = reader.sight?.hiddenColumns ?? new Set()
      const isSeen = seenBy(source, reader)
      // What only a hidden column is known to name so far may turn out to be named by others.
      const first = new Set([...source.links.namedIn(rows)].filter((id) => source.links.names(id, hidden, isSeen)))
      await this.locate(source, first)
      await this.loadNeeds(source)
      for await (const { ids, isFirst, isLast } of inParts(source, first, itemsAtOnce)) {
        if (!goesOn()) return
        await this.locate(source, ids)
        const place = { ...(isFirst && { fresh: true as const, ...(!isLast && { more: true as const }) }) }
        await this.tell(source, reader, ids, { ...place, ...(isLast && !isFirst && { last: true as const }) }, goesOn)
      }
    } catch (error) {
      this.failed(error)
      // Whoever was told that more comes waits for it no longer.
      if (goesOn()) reader.session.send({ t: 'linked', scope: source.scope, last: true })
    }
  }

  /** Tells one reader of items that changed, in parts. */
  private async tellSome(source: LinkedSource, reader: Subscription, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += itemsAtOnce) {
      if (at > 0) await turn()
      await this.tell(source, reader, ids.slice(at, at + itemsAtOnce))
    }
  }

  /** Tells one reader of a few items, by the rights of this moment. What stands at a place of a whole telling is told in any case. */
  private async tell(
    source: LinkedSource,
    reader: Subscription,
    ids: readonly string[],
    place: Pick<LinkedMessage, 'fresh' | 'more' | 'last'> = {},
    goesOn = () => this.sources.get(source.scope) === source,
  ): Promise<void> {
    await this.readFar(source, reader)
    const marks = source.readers.get(reader)
    const principal = this.options.principal(reader.session.memberId)
    if (!marks || !principal || !goesOn()) return
    const context = this.contextOf(source, reader, principal, marks)
    const message = linkedMessage(context, ids, place.fresh && source.itemsOf.keys())
    const always = place.fresh || place.last ? { t: 'linked' as const, scope: source.scope } : null
    const told = message ?? always
    if (told) reader.session.send({ ...told, ...place } satisfies LinkedMessage)
  }

  private contextOf(
    source: LinkedSource,
    reader: Subscription,
    principal: Principal,
    marks: Map<string, string>,
  ): LinkedContext {
    const sights = new Map<BoardState, ReturnType<typeof linkedSight>>()
    const seen = new Map<BoardState, BoardOutlook>()
    return {
      scope: source.scope,
      links: source.links,
      boardOf: (id) => source.boards.get(id),
      board: (boardId) => this.board(boardId),
      hidden: reader.sight?.hiddenColumns ?? new Set(),
      isSeen: seenBy(source, reader),
      sight: (board) => {
        const known = sights.get(board)
        if (known !== undefined) return known
        const sight = linkedSight(principal, board)
        sights.set(board, sight)
        marks.set(board.boardId, this.markOf(principal, board, sight))
        return sight
      },
      seen: (board) => {
        const outlook = seen.get(board) ?? this.options.farCells.seenNow(board, principal)
        seen.set(board, outlook)
        return outlook
      },
    }
  }

  private markOf(principal: Principal, board: BoardState, sight = linkedSight(principal, board)): string {
    return `${markOf(sight)} ${this.options.farCells.keyOf(board, principal)}`
  }

  /** The other boards of which cells are told that follow from boards again. */
  private farBoards({ links }: LinkedSource): BoardState[] {
    return [...links.needs].flatMap(([boardId, columns]) => {
      const board = this.board(boardId)
      return board && derivedNeeds(board, columns).far ? [board] : []
    })
  }

  /** The boards that cells follow from, also where no item of them is named: what their columns are is told all the same. */
  private async loadNeeds({ links }: LinkedSource): Promise<void> {
    for (const boardId of links.needs.keys()) await this.options.store.get(scopeOf('board', boardId))
  }

  /** Computes what a reader is about to be told of; other boards tell from then on of derived cells that change. */
  private async readFar(source: LinkedSource, reader: Subscription): Promise<void> {
    for (const [boardId, columns] of source.links.needs) {
      const board = this.board(boardId)
      if (!board || source.watched.has(board) || !derivedNeeds(board, columns).any) continue
      const unwatch = watchDerived(board, source.links, (ids) => {
        const named = source.itemsOf.get(boardId)
        this.mark(
          source,
          ids.filter((id) => named?.has(id)),
        )
      })
      source.watched.set(board, unwatch)
    }
    for (const board of this.farBoards(source)) {
      const principal = this.options.principal(reader.session.memberId)
      if (principal) await this.options.farCells.seenBy(board, principal)
    }
  }

  /** A board changed from which cells that are told may follow: they are computed, and tell of themselves where they changed. */
  private noteFar(scope: Scope): void {
    const boardId = scope.slice('board:'.length)
    for (const source of this.sources.values()) {
      if (source.links.needs.size === 0) continue
      for (const board of this.farBoards(source)) {
        if (board.boardId === boardId || !this.options.farCells.behind(board).has(boardId)) continue
        for (const reader of source.readers.keys()) {
          void this.readFar(source, reader).catch((error: unknown) => this.failed(error))
        }
      }
    }
  }

  /** Finds the boards of items, and holds them for as long as their items are named. */
  private async locate(source: LinkedSource, wanted: Iterable<string>): Promise<void> {
    const { store } = this.options
    const unknown = [...wanted].filter((id) => typeof source.boards.get(id) !== 'string')
    if (unknown.length === 0) return
    const found = await withRetry(store.pool, (pool) => boardsOfItems(pool, store.accountId, unknown))
    for (const id of unknown) {
      const board = found.get(id) ?? null
      if (board !== null && scopeOf('board', board) !== source.scope) {
        const ids = source.itemsOf.get(board) ?? new Set<string>()
        source.itemsOf.set(board, ids.add(id))
      }
      source.boards.set(id, board)
    }
    for (const board of new Set(unknown.flatMap((id) => source.boards.get(id) ?? []))) {
      const scope = scopeOf('board', board)
      if (scope === source.scope) continue
      if (this.sources.get(source.scope) === source)
        this.usedBy.set(scope, (this.usedBy.get(scope) ?? new Set()).add(source))
      await store.get(scope)
    }
  }

  private sourceOf(scope: Scope, state: BoardState): LinkedSource {
    const known = this.sources.get(scope)
    if (known?.state === state) {
      clearTimeout(known.unread)
      return known
    }
    // While nobody read it, it was let go from memory and loaded anew.
    if (known) this.drop(known)
    const source = newSource(scope, state)
    this.sources.set(scope, source)
    return source
  }

  private drop(source: LinkedSource): void {
    clearTimeout(source.unread)
    for (const unwatch of source.watched.values()) unwatch()
    source.watched.clear()
    this.sources.delete(source.scope)
    for (const [scope, users] of this.usedBy) if (users.delete(source) && users.size === 0) this.usedBy.delete(scope)
  }

  private board(boardId: string): BoardState | undefined {
    if (boardId === '') return undefined
    const state = this.options.store.peek(scopeOf('board', boardId))?.state
    return state instanceof BoardState ? state : undefined
  }

  private failed(error: unknown): void {
    this.options.log.error({ err: error }, 'the items that a board names could not be told of')
  }
}

/** Which items of the board a reader may know of; undefined where that is all of them. */
function seenBy({ state }: LinkedSource, { sight }: Subscription): ((row: number) => boolean) | undefined {
  const rule = ruleOf(sight)
  return rule && ((row) => seesRow(state, rule, row))
}
