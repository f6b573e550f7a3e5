import { BoardState, cellValue, systemCells, touchedRows, visiblePatches } from '@fulcrum/domain'
import type { CellColumn, CellsPatch, Json, Patch, ScopeState, Sight } from '@fulcrum/domain'
import { maxRowsOfCatchUp } from '@fulcrum/protocol'
import type { WireChange } from '@fulcrum/protocol'
import type { Touch } from './journal.ts'

/** About so many characters go into one part, so that neither side is held up by making or taking it. */
const partLength = 128 * 1024

/** Whoever comes back: from which version on, with what sight, and by whose commands. */
export interface Returning {
  readonly from: number
  readonly sight: Sight | null
  readonly memberId: string
  readonly clientId: string
}

/**
 * What somebody missed, as one change that stands for all of them, in parts: each cell and record that was touched, once,
 * as it is now. Null where sending everything afresh is less. Parts are made when they are asked for, and may be newer than
 * the version that they say: what changed since follows and is absolute.
 */
export function missedParts(
  state: ScopeState,
  touches: readonly Touch[],
  { from, sight, memberId, clientId }: Returning,
  maxLength = partLength,
): Iterable<WireChange> | null {
  const { version } = state
  const cells = cellsIn(touches)
  if ([...cells.values()].reduce((sum, rows) => sum + rows.size, 0) > maxRowsOfCatchUp) return null
  const confirms = touches.flatMap(({ client, n }) => (client === clientId && n !== null ? [n] : []))
  const visible = (patches: readonly Patch[]) => (sight ? visiblePatches(patches, sight, memberId, state) : patches)
  return wireParts()

  function* wireParts(): Iterable<WireChange> {
    let part: Patch[] = [...visible(recordPatches(state, touches))]
    let length = part.length === 0 ? 0 : JSON.stringify(part).length
    if (state instanceof BoardState) {
      for (const [column, rows] of inOrder(cells)) {
        // Asked before a cell is looked at: nothing is read for those who may not know of it.
        if (visible([{ op: 'cells', column, rows: [], values: [] }]).length === 0) continue
        for (const patch of cellPatches(state, column, rows)) {
          if (length > maxLength) {
            yield { version, since: from, more: true, patches: touched(state, part) }
            part = []
            length = 0
          }
          part.push(patch)
          length += lengthOf(patch)
        }
      }
    }
    const patches = state instanceof BoardState ? touched(state, part) : part
    yield { version, since: from, ...(patches.length > 0 && { patches }), ...(confirms.length > 0 && { confirms }) }
  }
}

function cellsIn(touches: readonly Touch[]): Map<CellColumn, Set<number>> {
  const found = new Map<CellColumn, Set<number>>()
  for (const { cells } of touches) {
    for (const [column, rows] of cells) {
      const all = found.get(column) ?? new Set<number>()
      found.set(column, all)
      for (const row of rows) all.add(row)
    }
  }
  return found
}

/** What makes an item and its place comes first, then the columns. Who touched it last is said with each part. */
function* inOrder(
  cells: ReadonlyMap<CellColumn, ReadonlySet<number>>,
): Iterable<readonly [CellColumn, readonly number[]]> {
  const numbers = [...cells.keys()].filter((column) => typeof column === 'number').sort((left, right) => left - right)
  for (const column of [...systemCells, ...numbers]) {
    const rows = cells.get(column)
    if (rows) yield [column, [...rows]]
  }
}

/** Rows of one patch, so that parts end near their length. */
const rowsAtOnce = 1_000

function* cellPatches(board: BoardState, column: CellColumn, rows: readonly number[]): Iterable<CellsPatch> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce)
    if (typeof column === 'string') yield* systemPatches(board, column, some)
    else yield { op: 'cells', column, rows: some, values: some.map((row) => board.cell(row, column)) }
  }
}

/** People are few and their ids are long: rows with the same one share a patch. */
function* systemPatches(
  board: BoardState,
  column: Exclude<CellColumn, number>,
  rows: readonly number[],
): Iterable<CellsPatch> {
  if (column !== 'createdBy' && column !== 'updatedBy') {
    yield { op: 'cells', column, rows, values: rows.map((row) => board.system(row, column)) }
    return
  }
  const byPerson = Map.groupBy(rows, (row) => board.system(row, column))
  for (const [person, same] of byPerson) yield { op: 'cells', column, rows: same, values: [person] }
}

/** Adds who touched the items last, and when: a reader that applies the part as a change must not work it out anew. */
function touched(board: BoardState, part: readonly Patch[]): readonly Patch[] {
  const rows = touchedRows(part)
  if (rows.length === 0) return part
  return [...part, ...systemPatches(board, 'updatedAt', rows), ...systemPatches(board, 'updatedBy', rows)]
}

/** The touched fields of records as they are now; of one that was dropped in between, all of them. */
function recordPatches(state: ScopeState, touches: readonly Touch[]): Patch[] {
  const found = new Map<string, { table: string; id: string; fields: Set<string>; dropped: boolean }>()
  for (const { records } of touches) {
    for (const [table, id, fields] of records) {
      const key = `${table} ${id}`
      const record = found.get(key) ?? { table, id, fields: new Set<string>(), dropped: false }
      found.set(key, record)
      if (fields === null) record.dropped = true
      else for (const field of fields) record.fields.add(field)
    }
  }
  return [...found.values()].flatMap(({ table, id, fields, dropped }): Patch[] => {
    const now = state.record(table, id)
    const drop: Patch[] = dropped || !now ? [{ op: 'drop', table, id }] : []
    if (!now) return drop
    const named: Record<string, Json> = {}
    for (const field of fields) named[field] = now[field] ?? null
    return [...drop, { op: 'put', table, id, fields: dropped ? now : named }]
  })
}

function lengthOf(patch: CellsPatch): number {
  let length = 0
  for (let index = 0; index < patch.rows.length; index++) {
    const value = cellValue(patch, index)
    length += 24 + (typeof value === 'string' ? value.length : 0)
  }
  return length
}
