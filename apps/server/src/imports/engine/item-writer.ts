import { maxCellsPerChange, must, ranksBetween, sameJson } from '@fulcrum/domain'
import type { BoardColumn, BoardState, CellColumn, Json, RuleName } from '@fulcrum/domain'
import type { Problems } from '../problems.ts'
import type { ConvertColumn, Slice } from '../reader/messages.ts'
import type { ImportGroups } from './groups.ts'
import type { ImportDoor } from './import-door.ts'
import { highestRank, knownItems } from './known-items.ts'

/** Cells that one change of many items sets at most; each item counts twice. */
const rowsPerMove = 900

export interface ItemWriterOptions {
  readonly door: ImportDoor
  readonly boardId: string
  readonly columns: readonly ConvertColumn[]
  readonly groups: ImportGroups
  readonly keyPrefix: string
  /** What the source is called, beside the keys that items had there. */
  readonly sourceName: string
  readonly recordCount: number
  /** Whether the source says where items stand; otherwise a second import leaves them where people put them. */
  readonly saysGroup: boolean
  readonly saysParent: boolean
  readonly problems: Problems
}

/** What the command says of a rule that was broken. */
interface BrokenRule {
  readonly column: number
  readonly rule: RuleName
  readonly count: number
  readonly values: readonly Json[]
}

/** A value as its kind writes it, where no person's name is needed. */
function plainText({ kind, settings }: BoardColumn, value: Json): string {
  return kind.format(value, settings, { personName: (id) => id, locale: 'en', timeZone: 'UTC' })
}

/** Writes items slice by slice: new ones are made, known ones get what changed. */
export class ItemWriter {
  readonly counts = { created: 0, updated: 0, unchanged: 0 }
  private readonly options: ItemWriterOptions
  private readonly ranks: readonly string[]
  /** Rows by source key: of earlier imports and of this one. */
  private readonly rows: Map<string, number>
  /** Items whose parent comes later in the source. */
  private readonly orphans: { readonly row: number; readonly parentKey: string }[] = []
  private readonly parents = new Map<number, number>()
  private next = 0

  private constructor(options: ItemWriterOptions, rows: Map<string, number>, ranks: readonly string[]) {
    this.options = options
    this.rows = rows
    this.ranks = ranks
  }

  static async start(options: ItemWriterOptions): Promise<ItemWriter> {
    const board = await options.door.board(options.boardId)
    const known = await knownItems(board, options.keyPrefix)
    const ranks = ranksBetween(await highestRank(board), null, options.recordCount, Math.random())
    return new ItemWriter(options, known, ranks)
  }

  /** The row of an item of the source that has been written. */
  rowOf(sourceKey: string): number | undefined {
    return this.rows.get(sourceKey)
  }

  /** Writes the items of a slice and gives the row of each; null for those that stay as they are in the trash. */
  async write(slice: Slice): Promise<(number | null)[]> {
    const fresh = slice.keys.flatMap((key, at) => (this.rows.has(key) ? [] : [at]))
    if (fresh.length > 0) await this.create(slice, fresh)
    if (fresh.length < slice.keys.length) await this.update(slice, new Set(fresh))
    this.next += slice.keys.length
    const board = await this.board()
    const isNew = fresh.length === slice.keys.length
    return slice.keys.map((key) => {
      const row = must(this.rows.get(key), 'the row of a written item')
      return isNew || board.system(row, 'deletedAt') === null ? row : null
    })
  }

  /** Puts items below parents that came after them. Call when all slices are written. */
  async finish(): Promise<void> {
    const { boardId, door } = this.options
    for (const { row, parentKey } of this.orphans) {
      const parent = this.rows.get(parentKey)
      if (parent !== undefined) this.parents.set(row, parent)
    }
    const board = await this.board()
    const moved = [...this.parents].flatMap(([row, parent]) => {
      const group = board.system(this.rootOf(row), 'group')
      const stays = board.system(row, 'parent') === parent && board.system(row, 'group') === group
      return stays || board.system(row, 'deletedAt') !== null ? [] : [{ row, parent, group }]
    })
    for (let at = 0; at < moved.length; at += rowsPerMove) {
      const part = moved.slice(at, at + rowsPerMove)
      const rows = part.map(({ row }) => row)
      await door.fill(boardId, 'item.import', {
        board: boardId,
        update: [
          { column: 'parent', rows, values: part.map(({ parent }) => parent) },
          { column: 'group', rows, values: part.map(({ group }) => group) },
        ],
      })
    }
  }

