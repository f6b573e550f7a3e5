import { DomainError, must, refsOf, sameJson } from '@fulcrum/domain'
import type { BoardColumn, BoardState, Json } from '@fulcrum/domain'
import { fieldKind } from '../field-kinds.ts'
import type { Problems } from '../problems.ts'
import type { ConvertColumn, Slice } from '../reader/messages.ts'
import { namedItems } from './named-items.ts'
import type { FindNamed } from './named-items.ts'
import { otherItems } from './other-items.ts'
import type { OtherItem } from './other-items.ts'
import type { ImportDoor } from './import-door.ts'

/** Items whose connections one command sets. */
const rowsPerCommand = 400
/** Items that one cell names, and boards to which one column leads. */
const maxInCell = 200
const maxBoards = 20

interface LinkWriterOptions {
  readonly door: ImportDoor
  readonly boardId: string
  readonly columns: readonly ConvertColumn[]
  readonly problems: Problems
  readonly rowOf: (sourceKey: string) => number | undefined
  /** What source keys begin with. */
  readonly keyPrefix: string
  /** Called between commands; throws where the import is to end. */
  readonly onStep: () => void
}

interface Cell {
  readonly row: number
  readonly ids: readonly string[]
}

interface NewCell extends Cell {
  readonly value: Json
}

/** What is known where the keys of one column are looked for. */
interface Search {
  readonly column: ConvertColumn
  readonly elsewhere: ReadonlyMap<string, OtherItem>
  readonly named: FindNamed
  /** Takes the boards of what is found. */
  readonly boards: Set<string>
}

/** Connects items as the source says, when all of them are there: on this board, or on others that the importer sees. */
export class LinkWriter {
  /** Links that were written. */
  count = 0
  private readonly options: LinkWriterOptions
  private readonly columns: readonly ConvertColumn[]
  /** Keys by column, then by row. */
  private readonly wanted = new Map<number, Map<number, readonly string[]>>()
  private readonly rows: number[] = []

  constructor(options: LinkWriterOptions) {
    this.options = options
    this.columns = options.columns.filter(({ read }) => read !== null && fieldKind(read.kind).ofItems !== undefined)
    for (const { column } of this.columns) this.wanted.set(column, new Map())
  }

  /** Notes what the items of a slice name; `rows` are theirs. */
  note({ links }: Slice, rows: readonly (number | null)[]): void {
    if (this.columns.length === 0) return
    for (const row of rows) if (row !== null) this.rows.push(row)
    for (const { at, column, keys } of links) {
      const row = rows[at] ?? null
      if (row !== null) this.wanted.get(column)?.set(row, keys)
    }
  }

  /** Writes all connections; call when every slice is written. */
  async finish(): Promise<void> {
    if (this.columns.length === 0) return
    const elsewhere = await this.elsewhere()
    for (const column of this.columns) await this.column(column, elsewhere)
  }

  private async column(column: ConvertColumn, elsewhere: ReadonlyMap<string, OtherItem>): Promise<void> {
    const wanted = must(this.wanted.get(column.column), 'the keys of a column')
    const boards = new Set<string>()
    const cells: Cell[] = []
    const board = await this.board()
    const own = must(board.column(column.column), 'a column of the import')
    const named = await namedItems(this.options.door, [this.options.boardId, ...this.otherBoards(own)])
    for (const row of this.rows) {
      const keys = wanted.get(row) ?? []
      const found = keys.map((key) => this.itemOf(board, key, row, { column, elsewhere, named, boards }))
      const now = board.cell(row, column.column)
      // Who names what is not to be found has not said that nothing else is connected.
      const kept = found.includes(null) ? refsOf(own, now).filter((id) => !this.isOfSource(board, id)) : []
      const ids = [...found.filter((id) => id !== null), ...kept]
      if (ids.length > 0 || now !== null) cells.push({ row, ids: [...new Set(ids)] })
    }
    const target = await this.leadsTo(column.column, boards)
    const circular: Cell[] = []
    const { ofItems } = fieldKind(must(column.read, 'a reading').kind)
    await this.connect(target, cells, must(ofItems, 'a kind that names items'), (cell) => circular.push(cell))
    if (circular.length > 0) await this.keepCircles(column, circular, boards)
  }

  /** The id of the item that a key names: an item of the source, or one that is called so here. Null where there is none. */
  private itemOf(board: BoardState, key: string, row: number, search: Search): string | null {
    const { column, elsewhere, named, boards } = search
    const { boardId, keyPrefix, problems, rowOf } = this.options
    const there = rowOf(key)
    if (there !== undefined && there !== row && board.system(there, 'deletedAt') === null) {
      boards.add(boardId)
      return String(board.system(there, 'id'))
    }
    const other = there === undefined ? (elsewhere.get(key) ?? named(key.slice(keyPrefix.length))) : null
    const isItself = other !== null && board.rowOf(other.id) === row
    if (other && !isItself && (boards.has(other.board) || boards.size < maxBoards)) {
      boards.add(other.board)
      return other.id
    }
    if (there !== row && !isItself) problems.add(column.title, 'link-target-missing', this.arrow(board, row, key))
    return null
  }

  /** Whether an item of this board came from the source: what that says of links between its own items is all there is. */
  private isOfSource(board: BoardState, id: string): boolean {
    const row = board.rowOf(id)
    return row !== undefined && String(board.system(row, 'sourceKey') ?? '').startsWith(this.options.keyPrefix)
  }

