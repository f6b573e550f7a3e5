import { must, refsOf, scopeOf } from '@fulcrum/domain'
import type { BoardState, LoggedChange, Scope } from '@fulcrum/domain'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadScope } from '../../storage/load-scope.ts'
import { changesAfter } from '../../storage/log.ts'
import { dumpState, replay } from '../dump.ts'
import { kinds } from '../world.ts'
import { FuzzClient } from './clients.ts'
import { randomOf } from './random.ts'
import { faults } from './simulation.ts'
import type { Simulation } from './simulation.ts'
import { difference, shownBy } from './verdict.ts'

/** After this long, what has not come to rest never will. */
const restMs = 60_000

/** Lets everything arrive, then compares everything with everything; gives the log of the board. */
export async function settle(simulation: Simulation): Promise<LoggedChange[]> {
  const { database, accountId, clients, scope } = simulation
  for (const { network } of clients) network.restore()
  await dutiesDone(simulation)
  await simulation.openToAll()
  await untilQuiet(simulation)
  const { pool } = database
  const log = await logOf(simulation, scope)
  const cold = (await loadScope(pool, accountId, scope, { kinds })) as BoardState
  const expected = dumpState(cold)
  same('the replay of the log', dumpState(replay(scope, log, kinds)), expected)
  for (const node of simulation.alive) {
    await node.sync.store.catchUp(scope)
    same("a node's memory", dumpState((await node.sync.store.get(scope)).state), expected)
  }
  await compareClients(simulation, cold)
  await compareSides(simulation, cold)
  const failures = clients.flatMap((client) => client.failures)
  if (failures.length > 0) throw new Error(`A client reported: ${String(failures[0])}`, { cause: failures[0] })
  return log
}

async function dutiesDone(simulation: Simulation): Promise<void> {
  const done = Promise.all(simulation.working).then(() => true)
  if (await Promise.race([done, sleep(restMs).then(() => false)])) return
  throw new Error(`Somebody waits for an answer for ever:\n${describe(simulation, 0)}`)
}

async function compareClients(simulation: Simulation, cold: BoardState): Promise<void> {
  const { database, accountId, board, clients, alive } = simulation
  const accountScope = scopeOf('account', accountId)
  const account = await loadScope(database.pool, accountId, accountScope, { kinds })
  const fresh = new FuzzClient({
    accountId,
    member: must(clients[0], 'a client').member,
    board,
    node: must(alive[0], 'a node'),
    random: randomOf(0),
    faults,
    name: 'cold replica',
  })
  clients.push(fresh)
  await untilQuiet(simulation)
  for (const client of clients) {
    const state = must(client.state, `the board of ${client.name}`)
    same(client.name, shownBy(state, account, client.member), shownBy(cold, account, client.member))
    const known = client.current.open(accountScope)
    same(`the account of ${client.name}`, dumpState(must(known.state)), dumpState(account))
    known.close()
  }
  const replayed = replay(accountScope, await logOf(simulation, accountScope), kinds)
  same('the replay of the account', dumpState(replayed), dumpState(account))
}

/** Whatever was done to connections from either board, at once, or taken back: both say the same. */
async function compareSides({ database, accountId, links }: Simulation, board: BoardState): Promise<void> {
  // @NOTE the scope's kind says that its state is a board's.
  const other = (await loadScope(database.pool, accountId, scopeOf('board', links.other), { kinds })) as BoardState
  const pairs = (from: BoardState, column: number, name: (own: string, named: string) => string) =>
    Array.from({ length: from.rowCount }, (_, row) => row)
      .flatMap((row) => {
        const found = must(from.column(column), 'a column')
        return refsOf(found, from.cell(row, column)).map((id) => name(String(from.system(row, 'id')), id))
      })
      .sort()
      .join('\n')
  const here = pairs(board, links.column, (own, named) => `${own} ${named}`)
  same(
    'the other side of a connection',
    pairs(other, links.partner, (own, named) => `${named} ${own}`),
    here,
  )
}

function logOf({ database, accountId }: Simulation, scope: Scope): Promise<LoggedChange[]> {
  return changesAfter(database.pool, accountId, scope, 0, 100_000)
}

async function untilQuiet(simulation: Simulation): Promise<void> {
  const { database, accountId, clients, scope } = simulation
  const deadline = performance.now() + restMs
  for (;;) {
    const { rows } = await database.pool.query<{ version: number }>(
      'SELECT version FROM scope WHERE account = $1 AND scope = $2',
      [accountId, scope],
    )
    const version = must(rows[0]).version
    for (const client of clients) if (client.phase === 'gone') client.reopen()
    const quiet = clients.every(
      ({ current, phase, state }) =>
        current.status.queued === 0 &&
        current.status.link.state === 'online' &&
        phase === 'ready' &&
        state?.version === version &&
        !state.derived.hasToDerive,
    )
    if (quiet) return
    if (performance.now() > deadline) throw new Error(`It does not come to rest: ${describe(simulation, version)}`)
    await sleep(10)
  }
}

function describe({ clients }: Simulation, version: number): string {
  const each = clients.map(({ name, current, phase, state, failures }) => {
    const { link, queued, stale } = current.status
    return `${name} ${link.state} ${link.reason ?? ''} ${phase} at ${state?.version} queued ${queued} stale ${stale.length} ${String(failures[0] ?? '')}`
  })
  return [`the board is at ${version}`, ...each].join('\n')
}

function same(what: string, found: string, expected: string): void {
  if (found !== expected) throw new Error(`${what} differs:\n${difference(found, expected)}`)
}
