import type { BoardState } from '../board/board-state.ts'
import { asideCells } from '../item/set-aside.ts'
import type { Json } from '../json.ts'
import { cellValue } from '../patch.ts'
import type { CellColumn, Patch } from '../patch.ts'
import { PatchFold } from './patch-fold.ts'

/** What was recorded after a moment and may speak of the time before it: what an import did, or history that it brought. */
export interface LaterChange {
  readonly version: number
  /** When it was true. */
  readonly at: number
  readonly actor: string | null
  readonly historic: boolean
  /** The piece of work that it is part of: an import makes items and what belongs to them in one. */
  readonly batch: string
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

/** What imports say of a board at a moment before they were recorded. */
export interface ImportedPast {
  /** To be put into the board. */
  readonly fold: PatchFold
  /** How many items come by it. */
  readonly items: number
}

/**
 * What brings into a board, as it had been recorded at a moment, the items that were made before the moment and recorded after it,
 * by imports. Of the board's items no more is asked than which there are. Each cell of theirs is what its last historic change until then made of it, before its first one what that one
 * found, and without one what the item was made with; the columns and groups that an import made count from always on. What
 * was recorded by the moment stays as recorded.
 */
export function importedPast(board: BoardState, later: readonly LaterChange[], at: number): ImportedPast {
  const own = ownOfImports(board, later)
  const history = historyOf(later, own, at)
  const shown = shownRows(own, history, at)
  const fold = new PatchFold()
  for (const patch of own.records) fold.takeRecord(patch)
  for (const patch of history.records) fold.takeRecord(patch)
  for (const [column, cells] of own.cells) {
    for (const [row, value] of cells) if (shown.has(row)) fold.set(column, row, value)
  }
  for (const [column, cells] of history.cells) {
    for (const [row, { value }] of cells) if (shown.has(row)) fold.set(column, row, value)
  }
  for (const row of shown) {
    const last = history.lastEdit.get(row)
    fold.set('updatedAt', row, last?.at ?? fold.get('createdAt', row) ?? null)
    fold.set('updatedBy', row, last ? last.actor : (fold.get('createdBy', row) ?? null))
    // How many messages there were by then is not known.
    for (const cell of ['updates', 'lastUpdateAt'] as const) fold.set(cell, row, null)
    for (const cell of ['deletedAt', ...asideCells] as const) {
      const since = fold.get(cell, row)
      if (typeof since === 'number' && since > at) fold.set(cell, row, null)
    }
    const parent = fold.get('parent', row)
    if (typeof parent === 'number' && !shown.has(parent) && !board.exists(parent)) fold.set('parent', row, null)
  }
  return { fold, items: shown.size }
}

type Cells = Map<CellColumn, Map<number, Json>>
type RecordPatch = Exclude<Patch, { op: 'cells' }>

interface Own {
  /** The rows of items that imports made, each with the import's batch. */
  readonly made: ReadonlyMap<number, string>
  readonly cells: Cells
  /** The records that imports made, and how they did. */
  readonly names: ReadonlySet<string>
  readonly records: readonly RecordPatch[]
}

/** What imports made that was not there: items and records, as the same import left them. */
function ownOfImports(board: BoardState, later: readonly LaterChange[]): Own {
  const made = new Map<number, string>()
  const cells: Cells = new Map()
  const names = new Set<string>()
  const records: RecordPatch[] = []
  for (const { historic, batch, patches } of later) {
    if (historic) continue
    for (const patch of patches) {
      if (patch.op !== 'cells' || patch.column !== 'createdAt') continue
      for (const row of patch.rows) if (!board.exists(row) && !made.has(row)) made.set(row, batch)
    }
    for (const patch of patches) {
      if (patch.op !== 'cells') {
        const name = `${patch.table} ${patch.id}`
        if (board.record(patch.table, patch.id) && !names.has(name)) continue
        names.add(name)
        records.push(patch)
        continue
      }
      const of = cells.get(patch.column) ?? new Map<number, Json>()
      cells.set(patch.column, of)
      patch.rows.forEach((row, index) => {
        if (made.get(row) === batch) of.set(row, cellValue(patch, index))
      })
    }
  }
  return { made, cells, names, records }
}

/** What history says of a cell at the moment; `isAfter` where only a later change knows. */
interface Said {
  readonly value: Json
  readonly isAfter: boolean
}

interface History {
  readonly cells: ReadonlyMap<CellColumn, ReadonlyMap<number, Said>>
  readonly records: readonly RecordPatch[]
  readonly lastEdit: ReadonlyMap<number, { readonly at: number; readonly actor: string | null }>
}

function historyOf(later: readonly LaterChange[], own: Own, at: number): History {
  const cells = new Map<CellColumn, Map<number, Said>>()
  const lastEdit = new Map<number, { at: number; actor: string | null }>()
  const records = new Map<string, RecordPatch[]>()
  const ordered = later
    .filter(({ historic }) => historic)
    .sort((left, right) => left.at - right.at || left.version - right.version)
  for (const change of ordered) {
    const isAfter = change.at > at
    // Before its first change a cell was what that one found.
    for (const patch of isAfter ? change.inverse : change.patches) {
      if (patch.op !== 'cells') {
        noteRecord(records, patch, own, isAfter)
        continue
      }
      const of = cells.get(patch.column) ?? new Map<number, Said>()
      cells.set(patch.column, of)
      patch.rows.forEach((row, index) => {
        if (!own.made.has(row)) return
        if (isAfter && of.has(row)) return
        of.set(row, { value: cellValue(patch, index), isAfter })
        if (!isAfter) lastEdit.set(row, { at: change.at, actor: change.actor })
      })
    }
  }
  return { cells, records: [...records.values()].flat(), lastEdit }
}

/** Records have few changes: of those after the moment each field's first one counts, where none before it said the field. */
function noteRecord(records: Map<string, RecordPatch[]>, patch: RecordPatch, { names }: Own, isAfter: boolean): void {
  const name = `${patch.table} ${patch.id}`
  if (!names.has(name)) return
  const known = records.get(name) ?? []
  records.set(name, known)
  if (!isAfter) {
    known.push(patch)
    return
  }
  if (patch.op === 'drop') {
    if (known.length === 0) known.push(patch)
    return
  }
  if (known.some(({ op }) => op === 'drop')) return
  const said = new Set(known.flatMap((each) => (each.op === 'put' ? Object.keys(each.fields) : [])))
  const fields = Object.fromEntries(Object.entries(patch.fields).filter(([field]) => !said.has(field)))
  if (Object.keys(fields).length > 0) known.push({ ...patch, fields })
}

/** The items that were there by then. */
function shownRows({ made, cells }: Own, history: History, at: number): Set<number> {
  const shown = new Set<number>()
  for (const row of made.keys()) {
    const said = history.cells.get('createdAt')?.get(row)
    const createdAt = said ? said.value : (cells.get('createdAt')?.get(row) ?? null)
    if (typeof createdAt === 'number' && createdAt <= at) shown.add(row)
  }
  return shown
}
