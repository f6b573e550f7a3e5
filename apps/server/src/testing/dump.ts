import { BoardState, ScopeState, recordTables, scopeKind, systemCells } from '@fulcrum/domain'
import type { Json, KindRegistry, LoggedChange, Scope } from '@fulcrum/domain'

/** Everything a state holds, in one order, so that equal states give equal texts. */
export function dumpState(state: ScopeState): string {
  const lines = [`version ${state.version}`]
  for (const { name } of recordTables) {
    const records = [...state.records(name)].sort(([left], [right]) => (left < right ? -1 : 1))
    for (const [id, fields] of records) {
      lines.push(`${name} ${id} ${canonical(fields)}`)
    }
  }
  if (state instanceof BoardState) {
    for (let row = 0; row < state.rowCount; row++) {
      const system = systemCells.map((cell) => state.system(row, cell))
      const cells = state.columns().map((column) => state.cell(row, column.number))
      lines.push(`${row} ${state.isLive(row)} ${canonical(system)} ${canonical(cells)}`)
    }
  }
  return lines.join('\n')
}

/** One text for equal values, in whatever order their keys were stored. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_key, inner: Json) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}

/** The state that a log alone gives. */
export function replay(scope: Scope, changes: readonly LoggedChange[], kinds: KindRegistry): ScopeState {
  const state = scopeKind(scope) === 'board' ? new BoardState(scope, kinds) : new ScopeState(scope)
  for (const change of changes) {
    if (change.version !== state.version + 1) throw new Error(`The log of ${scope} has a gap after ${state.version}`)
    state.apply(change)
  }
  return state
}
