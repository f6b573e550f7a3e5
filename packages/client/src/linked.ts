import type { BoardColumn, ItemSight, KindRegistry, LinkedBoard } from '@fulcrum/domain'
import type { LinkedMessage, LinkedPart } from '@fulcrum/protocol'
import { createLinkedEdits } from './linked-edits.ts'
import type { LinkedEdits } from './linked-edits.ts'
import { OtherBoard } from './other-board.ts'

/** What a board's cells name on other boards. Kept apart from the board. */
export interface Linked {
  /** Another number after whatever was told. */
  readonly revision: number
  /** What is known of an item of another board. */
  readonly sight: (id: string) => ItemSight
  /** An item of another board by its key, of those that are known here. */
  readonly find: (key: string) => string | null
  /** Items of boards by a part of their keys or titles, of those that are known here. */
  readonly search: (boards: readonly string[], text: string) => readonly KnownItem[]
  /** Another board as far as cells here follow from it. */
  readonly board: (boardId: string) => LinkedBoard
  /** Whether an item was said to be deleted, or not to be there. */
  readonly isGone: (id: string) => boolean
  /** A column of another board that is told of here, and whether the reader may set its cells. */
  readonly column: (
    boardId: string,
    column: number,
  ) => { readonly column: BoardColumn; readonly mayEdit: boolean } | null
  /** What stands in a cell there; null too where nothing is known. */
  readonly cell: (id: string, column: number) => ReturnType<OtherBoard['cell']>
  /** Items that were found elsewhere: what is known of them until the server tells more. */
  readonly suppose: (items: readonly KnownItem[]) => void
}

/** An item of another board of which its name is known. */
export type KnownItem = Extract<ItemSight, { is: 'item' }>

/** What is kept of another time. */
export interface LinkedSnapshot {
  readonly told: LinkedMessage
  readonly supposed: readonly KnownItem[]
}

/** The same, with the way in which the server's messages come in. */
export interface LinkedCopy extends Linked {
  /** False in the middle of a telling in parts. */
  readonly isWhole: boolean
  /** Takes what the server tells; gives the boards of which something changed, with the items; null is all of them. */
  readonly take: (message: LinkedMessage) => ReadonlyMap<string, readonly string[] | null> | null
  /** Nothing of it may be known any more. */
  readonly forget: () => void
  /** All of it, to be kept; null where there is nothing. */
  readonly snapshot: () => LinkedSnapshot | null
  /** Puts in place what was kept, where nothing has been told since. */
  readonly restore: (snapshot: LinkedSnapshot) => void
  /** Items named by id or row show something else, by this client's own doing: gives their ids. */
  readonly touched: (boardId: string, items: readonly unknown[]) => readonly string[]
}

/** Names of items that were only found are kept for as many. */
const supposedAtMost = 500

