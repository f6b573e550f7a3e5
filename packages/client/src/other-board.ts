import type { LaneValue } from '@fulcrum/columnar'
import { itemKey, sameJson, stageColumn, toBoardColumn } from '@fulcrum/domain'
import type { BoardColumn, CellColumn, DerivedBoard, ItemSight, Json, KindRegistry } from '@fulcrum/domain'
import type { LinkedItem, LinkedPart } from '@fulcrum/protocol'
import type { LinkedEdits } from './linked-edits.ts'

/** The items of another board that are named here, with the columns that are told of. */
export class OtherBoard implements DerivedBoard {
  readonly boardId: string
  readonly isPart = true
  private readonly kinds: KindRegistry
  private readonly edits: LinkedEdits
  private readonly items = new Map<string, LinkedItem>()
  private readonly byRow = new Map<number, LinkedItem>()
  private list: readonly BoardColumn[] = []
  private editable: ReadonlySet<number> = new Set()
  private told: LinkedPart | null = null
  title = ''

  constructor(boardId: string, kinds: KindRegistry, edits: LinkedEdits) {
    this.boardId = boardId
    this.kinds = kinds
    this.edits = edits
  }

  /** Takes what is told of the board itself. True where its columns are others than they were. */
  describe(part: LinkedPart): boolean {
    const isOther = !sameJson(this.told?.columns as Json, part.columns as unknown as Json)
    this.told = part
    this.title = part.name
    this.editable = new Set(part.editable)
    this.list = part.columns.flatMap(([id, fields]) => toBoardColumn(id, fields, this.kinds) ?? [])
    return isOther
  }

  /** What was told of the board last, with all items that are known. */
  get part(): LinkedPart | null {
    return this.told && { ...this.told, items: [...this.items.values()] }
  }

  /** Whether this is what is known of an item. */
  has(item: LinkedItem): boolean {
    return sameJson((this.items.get(item.id) ?? null) as Json, item as unknown as Json)
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

  /** The items whose key or title has a text in it. */
  search(text: string): readonly string[] {
    const wanted = text.trim().toLowerCase()
    return [...this.items.values()]
      .filter(({ state, row, title }) => {
        return state === 'live' && `${this.keyOf(row)} ${title}`.toLowerCase().includes(wanted)
      })
      .map(({ id }) => id)
  }

  /** Whether the reader may set cells of a column there. */
  mayEdit(column: number): boolean {
    return this.editable.has(column)
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
    return itemKey(this.told?.prefix ?? '', row)
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
    if (!column) return (this.toldCell(row, key as CellColumn) ?? null) as LaneValue
    const value = this.cell(row, column.number)
    const name = column.lanes.find((lane) => lane.key === key)?.name ?? ''
    return value === null ? null : (column.kind.toLanes(value, column.settings)[name] ?? null)
  }

  cell(row: number, column: number): Json {
    const item = this.byRow.get(row)
    const edited = item && this.edits.valueOf(this.boardId, item, column)
    return edited === undefined ? (this.toldCell(row, column) ?? null) : edited
  }

  private toldCell(row: number, wanted: CellColumn): Json | undefined {
    return this.byRow.get(row)?.cells.find(([column]) => column === wanted)?.[1]
  }
}
