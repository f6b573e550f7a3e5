import { BoardState } from '../../board/board-state.ts'
import type { CommandEnv } from '../../command.ts'
import type { Json } from '../../json.ts'
import { cellValue } from '../../patch.ts'
import type { CellColumn, Patch } from '../../patch.ts'
import { scopeId } from '../../scope.ts'
import { dayAt } from '../../time/zone.ts'
import type { BoardWriter, Transaction } from '../../transaction.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { allowedRules } from './allowed.ts'
import { isFor, rulesOf } from './rules.ts'
import { isoDay } from './words.ts'

/** Fills the cells that new items leave blank with what their columns say they begin with. */
export function fillDefaults(tx: Transaction, env: CommandEnv): void {
  for (const { scope, patches } of tx.writes()) {
    const board = tx.states.get(scope)
    if (!(board instanceof BoardState)) continue
    const made = new Set<number>()
    for (const patch of patches) {
      if (patch.op !== 'cells' || patch.column !== 'createdAt') continue
      for (const row of patch.rows) if (!board.exists(row)) made.add(row)
    }
    if (made.size > 0) fillNew(tx.board(scopeId(scope)), made, patches, env)
  }
}

function fillNew(writer: BoardWriter, made: ReadonlySet<number>, patches: readonly Patch[], env: CommandEnv): void {
  const subItems = new Set<number>()
  const written = new Map<CellColumn, Set<number>>()
  for (const patch of patches) {
    if (patch.op !== 'cells') continue
    const { column, rows } = patch
    if (typeof column === 'number') written.set(column, new Set([...(written.get(column) ?? []), ...rows]))
    else if (column === 'parent') rows.forEach((row, at) => void (cellValue(patch, at) !== null && subItems.add(row)))
  }
  for (const column of writer.reader.columns()) {
    const value = defaultOf(column, env)
    if (value === null) continue
    const rows = [...made].filter(
      (row) => written.get(column.number)?.has(row) !== true && isFor(column, subItems.has(row)),
    )
    if (rows.length > 0) writer.fillCells(column.number, rows, [value])
  }
}

/** What new items begin with in a column; null where that is nothing. */
export function defaultOf(column: BoardColumn, env: Pick<CommandEnv, 'principal' | 'now' | 'timeZone'>): Json {
  const { kind, settings, fields } = column
  if (fields['deletedAt'] !== undefined) return null
  const { default: start } = rulesOf(column)
  const value =
    start === undefined
      ? (kind.initial?.(settings) ?? null)
      : 'value' in start
        ? start.value
        : taken(column, start.take, env)
  if (value === null) return null
  const parsed = kind.value.safeParse(value)
  // Settings may have changed since: what is no value any more is no default.
  return parsed.success && (kind.check?.(parsed.data, settings) ?? null) === null ? (parsed.data ?? null) : null
}

function taken(
  { kind, settings }: BoardColumn,
  what: 'today' | 'me',
  { principal, now, timeZone }: Pick<CommandEnv, 'principal' | 'now' | 'timeZone'>,
): Json {
  if (what === 'me') {
    const { memberId } = principal
    return memberId === null
      ? null
      : kind.fromLanes((lane) => (lane === kind.references?.lane ? [memberId] : null), settings)
  }
  const { ranged } = allowedRules(kind, settings)
  const today = dayAt(now, timeZone)
  const value = kind.fromLanes((lane) => (ranged.includes(lane) ? today : null), settings)
  if (kind.value.safeParse(value).success) return value
  // A week has its Monday in the lane.
  const read = kind.parse(isoDay(today), settings, { findPerson: () => null, dayFirst: true, timeZone })
  return read.ok ? read.value : null
}