  private async create(slice: Slice, fresh: readonly number[]): Promise<void> {
    const { boardId, door, groups, sourceName } = this.options
    const now = Date.now()
    const place = new Map(fresh.map((at, position) => [slice.keys[at] ?? '', position]))
    const parents: (number | null)[] = []
    const numbers: (number | null)[] = []
    for (const at of fresh) {
      const parent = this.parentOf(slice, at, place)
      const waits = parent === null && (slice.parentKeys[at] ?? null) !== null
      parents.push(parent)
      // Sub-items stand where their root stands; those that wait for their parent stand anywhere until it comes.
      const group = parent !== null ? null : groups.numberOf(slice.groups[at] ?? null, waits)
      numbers.push(group instanceof Promise ? await group : group)
    }
    const threads = threadsOf(slice)
    const pick = <T>(values: readonly T[]) => fresh.map((at) => must(values[at] ?? null, 'a value'))
    const orNull = <T>(values: readonly (T | null)[]) => fresh.map((at) => values[at] ?? null)
    const saysUpdated = slice.updatedAt.some((at) => at !== null)
    const answer = await door.fill(boardId, 'item.import', {
      board: boardId,
      create: {
        ids: fresh.map(() => door.newId()),
        titles: pick(slice.titles),
        groups: numbers,
        parents,
        ranks: fresh.map((at) => must(this.ranks[this.next + at], 'a rank')),
        sourceKeys: pick(slice.keys),
        ...(slice.oldKeys.some((key) => key !== null) && {
          oldKeys: orNull(slice.oldKeys),
          keySource: sourceName.slice(0, 200),
        }),
        createdAt: fresh.map((at) => slice.createdAt[at] ?? now),
        createdBy: fresh.map((at) => slice.createdBy[at] ?? door.importer.memberId),
        ...(saysUpdated && {
          updatedAt: fresh.map((at) => slice.updatedAt[at] ?? now),
          updatedBy: orNull(slice.updatedBy),
        }),
        ...(threads.size > 0 && {
          updates: fresh.map((at) => threads.get(at)?.count ?? null),
          lastUpdateAt: fresh.map((at) => threads.get(at)?.lastAt ?? null),
        }),
        cells: cellsOf(slice, fresh),
      },
    })
    const { firstRow, broken } = answer.result as unknown as {
      readonly firstRow: number
      readonly broken: readonly BrokenRule[]
    }
    await this.tellBroken(broken)
    fresh.forEach((at, position) => {
      const row = firstRow + position
      this.rows.set(slice.keys[at] ?? '', row)
      this.noteParent(slice, at, row)
    })
    this.counts.created += fresh.length
  }

  /** The parent as the command names it; null also where it is not written yet. */
  private parentOf(slice: Slice, at: number, place: ReadonlyMap<string, number>): number | null {
    const key = slice.parentKeys[at] ?? null
    if (key === null) return null
    const row = this.rows.get(key)
    if (row !== undefined) return row
    const position = place.get(key)
    return position !== undefined && position < (place.get(slice.keys[at] ?? '') ?? 0) ? -1 - position : null
  }

  private noteParent(slice: Slice, at: number, row: number): void {
    const parentKey = slice.parentKeys[at] ?? null
    if (parentKey === null) return
    const parent = this.rows.get(parentKey)
    if (parent === undefined) this.orphans.push({ row, parentKey })
    else this.parents.set(row, parent)
  }

