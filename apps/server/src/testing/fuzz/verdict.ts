import {
  BoardState,
  boardSight,
  memberPrincipal,
  must,
  systemCells,
  visibleRecords,
  tablesInScope,
} from '@fulcrum/domain'
import type { LoggedChange, MemberId, Patch, ScopeReader } from '@fulcrum/domain'

import { canonical } from '../dump.ts'

/** What a state shows, of which parts do not depend on who looks, in one order. */
export function shownBy(state: BoardState, account: ScopeReader, member: MemberId): string {
  const principal = must(memberPrincipal(account, member), 'a member')
  const sight = must(boardSight(principal, state), 'the right to read the board')
  const lines = [`version ${state.version}`]
  const records = visibleRecords(state, tablesInScope('board'), sight, member)
  for (const [table, id, fields] of records) lines.push(`${table} ${id} ${canonical(fields)}`)
  lines.sort()
  // An edit of a hidden column moves these for those who may see it, and for nobody else.
  const cells = systemCells.filter((cell) => sight.hiddenColumns.size === 0 || !/^updated(At|By)$/.test(cell))
  const columns = state.columns().filter(({ number }) => !sight.hiddenColumns.has(number))
  for (let row = 0; row < state.rowCount; row++) {
    const system = cells.map((cell) => state.system(row, cell))
    const own = columns.map(({ number }) => [number, state.cell(row, number)] as const)
    // A row that a refused command had used for a moment is there, and holds nothing.
    const isEmpty = !state.isLive(row) && system.every(isNull) && own.every(([, value]) => isNull(value))
    if (!isEmpty) lines.push(`${row} ${state.isLive(row)} ${canonical(system)} ${canonical(own)}`)
  }
  return lines.join('\n')
}

function isNull(value: unknown): boolean {
  return value === null
}

/** The first lines in which two texts differ. */
export function difference(left: string, right: string): string {
  const [a, b] = [left.split('\n'), right.split('\n')]
  const found: string[] = []
  for (let line = 0; line < Math.max(a.length, b.length) && found.length < 6; line++) {
    if (a[line] !== b[line]) found.push(`- ${a[line] ?? ''}`, `+ ${b[line] ?? ''}`)
  }
  return found.join('\n')
}

/** What patches write, each cell and record by a name. */
function places(patches: readonly Patch[]): string[] {
  return patches.flatMap((patch) =>
    patch.op === 'cells' ? patch.rows.map((row) => `${patch.column}|${row}`) : [`${patch.table}|${patch.id}`],
  )
}

/** How many commands wrote what somebody else had written since the person who ran them looked. */
export function conflicting(
  changes: readonly LoggedChange[],
  seenAt: ReadonlyMap<string, ReadonlyMap<number, number>>,
): number {
  const writers = new Map<string, { version: number; client: string }[]>()
  let count = 0
  for (const { version, client, n, patches } of changes) {
    const seen = client === undefined || n === undefined ? undefined : seenAt.get(client)?.get(n)
    const wrote = places(patches)
    const others = wrote.flatMap((place) => writers.get(place) ?? [])
    if (seen !== undefined && others.some((other) => other.client !== client && other.version > seen)) count += 1
    for (const place of wrote) writers.set(place, [...(writers.get(place) ?? []), { version, client: client ?? '' }])
  }
  return count
}

/** How many undos took back a change of which somebody else had changed a cell since. */
export function contestedUndos(changes: readonly LoggedChange[]): number {
  const byId = new Map(changes.map((change) => [change.id, change]))
  let count = 0
  for (const undo of changes) {
    if (undo.cause.kind !== 'undo') continue
    const undone = byId.get(undo.cause.of)
    if (!undone) continue
    const wrote = new Set(places(undone.patches))
    const between = changes.filter(
      ({ version, actor }) => version > undone.version && version < undo.version && actor !== undone.actor,
    )
    if (between.some(({ patches }) => places(patches).some((place) => wrote.has(place)))) count += 1
  }
  return count
}
