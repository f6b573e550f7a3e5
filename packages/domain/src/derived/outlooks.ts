import type { BoardState } from '../board/board-state.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import { goneSince } from '../item/gone.ts'
import { BoardOutlook } from './outlook.ts'
import { reachOf } from './reach.ts'
import type { Reach } from './reach.ts'

/** What somebody sees of a board: all but some columns; or why they see nothing. */
export type BoardLook = 'no-access' | 'gone' | ReadonlySet<number>

/** What somebody sees of boards. */
export type LookAt = (board: BoardState) => BoardLook

/** Outlooks that are kept of one board: those of people who see the same share one. */
const maxKept = 8

interface Kept {
  readonly outlook: BoardOutlook
  usedAt: number
}

interface OfBoard {
  readonly plain: BoardOutlook
  readonly byKey: Map<string, Kept>
}

interface KnownReach {
  readonly reach: Reach
  /** The columns of each board by which it was found. */
  readonly columns: readonly (readonly [BoardState, unknown])[]
}

/**
 * The outlooks of boards, one for all who see the same of the boards behind it. What they see is part of an outlook's key, so a
 * change of rights leads to another outlook and changes none.
 */
export class Outlooks {
  private readonly kinds: KindRegistry
  private readonly find: (boardId: string) => BoardState | undefined
  private readonly boards = new Map<BoardState, OfBoard>()
  private readonly reaches = new WeakMap<BoardState, KnownReach>()
  private readonly held = new Map<BoardOutlook, number>()
  private made = 0
  private uses = 0

  /** `find` gives a board that is here. */
  constructor(kinds: KindRegistry, find: (boardId: string) => BoardState | undefined) {
    this.kinds = kinds
    this.find = find
  }

  /** The boards behind the far cells of one. */
  reach(board: BoardState): Reach {
    const known = this.reaches.get(board)
    const isGood =
      known?.reach.missing.length === 0 && known.columns.every(([each, columns]) => this.isAsIt(board, each, columns))
    if (known && isGood) return known.reach
    const reach = reachOf(board, this.find)
    this.reaches.set(board, { reach, columns: reach.order.map((each) => [each, each.columns()]) })
    return reach
  }

  /** The board as it looks without anything of others: far cells are not here yet. */
  plain(board: BoardState): BoardOutlook {
    return this.of(board).plain
  }

  /** The outlook of somebody; refreshed, perhaps with cells to be computed yet. */
  outlook(board: BoardState, look: LookAt): BoardOutlook {
    const looks = new Map<string, BoardLook>()
    for (const each of this.reach(board).order) looks.set(each.boardId, look(each))
    return this.under(board, looks)
  }

  /** Equal keys are of people for whom the far cells of a board come to the same; empty where it has none. */
  key(board: BoardState, look: LookAt): string {
    const { order, boards } = this.reach(board)
    if (order.length === 1) return ''
    return keyOf(this.looksOf(board, boards, new Map(order.map((each) => [each.boardId, look(each)] as const))))
  }

  /** The outlooks behind one, each after those that it reads, itself last. */
  behind(board: BoardState, look: LookAt): BoardOutlook[] {
    const { order } = this.reach(board)
    const looks = new Map(order.map((each) => [each.boardId, look(each)] as const))
    return order.flatMap((each) => {
      const isRead = each === board || typeof looks.get(each.boardId) === 'object'
      return isRead ? [this.under(each, looks)] : []
    })
  }

  /**
   * Keeps outlooks from making room for others while somebody computes or reads them, however many others come meanwhile. The
   * answer lets them go.
   */
  hold(outlooks: readonly BoardOutlook[]): () => void {
    for (const outlook of outlooks) this.held.set(outlook, (this.held.get(outlook) ?? 0) + 1)
    return () => {
      for (const outlook of outlooks) {
        const left = (this.held.get(outlook) ?? 1) - 1
        if (left > 0) this.held.set(outlook, left)
        else this.held.delete(outlook)
        const of = this.boards.get(outlook.state)
        if (of) this.makeRoom(of)
      }
    }
  }

