import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, scopeOf } from '@fulcrum/domain'
import type { AccountId } from '@fulcrum/domain'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../database/database.ts'
import { loadScope } from '../storage/load-scope.ts'
import { changesAfter } from '../storage/log.ts'
import { dumpState, replay } from './dump.ts'
import { silentLog } from './temporary-cluster.ts'
import { newId } from './world.ts'

const targets = ['node', 'database', 'both'] as const

/** What the rounds found. All of the first three must be 0. */
export interface KillReport {
  readonly rounds: number
  readonly acknowledged: number
  lost: number
  halfDone: number
  refused: number
  /** The longest time from a kill to the next acknowledged write, in ms. */
  readonly slowestRecoveryMs: number
}

/** Kills the server's process, its PostgreSQL, or both, again and again under load, and looks for what was lost. */
export async function killRounds(options: {
  readonly dataDir: string
  readonly rounds: number
  readonly random: () => number
  readonly onRound?: (round: number, target: string, recoveryMs: number) => void
}): Promise<KillReport> {
  const { dataDir, rounds, random } = options
  const [client, board] = [newId(), newId()]
  const acknowledged = new Set<number>()
  let [slowestRecoveryMs, refused, killedAt] = [0, 0, 0]
  let child: ChildProcess | null = null
  let databasePid = 0
  let onAck: (() => void) | null = null

  function start(): ChildProcess {
    const started = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'kill-target.ts'), dataDir, client, board],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    createInterface({ input: started.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { n?: number; ok?: boolean; database?: number }
      if (said.database !== undefined) databasePid = said.database
      if (said.n === undefined) return
      if (said.ok === false) refused += 1
      acknowledged.add(said.n)
      onAck?.()
    })
    return started
  }

  async function acknowledgedAgain(timeoutMs: number): Promise<void> {
    await Promise.race([
      new Promise<void>((resolve) => {
        onAck = resolve
      }),
      sleep(timeoutMs, undefined, { ref: false }).then(() => {
        throw new Error(`No write was acknowledged within ${timeoutMs} ms of a kill.`)
      }),
    ])
    onAck = null
  }

  child = start()
  await acknowledgedAgain(60_000)
  for (let round = 0; round < rounds; round++) {
    await sleep(200 + random() * 800)
    const target = targets[round % targets.length] ?? 'both'
    killedAt = performance.now()
    const exited = child && new Promise((resolve) => child?.once('exit', resolve))
    if (target !== 'database') child?.kill('SIGKILL')
    if (target !== 'node') killQuietly(await postmasterPid(dataDir, databasePid))
    if (target !== 'database') {
      await exited
      child = start()
    }
    await acknowledgedAgain(60_000)
    const recoveryMs = performance.now() - killedAt
    slowestRecoveryMs = Math.max(slowestRecoveryMs, recoveryMs)
    options.onRound?.(round + 1, target, Math.round(recoveryMs))
  }
  const exited = new Promise((resolve) => child?.once('exit', resolve))
  child?.kill('SIGKILL')
  await exited
  const found = await examine(dataDir, client, board, acknowledged)
  return {
    rounds,
    acknowledged: acknowledged.size,
    ...found,
    refused,
    slowestRecoveryMs: Math.round(slowestRecoveryMs),
  }
}

async function postmasterPid(dataDir: string, known: number): Promise<number> {
  const { readFile, readdir } = await import('node:fs/promises')
  for (const entry of await readdir(dataDir, { recursive: true })) {
    if (!entry.endsWith('postmaster.pid')) continue
    const text = await readFile(path.join(dataDir, entry), 'utf8').catch(() => '')
    const pid = Number(text.split('\n')[0])
    if (pid > 1) return pid
  }
  return known
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was dead already.
  }
}

async function examine(dataDir: string, client: string, board: string, acknowledged: ReadonlySet<number>) {
  const kinds = new KindRegistry(columnKinds)
  const database = await openDatabase({ dataDir }, silentLog)
  try {
    const { pool } = database
    const { rows } = await pool.query<{ n: number; account: AccountId }>(
      'SELECT n, account FROM client_command WHERE client = $1',
      [client],
    )
    const stored = new Set(rows.map(({ n }) => n))
    const lost = [...acknowledged].filter((n) => !stored.has(n)).length
    const accountId = rows[0]?.account
    if (!accountId) return { lost: acknowledged.size, halfDone: 0 }
    const scope = scopeOf('board', board)
    const loaded = await loadScope(pool, accountId, scope, { kinds })
    const changes = await changesAfter(pool, accountId, scope, 0, 1_000_000)
    const logged = new Set(changes.flatMap(({ n }) => (n === undefined ? [] : [n])))
    const answeredOnly = [...stored].filter((n) => !logged.has(n)).length
    const differs = dumpState(replay(scope, changes, kinds)) === dumpState(loaded) ? 0 : 1
    return { lost, halfDone: answeredOnly + differs }
  } finally {
    await database.stop()
  }
}
