import { BoardState, scopeOf } from '@fulcrum/domain'
import type { BoardOutlook, CellColumn, Change, MemberId, Principal, Scope } from '@fulcrum/domain'
import type { LinkedMessage } from '@fulcrum/protocol'
import { withRetry } from '../../database/pool.ts'
import type { Log } from '../../database/database.ts'
import type { HeldScope, ScopeStore } from '../../scopes/scope-store.ts'
import { boardsOfItems } from '../../storage/items.ts'
import { itemsThatLeft, touchesRights } from '../sights.ts'
import type { Subscription } from '../subscription.ts'
import { BoardLinks } from './board-links.ts'
import { derivedNeeds, watchDerived } from './derived-needs.ts'
import type { FarCells } from './far-cells.ts'
import { linkedMessage, linkedSight, markOf } from './linked-message.ts'
import type { LinkedContext } from './linked-message.ts'

/** So many items go into one message, so that making it holds up nobody. */
const itemsAtOnce = 2_000

/** What a board names is kept so long after its last reader left: going through all its cells is what an open would wait for. */
const keptUnreadMs = 60_000

/** Records of a board that may change how its items look from elsewhere. */
const tellingTables: ReadonlySet<string> = new Set(['board', 'group', 'column'])

/** What is below an item, or in a group, comes and goes with it. */
const placeCells: ReadonlySet<CellColumn> = new Set(['deletedAt', 'archivedAt', 'parent', 'group'])

interface LinkedRowsOptions {
  readonly store: ScopeStore
  readonly log: Log
  readonly principal: (memberId: MemberId) => Principal | null
  readonly farCells: FarCells
}

/** A board whose cells name items of others, with those who have it open. */
interface Source {
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

/**
 * Who has a board open also hears of the items that its cells name on other boards: what they are called and how far they are, by
 * the rights that each reader has there at the moment of telling.
 */
export class LinkedRows {
  private readonly options: LinkedRowsOptions
  private readonly sources = new Map<Scope, Source>()
  private readonly usedBy = new Map<Scope, Set<Source>>()
  private flushScheduled = false

  constructor(options: LinkedRowsOptions) {
    this.options = options
  }

  /** Whether a board is held for the sake of others that name its items. */
  uses(scope: Scope): boolean {
    return this.usedBy.has(scope)
  }