  /** Sets cells in parts; what a part refuses is tried in halves, until the links that cannot be are found. */
  private async connect(
    column: BoardColumn,
    cells: readonly Cell[],
    valueOf: (ids: readonly string[], now: Json) => Json,
    onCircle: (cell: Cell) => void,
  ): Promise<void> {
    const { problems } = this.options
    const board = await this.board()
    const changed = cells.flatMap(({ row, ids }): NewCell[] => {
      if (ids.length > maxInCell) problems.add(column.title, 'values-cut', `${ids.length} items`)
      const now = board.cell(row, column.number)
      const value = valueOf(ids.slice(0, maxInCell), now)
      return sameJson(value, now) ? [] : [{ row, ids: ids.slice(0, maxInCell), value }]
    })
    const also = this.otherBoards(column)
    const tell = (part: readonly NewCell[]) =>
      this.options.door.run('item.connect', {
        board: this.options.boardId,
        column: column.number,
        rows: part.map(({ row }) => row),
        values: part.map(({ value }) => value),
        also,
      })
    const put = async (part: readonly NewCell[]): Promise<void> => {
      const [only] = part
      if (!only) return
      this.options.onStep()
      try {
        await tell(part)
        this.count += part.reduce((sum, { ids }) => sum + ids.length, 0)
      } catch (error) {
        if (!isRefusal(error)) throw error
        if (part.length === 1) return this.oneByOne(only, { tell, valueOf, onCircle, column })
        const half = Math.ceil(part.length / 2)
        await put(part.slice(0, half))
        await put(part.slice(half))
      }
    }
    for (let at = 0; at < changed.length; at += rowsPerCommand) await put(changed.slice(at, at + rowsPerCommand))
  }

  private async oneByOne(
    { row, ids }: Cell,
    {
      tell,
      valueOf,
      onCircle,
      column: { number, title },
    }: {
      tell: (part: readonly NewCell[]) => Promise<{ readonly result: Json }>
      valueOf: (ids: readonly string[], now: Json) => Json
      onCircle: (cell: Cell) => void
      column: BoardColumn
    },
  ): Promise<void> {
    const now = (await this.board()).cell(row, number)
    const taken: string[] = []
    const refused: string[] = []
    for (const id of ids) {
      const next = [...taken, id]
      try {
        const { result } = await tell([{ row, ids: next, value: valueOf(next, now) }])
        taken.push(id)
        if ((result as { readonly changed: number }).changed > 0) this.count++
      } catch (error) {
        if (!isRefusal(error)) throw error
        const isCircle = error.code === 'invalid'
        if (isCircle) refused.push(id)
        this.options.problems.add(title, isCircle ? 'link-circle' : 'link-refused', error.message)
      }
    }
    if (refused.length > 0) onCircle({ row, ids: refused })
  }

  /** Links by which items would wait for each other are kept in a column that ties them without an order. */
  private async keepCircles(column: ConvertColumn, cells: readonly Cell[], boards: ReadonlySet<string>): Promise<void> {
    const { boardId, door, keyPrefix } = this.options
    const sourceField = `${keyPrefix}${column.field}-circular`.slice(0, 255)
    const { kind, settings, ofItems } = fieldKind('items')
    const there = (await this.board())
      .columns()
      .find(({ fields }) => fields['sourceField'] === sourceField && fields['deletedAt'] === undefined)
    const answer = there
      ? { result: { number: there.number } }
      : await door.run('column.create', {
          board: boardId,
          id: door.newId(),
          kind,
          title: `${column.title} (in a circle)`.slice(0, 255),
          settings: settings({}, []),
          sourceField,
        })
    const { number } = answer.result as { readonly number: number }
    const target = await this.leadsTo(number, boards)
    await this.connect(target, cells, must(ofItems, 'a kind that names items'), () => {})
  }

  /** The column, made to lead to every board on which items were found. */
  private async leadsTo(number: number, boards: ReadonlySet<string>): Promise<BoardColumn> {
    const { boardId, door } = this.options
    const column = must((await this.board()).column(number), 'a column of the import')
    const known = column.kind.connections?.of(column.settings).boards ?? []
    const missing = [...boards].filter((id) => !known.some(({ board }) => board === id))
    if (missing.length === 0) return column
    const entries = [...known, ...missing.map((board) => ({ board, partner: null }))].slice(0, maxBoards)
    const settings = { ...(column.settings as object), boards: entries }
    await door.run('column.update', { board: boardId, id: column.id, settings })
    return must((await this.board()).column(number), 'a column of the import')
  }

  private otherBoards({ kind, settings }: BoardColumn): string[] {
    const boards = kind.connections?.of(settings).boards ?? []
    return boards.map(({ board }) => board).filter((id) => id !== this.options.boardId)
  }

  /** Items of the same source on other boards, by the keys that this board does not know. */
  private async elsewhere(): Promise<ReadonlyMap<string, OtherItem>> {
    const { boardId, door, rowOf } = this.options
    const unknown = new Set<string>()
    for (const cells of this.wanted.values()) {
      for (const keys of cells.values()) for (const key of keys) if (rowOf(key) === undefined) unknown.add(key)
    }
    return otherItems(door, boardId, [...unknown])
  }

  private arrow(board: BoardState, row: number, key: string): string {
    const { keyPrefix } = this.options
    const own = String(board.system(row, 'sourceKey') ?? '').replace(keyPrefix, '')
    return `${own} → ${key.replace(keyPrefix, '')}`
  }

  private board(): Promise<BoardState> {
    return this.options.door.board(this.options.boardId)
  }
}

/** What is about these links; anything else ends the import. */
function isRefusal(error: unknown): error is DomainError {
  return (
    error instanceof DomainError && ['invalid', 'not-found', 'conflict', 'forbidden', 'too-large'].includes(error.code)
  )
}
