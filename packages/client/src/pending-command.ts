import { DomainError } from '@fulcrum/domain'
import type { AccountId, BoardReader, Json, JsonObject, ListedCommand, Scope, ScopeState } from '@fulcrum/domain'
import type { ItemRefs, Pending } from './overlay.ts'
import type { NewCommand } from './queued-command.ts'

/** A command as the store holds it. Throws a DomainError where it is not known or its arguments are none. */
export function pendingOf(queued: NewCommand, definition: ListedCommand | undefined, accountId: string): Pending {
  if (!definition || definition.internal) {
    throw new DomainError('unsupported', `There is no command "${queued.command}".`, { command: queued.command })
  }
  const args = definition.parse(queued.version, queued.args)
  // @NOTE the account's id comes from the server.
  const { lock, look, needs, items } = definition.reads(args, accountId as AccountId)
  const scopes = [...new Set([...lock, ...(look ?? [])])]
  return {
    queued,
    n: null,
    definition,
    args,
    scopes,
    needs: needs ?? scopes,
    items: items ?? null,
    effects: [],
    writes: [],
    confirmed: new Set(),
    answer: null,
  }
}

/** Cells of which what was seen is sent along. */
const maxSeen = 2_000

/** The local state of a scope where it shows what the server has in a column of these items, as far as this client knows. */
export type StateThatShows = (scope: Scope, items: ItemRefs, column: Json) => ScopeState | undefined

/**
 * Arguments with what the person sees in the cells that they set, so that the server can tell where somebody else was
 * faster. Of items that only this client knows, nothing was seen.
 */
export function withSeen(command: string, args: Json, stateOf: StateThatShows): Json {
  if (command !== 'item.setCells') return args
  const { board, column, rows, seen } = args as JsonObject
  if (seen !== undefined || !Array.isArray(rows) || rows.length > maxSeen) return args
  // @NOTE the scope's kind says that its state is a board's, and the command's that its rows name items.
  const state = stateOf(`board:${String(board)}`, rows as ItemRefs, column ?? null) as
    (ScopeState & BoardReader) | undefined
  if (!state) return args
  const values = (rows as readonly Json[]).map((ref): Json => {
    const row = typeof ref === 'number' ? ref : state.rowOf(String(ref))
    if (row === undefined) return null
    return typeof column === 'number' ? state.cell(row, column) : state.system(row, 'title')
  })
  const first = JSON.stringify(values[0])
  const same = values.every((value) => JSON.stringify(value) === first)
  return { ...(args as JsonObject), seen: same ? values.slice(0, 1) : values }
}