  /** A board was opened: its reader is told of everything that it names. */
  opened(subscription: Subscription, { state }: HeldScope): void {
    if (!(state instanceof BoardState)) return
    const source = this.sourceOf(subscription.scope, state)
    source.readers.set(subscription, new Map())
    void this.tellAll(source, [subscription]).catch((error: unknown) => this.failed(error))
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
        void this.tellAll(source, [...source.readers.keys()]).catch((error: unknown) => this.failed(error))
      } else if (fresh.size > 0) {
        void this.locate(source, fresh).then(
          () => this.mark(source, fresh),
          (error: unknown) => this.failed(error),
        )
      }
    }
    for (const user of this.usedBy.get(scope) ?? []) this.noteOther(user, scope, change)
    this.noteFar(scope)
    const moved = itemsThatLeft(change)
    if (moved.length === 0) return
    for (const user of new Set([...(source ? [source] : []), ...(this.usedBy.get(scope) ?? [])])) {
      this.follow(user, scope, moved)
    }
  }

  /** Items went from a board to another one: whoever names them is told of them there. */
  private follow(source: Source, scope: Scope, moved: readonly string[]): void {
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

  private judgeBoard(source: Source, boardId: string, ids: ReadonlySet<string>): void {
    const board = this.board(boardId)
    if (!board) return
    for (const [subscription, marks] of source.readers) {
      const principal = this.options.principal(subscription.session.memberId)
      const before = marks.get(boardId)
      if (!principal || before === undefined || before === this.markOf(principal, board)) continue
      void this.tell(source, subscription, [...ids], false).catch((error: unknown) => this.failed(error))
    }
  }

  private noteOther(source: Source, scope: Scope, change: Change): void {
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

  private mark(source: Source, ids: Iterable<string>): void {
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
          void this.tell(source, reader, ids, false).catch((error: unknown) => this.failed(error))
        }
      } else if (ids.length > 0) this.tellTogether(source, ids)
    }
  }

  /** Tells all readers of a few items: those who see the same get the same frame. */
  private tellTogether(source: Source, ids: readonly string[]): void {
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

  private async tellAll(source: Source, readers: readonly Subscription[]): Promise<void> {
    await this.locate(source, source.links.ids)
    for (const reader of readers) await this.tell(source, reader, [...source.links.ids], true)
  }

  /** Tells one reader of items, in parts; each part by the rights of that moment. */
  private async tell(source: Source, reader: Subscription, ids: readonly string[], fresh: boolean): Promise<void> {
    // A fresh start is told also where there is nothing else to tell.
    const end = fresh ? Math.max(1, ids.length) : ids.length
    for (let at = 0; at < end; at += itemsAtOnce) {
      if (at > 0) await new Promise((resolve) => setImmediate(resolve))
      if (fresh && at === 0) await this.loadNeeds(source)
      await this.readFar(source, reader)
      const marks = source.readers.get(reader)
      const principal = this.options.principal(reader.session.memberId)
      if (!marks || !principal || this.sources.get(source.scope) !== source) return
      const message = linkedMessage(
        this.contextOf(source, reader, principal, marks),
        ids.slice(at, at + itemsAtOnce),
        fresh && at === 0,
      )
      if (fresh && at === 0) reader.session.send({ ...(message ?? { t: 'linked', scope: source.scope }), fresh: true })
      else if (message) reader.session.send(message satisfies LinkedMessage)
    }
  }

  private contextOf(
    source: Source,
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
      sight: (board) => {
        const sight = sights.get(board) ?? linkedSight(principal, board)
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
  private farBoards({ links }: Source): BoardState[] {
    return [...links.needs].flatMap(([boardId, columns]) => {
      const board = this.board(boardId)
      return board && derivedNeeds(board, columns).far ? [board] : []
    })
  }

  /** The boards that cells follow from, also where no item of them is named: what their columns are is told all the same. */
  private async loadNeeds({ links }: Source): Promise<void> {
    for (const boardId of links.needs.keys()) await this.options.store.get(scopeOf('board', boardId))
  }

  /** Computes what a reader is about to be told of; other boards tell from then on of derived cells that change. */
  private async readFar(source: Source, reader: Subscription): Promise<void> {
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
  private async locate(source: Source, wanted: Iterable<string>): Promise<void> {
    const { store } = this.options
    const unknown = [...wanted].filter((id) => typeof source.boards.get(id) !== 'string')
    if (unknown.length === 0) return
    const found = await withRetry(store.pool, (pool) => boardsOfItems(pool, store.accountId, unknown))
    for (const id of unknown) {
      const board = found.get(id) ?? null
      if (board !== null && scopeOf('board', board) !== source.scope) {
        const ids = source.itemsOf.get(board) ?? new Set<string>()
        source.itemsOf.set(board, ids.add(id))
        const scope = scopeOf('board', board)
        if (this.sources.get(source.scope) === source)
          this.usedBy.set(scope, (this.usedBy.get(scope) ?? new Set()).add(source))
        await store.get(scope)
      }
      source.boards.set(id, board)
    }
  }

  private sourceOf(scope: Scope, state: BoardState): Source {
    const known = this.sources.get(scope)
    if (known?.state === state) {
      clearTimeout(known.unread)
      return known
    }
    // While nobody read it, it was let go from memory and loaded anew.
    if (known) this.drop(known)
    const source: Source = {
      scope,
      state,
      links: new BoardLinks(state),
      readers: new Map(),
      itemsOf: new Map(),
      boards: new Map(),
      dirty: new Set(),
      watched: new Map(),
    }
    this.sources.set(scope, source)
    return source
  }

  private drop(source: Source): void {
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