  /** Forgets what is not here any more, but for boards that somebody reads. */
  sweep(isRead: (board: BoardState) => boolean = () => false): void {
    for (const [board, { byKey }] of this.boards) {
      if (this.find(board.boardId) === board || isRead(board)) continue
      for (const { outlook } of byKey.values()) outlook.dispose()
      this.boards.delete(board)
    }
  }

  private isAsIt(root: BoardState, board: BoardState, columns: unknown): boolean {
    return board.columns() === columns && (board === root || this.find(board.boardId) === board)
  }

  private of(board: BoardState): OfBoard {
    const known = this.boards.get(board)
    if (known) return known
    const plain = new BoardOutlook({
      state: board,
      kinds: this.kinds,
      prefix: '',
      others: () => undefined,
      isGone: () => false,
      inCircle: () => false,
    })
    const made = { plain, byKey: new Map<string, Kept>() }
    this.boards.set(board, made)
    return made
  }

  private under(board: BoardState, looks: ReadonlyMap<string, BoardLook>): BoardOutlook {
    const reach = this.reach(board)
    const of = this.of(board)
    if (reach.order.length === 1 && reach.missing.length === 0) return of.plain
    const own = this.looksOf(board, reach.boards, looks)
    const key = keyOf(own)
    const known = of.byKey.get(key)
    const kept = known ?? { outlook: this.make(board, own), usedAt: 0 }
    kept.usedAt = ++this.uses
    if (!known) {
      of.byKey.set(key, kept)
      this.makeRoom(of, key)
    }
    kept.outlook.refresh()
    return kept.outlook
  }

  /** What of it cells of this board depend on: of other boards the columns that are read. */
  private looksOf(
    board: BoardState,
    read: Reach['boards'],
    looks: ReadonlyMap<string, BoardLook>,
  ): ReadonlyMap<string, BoardLook> {
    const own = new Map<string, BoardLook>()
    for (const [boardId, columns] of read) {
      if (boardId === board.boardId && columns.size === 0) continue
      const look = looks.get(boardId)
      if (look !== undefined) own.set(boardId, typeof look === 'string' ? look : only(look, columns))
    }
    return own
  }

  private make(board: BoardState, looks: ReadonlyMap<string, BoardLook>): BoardOutlook {
    return new BoardOutlook({
      state: board,
      kinds: this.kinds,
      prefix: `~${++this.made}.`,
      others: (boardId) => {
        const hidden = looks.get(boardId)
        if (hidden === undefined || typeof hidden === 'string') return hidden
        const other = this.find(boardId)
        return other && { outlook: this.under(other, looks), hidden }
      },
      isGone: (itemId) => this.isGone(looks, itemId),
      inCircle: (boardId, column) => this.reach(board).inCircle(boardId, column),
    })
  }

  /** What a chip of the item says: nothing of a board that is not seen, not even that the item was deleted there. */
  private isGone(looks: ReadonlyMap<string, BoardLook>, itemId: string): boolean {
    for (const [boardId, look] of looks) {
      const board = this.find(boardId)
      if (!board) return false
      const row = board.rowOf(itemId)
      if (row === undefined) continue
      if (typeof look === 'string') return look === 'gone'
      return goneSince(board, row) !== null
    }
    return true
  }

  private makeRoom({ byKey }: OfBoard, keep?: string): void {
    const idle = [...byKey]
      .filter(([key, { outlook }]) => key !== keep && !this.held.has(outlook))
      .sort(([, left], [, right]) => left.usedAt - right.usedAt)
    for (const [key, { outlook }] of idle) {
      if (byKey.size <= maxKept) return
      byKey.delete(key)
      outlook.dispose()
    }
  }
}

function only(look: ReadonlySet<number>, columns: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...look].filter((column) => columns.has(column)))
}

function keyOf(looks: ReadonlyMap<string, BoardLook>): string {
  return [...looks]
    .map(
      ([boardId, look]) => `${boardId}=${typeof look === 'string' ? look : [...look].sort((a, b) => a - b).join(',')}`,
    )
    .sort()
    .join(' ')
}