  private async update(slice: Slice, fresh: ReadonlySet<number>): Promise<void> {
    const { boardId, columns, door, groups, problems, saysGroup, saysParent } = this.options
    const board = await this.board()
    const changes = new Map<CellColumn, { readonly rows: number[]; readonly values: Json[] }>()
    const changed = new Set<number>()
    const known: { readonly at: number; readonly row: number }[] = []
    for (let at = 0; at < slice.keys.length; at++) {
      const row = fresh.has(at) ? undefined : this.rows.get(slice.keys[at] ?? '')
      if (row === undefined) continue
      if (board.system(row, 'deletedAt') !== null) {
        problems.add(null, 'item-in-trash', slice.titles[at])
        this.counts.unchanged++
        continue
      }
      if (board.system(row, 'archivedAt') !== null) problems.add(null, 'item-archived', slice.titles[at])
      known.push({ at, row })
      this.noteParent(slice, at, row)
    }
    const set = (column: CellColumn, row: number, now: Json, value: Json) => {
      if (sameJson(now, value)) return
      const entry = changes.get(column) ?? { rows: [], values: [] }
      changes.set(column, entry)
      entry.rows.push(row)
      entry.values.push(value)
      changed.add(row)
    }
    for (const { at, row } of known) {
      set('title', row, board.system(row, 'title'), slice.titles[at] ?? '')
      const isRoot = (slice.parentKeys[at] ?? null) === null
      if (saysParent && isRoot) set('parent', row, board.system(row, 'parent'), null)
      if (saysGroup && isRoot)
        set('group', row, board.system(row, 'group'), await groups.numberOf(slice.groups[at] ?? null))
      for (const cell of ['createdAt', 'createdBy'] as const) {
        const value = slice[cell][at] ?? null
        if (value !== null) set(cell, row, board.system(row, cell), value)
      }
    }
    for (const { column } of columns) {
      const values = new Map(zip(slice.cells.find((cells) => cells.column === column)))
      for (const { at, row } of known) set(column, row, board.cell(row, column), values.get(at) ?? null)
    }
    this.counts.updated += changed.size
    this.counts.unchanged += known.length - changed.size
    for (const update of inChanges(changes)) {
      const answer = await door.fill(boardId, 'item.import', { board: boardId, update })
      await this.tellBroken((answer.result as unknown as { readonly broken: readonly BrokenRule[] }).broken)
    }
  }

  /** What rules of columns kept out. */
  private async tellBroken(broken: readonly BrokenRule[]): Promise<void> {
    if (broken.length === 0) return
    const board = await this.board()
    for (const { column: number, rule, count, values } of broken) {
      const column = board.column(number)
      // Each value that is named counts as one, the rest together.
      const texts = values.map((value) => (column ? plainText(column, value) : ''))
      for (const text of texts) this.options.problems.add(column?.title ?? null, `rule-${rule}`, text)
      const rest = count - texts.length
      if (rest > 0) this.options.problems.add(column?.title ?? null, `rule-${rule}`, undefined, rest)
    }
  }

  private rootOf(row: number): number {
    let root = row
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent
    return root
  }

  private board(): Promise<BoardState> {
    return this.options.door.board(this.options.boardId)
  }
}

/** Cells by column, parted into what one change may hold. */
function inChanges(
  changes: ReadonlyMap<CellColumn, { readonly rows: readonly number[]; readonly values: readonly Json[] }>,
) {
  const parts: { readonly column: CellColumn; readonly rows: readonly number[]; readonly values: readonly Json[] }[][] =
    []
  let room = 0
  for (const [column, { rows, values }] of changes) {
    for (let at = 0; at < rows.length;) {
      if (room === 0) {
        parts.push([])
        room = maxCellsPerChange
      }
      const end = Math.min(rows.length, at + room)
      parts.at(-1)?.push({ column, rows: rows.slice(at, end), values: values.slice(at, end) })
      room -= end - at
      at = end
    }
  }
  return parts
}

function zip(cells: Slice['cells'][number] | undefined): (readonly [number, Json])[] {
  return cells ? cells.at.map((at, index) => [at, cells.values[index] ?? null] as const) : []
}

/** The cells of some items of a slice, counted anew from the first of them. */
function cellsOf(slice: Slice, wanted: readonly number[]) {
  if (wanted.length === slice.keys.length) return slice.cells
  const position = new Map(wanted.map((at, index) => [at, index]))
  return slice.cells.map((cells) => {
    const kept = zip(cells).flatMap(([at, value]) => {
      const index = position.get(at)
      return index === undefined ? [] : [{ index, value }]
    })
    return { column: cells.column, at: kept.map(({ index }) => index), values: kept.map(({ value }) => value) }
  })
}

function threadsOf({ updates }: Slice): Map<number, { readonly count: number; readonly lastAt: number }> {
  const threads = new Map<number, { readonly count: number; readonly lastAt: number }>()
  for (const { at, ms } of updates) {
    const thread = threads.get(at)
    threads.set(at, { count: (thread?.count ?? 0) + 1, lastAt: Math.max(thread?.lastAt ?? 0, ms) })
  }
  return threads
}