/** Makes an empty copy. Until the server has told of an item it is `loading`. */
export function createLinkedCopy(
  kinds: KindRegistry,
  scope: LinkedMessage['scope'],
  edits: LinkedEdits = createLinkedEdits(),
): LinkedCopy {
  let revision = 0
  const boards = new Map<string, OtherBoard | 'no-access' | 'gone'>()
  /** Where an item is, or why it is not to be had. */
  const places = new Map<string, OtherBoard | 'gone' | 'no-access'>()
  const supposed = new Map<string, KnownItem>()
  /** Items and boards that a telling in parts has come to; null where none is on its way. */
  let told: Set<string> | null = null

  function put(id: string, to: OtherBoard | 'gone' | 'no-access', changed: Map<string, string[]>): void {
    told?.add(id)
    const before = places.get(id)
    places.set(id, to)
    supposed.delete(id)
    for (const board of new Set([before, to])) {
      if (!(board instanceof OtherBoard)) continue
      if (board !== to) board.drop(id)
      changed.set(board.boardId, [...(changed.get(board.boardId) ?? []), id])
    }
  }

  function known(boardId: string): OtherBoard | undefined {
    const board = boards.get(boardId)
    return board instanceof OtherBoard ? board : undefined
  }

  function clear(): void {
    revision += 1
    boards.clear()
    places.clear()
    told = null
  }

  /** Items of a board, or on none, show something else. */
  function note(changed: Map<string, string[]>, from: string | null, ids: readonly string[]): void {
    // On which board such an item is, or was, nobody says: cells that follow from any of them may follow from it.
    for (const boardId of from === null ? boards.keys() : [from]) {
      changed.set(boardId, [...(changed.get(boardId) ?? []), ...ids])
    }
  }

  /** Lets go of what a telling in parts has not come to. */
  function purge(changed: Map<string, string[]>): string[] {
    const left = [...places].filter(([id]) => told?.has(id) === false)
    for (const [id, place] of left) {
      places.delete(id)
      if (typeof place !== 'string') place.drop(id)
    }
    note(
      changed,
      null,
      left.map(([id]) => id),
    )
    const without = [...boards.keys()].filter((id) => told?.has(id) === false)
    for (const id of without) boards.delete(id)
    told = null
    return without
  }

  function sight(id: string): ItemSight {
    const place = places.get(id)
    if (place === undefined) return supposed.get(id) ?? { is: 'loading' }
    return typeof place === 'string' ? { is: place } : place.sight(id)
  }

  function take({ fresh, more, last, boards: parts = [], noAccess = [], gone = [], closed = [] }: LinkedMessage) {
    if (fresh && more) told = new Set()
    else if (fresh) clear()
    revision += 1
    const changed = new Map<string, string[]>()
    const otherColumns: string[] = []
    for (const part of parts) {
      const board = known(part.board) ?? new OtherBoard(part.board, kinds, edits)
      boards.set(part.board, board)
      told?.add(part.board)
      if (board.describe(part)) otherColumns.push(part.board)
      for (const item of part.items) {
        const isSame = !edits.told(part.board, item, part.version) && told !== null && board.has(item)
        board.put(item)
        if (isSame) told?.add(item.id)
        else put(item.id, board, changed)
      }
    }
    for (const [boardId, is] of closed) {
      const before = known(boardId)
      boards.set(boardId, is)
      told?.add(boardId)
      for (const [id, item] of supposed) if (item.board === boardId) supposed.delete(id)
      note(changed, boardId, [])
      if (before) for (const { id } of before.part?.items ?? []) put(id, is, changed)
    }
    const nowhere: string[] = []
    for (const [is, ids] of [
      ['no-access', noAccess],
      ['gone', gone],
    ] as const) {
      for (const id of ids) {
        if (told === null || places.get(id) !== is) nowhere.push(id)
        put(id, is, changed)
      }
    }
    if (nowhere.length > 0) note(changed, null, nowhere)
    if (last && told) otherColumns.push(...purge(changed))
    if (fresh && !more) return null
    // Where columns are others, all that follows from the board is asked anew.
    return new Map<string, readonly string[] | null>([
      ...changed,
      ...otherColumns.map((board) => [board, null] as const),
    ])
  }

  return {
    get revision() {
      return revision
    },
    get isWhole() {
      return told === null
    },
    sight,
    find: (key) => {
      const wanted = key.trim().toUpperCase()
      for (const board of boards.values()) {
        if (typeof board === 'string') continue
        const id = board.search(wanted).find((each) => keyOf(board.sight(each)) === wanted)
        if (id !== undefined) return id
      }
      return [...supposed.values()].find((item) => keyOf(item) === wanted)?.id ?? null
    },
    search: (boardIds, text) => {
      const wanted = text.trim().toLowerCase()
      const told = boardIds.flatMap((id) => known(id)?.search(text) ?? []).map(sight)
      const named = [...supposed.values()].filter(
        ({ board, key, title }) => boardIds.includes(board) && `${key} ${title}`.toLowerCase().includes(wanted),
      )
      return [...told, ...named].filter((each) => each.is === 'item')
    },
    board: (boardId) => boards.get(boardId) ?? 'loading',
    isGone: (id) => places.get(id) === 'gone',
    column: (boardId, number) => {
      const board = known(boardId)
      const column = board?.column(number)
      return board && column ? { column, mayEdit: board.mayEdit(number) } : null
    },
    cell: (id, column) => {
      const place = places.get(id)
      const row = place instanceof OtherBoard ? place.rowOf(id) : undefined
      return place instanceof OtherBoard && row !== undefined ? place.cell(row, column) : null
    },
    suppose: (items) => {
      const fresh = items.filter(({ id }) => !places.has(id) && !supposed.has(id))
      if (fresh.length === 0) return
      revision += 1
      for (const item of fresh) supposed.set(item.id, item)
      for (const id of supposed.keys()) {
        if (supposed.size <= supposedAtMost) break
        supposed.delete(id)
      }
    },
    take,
    forget: () => {
      clear()
      supposed.clear()
    },
    snapshot: () => {
      if (boards.size + places.size + supposed.size === 0) return null
      const where = (is: 'gone' | 'no-access') => [...places].filter(([, place]) => place === is).map(([id]) => id)
      const parts = [...boards.values()].flatMap((board): LinkedPart[] =>
        board instanceof OtherBoard && board.part ? [board.part] : [],
      )
      const closed = [...boards].flatMap(([id, is]) => (typeof is === 'string' ? [[id, is] as const] : []))
      const told: LinkedMessage = {
        t: 'linked',
        scope,
        fresh: true,
        boards: parts,
        noAccess: where('no-access'),
        gone: where('gone'),
        closed,
      }
      return { told, supposed: [...supposed.values()] }
    },
    restore: (snapshot) => {
      if (revision > 0) return
      take(snapshot.told)
      for (const item of snapshot.supposed) if (!places.has(item.id)) supposed.set(item.id, item)
    },
    touched: (boardId, items) => {
      const board = known(boardId)
      if (!board) return []
      revision += 1
      return items.flatMap((ref) => {
        const found = board.part?.items.find(({ id, row }) => id === ref || row === ref)
        return found ? [found.id] : []
      })
    },
  }
}

function keyOf(sight: ItemSight): string | null {
  return sight.is === 'item' ? sight.key.toUpperCase() : null
}
