import { scopeOf } from '@fulcrum/domain'
import type { Json, JsonObject, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { QueuedCommand } from './queued-command.ts'

/**
 * A cell that moved while this client was offline. Ours was written all the same, so `mine` stands there now: keeping mine
 * only takes the entry away, keeping theirs writes their value again. Where ours had no place any more (`refused`), the entry
 * holds what it said until somebody has seen to it, and settling it either way only takes it away.
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
  /** Why ours was not written. */
  readonly refused?: string
}

/** Of one edit that was refused so many cells are kept. */
const keptAtMost = 100

/** The entries that the answer to an `item.setCells` asks for: cells that moved meanwhile, and values that had no place. */
export function conflictsOf(queued: QueuedCommand, answer: Answer): Conflict[] {
  if (queued.command !== 'item.setCells') return []
  if (!answer.ok) return withoutPlace(queued, answer)
  if (queued.claimedAt === undefined) return []
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

/** What was typed into items that are on another board by now, where no column there takes it. */
function withoutPlace(queued: QueuedCommand, answer: Extract<Answer, { ok: false }>): Conflict[] {
  const { code, message, details } = answer
  if (code !== 'conflict' || typeof details['item'] !== 'string') return []
  // @NOTE the arguments are those of the command.
  const { board, column, rows, values } = queued.args as unknown as {
    readonly board: string
    readonly column: number | 'title'
    readonly rows: readonly (number | string)[]
    readonly values: readonly Json[]
  }
  return rows.slice(0, keptAtMost).map((row, at) => ({
    id: `${queued.n}:${String(row)}`,
    n: queued.n,
    scope: scopeOf('board', board),
    board,
    row: typeof row === 'number' ? row : Number(details['row'] ?? 0),
    column,
    theirs: null,
    mine: (values.length === 1 ? values[0] : values[at]) ?? null,
    at: queued.runAt,
    refused: message,
  }))
}
