import { scopeOf } from '@fulcrum/domain'
import type { Json, JsonObject, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { QueuedCommand } from './queued-command.ts'

/**
 * A cell that moved while this client was offline. Ours was written all the same, so `mine` stands there now: keeping mine
 * only takes the entry away, keeping theirs writes their value again.
 */
export interface Conflict {
  readonly id: string
  readonly n: number
  readonly scope: Scope
  readonly board: string
  readonly row: number
  readonly column: number | 'title'
  readonly theirs: Json
  readonly mine: Json
  /** When ours was run, ms UTC. */
  readonly at: number
}

/** The entries that the answer to an offline `item.setCells` asks for. */
export function conflictsOf(queued: QueuedCommand, answer: Answer): Conflict[] {
  if (!answer.ok || queued.claimedAt === undefined || queued.command !== 'item.setCells') return []
  const found = (answer.result as JsonObject | null)?.['conflicts']
  if (!Array.isArray(found)) return []
  const { board, column } = queued.args as { readonly board: string; readonly column: number | 'title' }
  return (found as readonly JsonObject[]).map((entry) => ({
    id: `${queued.n}:${String(entry['row'])}`,
    n: queued.n,
    scope: scopeOf('board', board),
    board,
    row: Number(entry['row']),
    column,
    theirs: entry['theirs'] ?? null,
    mine: entry['mine'] ?? null,
    at: queued.runAt,
  }))
}
