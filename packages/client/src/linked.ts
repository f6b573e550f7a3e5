import type { LaneValue } from '@fulcrum/columnar'
import { itemKey, stageColumn, toBoardColumn } from '@fulcrum/domain'
import type { BoardColumn, CellColumn, DerivedBoard, ItemSight, Json, KindRegistry, LinkedBoard } from '@fulcrum/domain'
import type { LinkedItem, LinkedMessage, LinkedPart } from '@fulcrum/protocol'

/** What a board's cells name on other boards. Kept apart from the board, and in memory only. */
export interface Linked {
  /** Another number after whatever was told. */
  readonly revision: number
  /** What is known of an item of another board. */
  readonly sight: (id: string) => ItemSight
  /** An item of another board by its key, of those that are known here. */
  readonly find: (key: string) => string | null
  /** Another board as far as cells here follow from it. */
  readonly board: (boardId: string) => LinkedBoard
}

/** The same, with the way in which the server's messages come in. */
export interface LinkedCopy extends Linked {
  /** Takes what the server tells; gives the boards of which something changed, with the items; null is all of them. */
  readonly take: (message: LinkedMessage) => ReadonlyMap<string, readonly string[]> | null
  /** Nothing of it may be known any more. */
  readonly forget: () => void
}

/** Makes an empty copy. Until the server has told of an item it is `loading`. */
export function createLinkedCopy(kinds: KindRegistry): LinkedCopy {
  let revision = 0
  const boards = new Map<string, OtherBoard | 'no-access' | 'gone'>()
  /** Where an item is, or why it is not to be had. */
  const places = new Map<string, OtherBoard | 'gone' | 'no-access'>()

  function put(id: string, to: OtherBoard | 'gone' | 'no-access', changed: Map<string, string[]>): void {
    const before = places.get(id)
    places.set(id, to)
    for (const board of new Set([before, to])) {
      if (!(board instanceof OtherBoard)) continue
      if (board !== to) board.drop(id)
      changed.set(board.boardId, [...(changed.get(board.boardId) ?? []), id])
    }
  }

  return {
    get revision() {
      return revision
    },
    sight: (id) => {
      const place = places.get(id)
      if (place === undefined) return { is: 'loading' }
      return typeof place === 'string' ? { is: place } : place.sight(id)
    },
    find: (key) => {
      const wanted = key.trim().toUpperCase()
      for (const board of boards.values()) {
        if (typeof board === 'string') continue
        const id = board.idOfKey(wanted)
        if (id !== undefined) return id
      }
      return null
    },
    board: (boardId) => boards.get(boardId) ?? 'loading',
    take: ({ fresh, boards: parts = [], noAccess = [], gone = [], closed = [] }) => {
      revision += 1
      if (fresh) {
        boards.clear()
        places.clear()
      }
      const changed = new Map<string, string[]>()
      for (const part of parts) {
        const known = boards.get(part.board)
        const board = known instanceof OtherBoard ? known : new OtherBoard(part.board, kinds)
        boards.set(part.board, board)
        board.describe(part)
        for (const item of part.items) {
          board.put(item)
          put(item.id, board, changed)
        }
      }
      for (const id of noAccess) put(id, 'no-access', changed)
      for (const id of gone) put(id, 'gone', changed)
      for (const [boardId, is] of closed) {
        boards.set(boardId, is)
        changed.set(boardId, [...(changed.get(boardId) ?? []), ...noAccess, ...gone])
      }
      return fresh ? null : changed
    },
    forget: () => {
      revision += 1
      boards.clear()
      places.clear()
    },
  }
}

/** The items of another board that are named here, with the columns that are told of. */
class OtherBoard implements DerivedBoard {
  readonly boardId: string
  private readonly kinds: KindRegistry
  private readonly items = new Map<string, LinkedItem>()
  private readonly byRow = new Map<number, LinkedItem>()
  private list: readonly BoardColumn[] = []
  private prefix = ''
  title = ''

  constructor(boardId: string, kinds: KindRegistry) {
    this.boardId = boardId
    this.kinds = kinds
  }

  describe({ prefix, name, columns }: LinkedPart): void {
    this.prefix = prefix
    this.title = name
    this.list = columns.flatMap(([id, fields]) => toBoardColumn(id, fields, this.kinds) ?? [])
  }

  put(item: LinkedItem): void {
    this.items.set(item.id, item)
    this.byRow.set(item.row, item)
  }

  drop(id: string): void {
    const item = this.items.get(id)
    this.items.delete(id)
    if (item) this.byRow.delete(item.row)
  }

  sight(id: string): ItemSight {
    const item = this.items.get(id)
    if (!item) return { is: 'loading' }
    const { row, title, state } = item
    const column = stageColumn({ columns: () => this.list })
    const value = column ? this.cell(row, column.number) : null
    const stage = value === null || !column ? null : (column.kind.stageOf?.(value, column.settings) ?? null)
    const key = this.keyOf(row)
    return { is: 'item', id, board: this.boardId, row, key, title, stage, archived: state === 'archived' }
  }

  idOfKey(key: string): string | undefined {
    for (const { id, row } of this.items.values()) if (this.keyOf(row).toUpperCase() === key) return id
    return undefined
  }

  column(number: number): BoardColumn | undefined {
    return this.list.find((column) => column.number === number)
  }

  columns(): readonly BoardColumn[] {
    return this.list
  }

  rowOf(itemId: string): number | undefined {
    return this.items.get(itemId)?.row
  }

  keyOf(row: number): string {
    return itemKey(this.prefix, row)
  }

  exists(row: number): boolean {
    return this.byRow.has(row)
  }

  isLive(row: number): boolean {
    return this.byRow.get(row)?.state === 'live'
  }

  lane(key: string, row: number): LaneValue {
    if (key === 'title') return this.byRow.get(row)?.title ?? null
    const column = this.list.find(({ lanes }) => lanes.some((lane) => lane.key === key))
    // @NOTE what every item has is told as lanes hold it.
    if (!column) return (this.told(row, key as CellColumn) ?? null) as LaneValue
    const value = this.cell(row, column.number)
    const name = column.lanes.find((lane) => lane.key === key)?.name ?? ''
    return value === null ? null : (column.kind.toLanes(value, column.settings)[name] ?? null)
  }

  cell(row: number, column: number): Json {
    return this.told(row, column) ?? null
  }

  private told(row: number, wanted: CellColumn): Json | undefined {
    return this.byRow.get(row)?.cells.find(([column]) => column === wanted)?.[1]
  }
}
