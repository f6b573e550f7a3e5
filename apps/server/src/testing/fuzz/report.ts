import type { LoggedChange } from '@fulcrum/domain'
import type { Simulation } from './simulation.ts'
import { conflicting, contestedUndos } from './verdict.ts'

/** What happened in a run, for telling that it was not an empty one. */
export interface SeedReport {
  readonly seed: number
  readonly clients: number
  readonly commands: number
  readonly answered: number
  readonly refused: number
  readonly refusedByServer: number
  readonly conflicting: number
  readonly contestedUndos: number
  readonly kinds: { readonly [command: string]: number }
  readonly batches: number
  readonly reloads: number
  readonly moves: number
  readonly cuts: number
}

/** Counts what happened, and finds what was lost or doubled. */
export async function reportOn(simulation: Simulation, log: readonly LoggedChange[]): Promise<SeedReport> {
  const { database, accountId, clients: people, options, moves, cuts } = simulation
  const { pool } = database
  const { rows: commands } = await pool.query<{ command: string; count: number }>(
    'SELECT command, count(*) AS count FROM change WHERE account = $1 GROUP BY command',
    [accountId],
  )
  const { rows: answers } = await pool.query<{ ok: boolean; count: number }>(
    `SELECT (answer->>'ok')::boolean AS ok, count(*) AS count FROM client_command WHERE account = $1 GROUP BY 1`,
    [accountId],
  )
  await everyCommandOnce(simulation)
  const refusedHere = people.reduce((sum, { refusedHere: count }) => sum + count, 0)
  const refusedByServer = answers.find(({ ok }) => !ok)?.count ?? 0
  return {
    seed: options.seed,
    clients: people.length - 1,
    commands: people.reduce((sum, { runs }) => sum + runs, 0),
    answered: answers.reduce((sum, { count }) => sum + count, 0),
    refused: refusedHere + refusedByServer,
    refusedByServer,
    conflicting: conflicting(log, new Map(people.map(({ clientId, seenAt }) => [clientId, seenAt]))),
    contestedUndos: contestedUndos(log),
    kinds: Object.fromEntries(commands.map(({ command, count }) => [command, count])),
    batches: new Set(log.flatMap((change) => (change.batch === undefined ? [] : [change.batch]))).size,
    reloads: people.reduce((sum, { reloads }) => sum + reloads, 0),
    moves,
    cuts,
  }
}

/** Every command that a client stored has one answer, and every good one with a change stands in the log once. */
async function everyCommandOnce({ database, accountId, clients }: Simulation): Promise<void> {
  const { rows } = await database.pool.query<{
    client: string
    n: number
    change: string | null
    logged: number
  }>(
    `SELECT k.client, k.n, k.answer->>'change' AS change,
            (SELECT count(DISTINCT c.change_id) FROM change c WHERE c.account = k.account AND c.client = k.client AND c.n = k.n) AS logged
     FROM client_command k WHERE k.account = $1`,
    [accountId],
  )
  for (const { client, n, change, logged } of rows) {
    if (logged !== (change === null ? 0 : 1))
      throw new Error(`Command ${n} of ${client} stands in the log ${logged} times`)
  }
  for (const { clientId, seenAt, name, toldToTryAgain, current } of clients) {
    const { stale } = current.status
    const answered = new Set(rows.filter(({ client }) => client === clientId).map(({ n }) => n))
    const lost = [...seenAt.keys()].filter((n) => !answered.has(n) && !toldToTryAgain.has(n))
    if (lost.length > 0) throw new Error(`Commands ${lost.join()} of ${name} were lost: ${JSON.stringify(stale)}`)
  }
}
