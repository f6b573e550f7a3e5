import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { StartError } from '../operations/start-error.ts'
import { errorCode } from './binaries.ts'
import { explainLog, spawnPostmaster, type Cluster } from './cluster.ts'
import type { Log } from './database.ts'
import { isUnavailable } from './pool.ts'
import { isAlive, isPostmasterOf, readPostmasterFile, stopPostmaster } from './postmaster.ts'

/** A postmaster that is kept running until it is stopped. */
export type KeptPostmaster = { pid(): number; stop(): Promise<void> }

const adoptPatienceMs = 5_000
/** Recovery after a crash replays at most max_wal_size; a slow disk needs minutes. */
const startPatienceMs = 300_000
/** After `kill -9` of a postmaster its children hold the shared memory for a moment. */
const leftoverPatienceMs = 15_000
const maxRestarts = 10
const fullDiskPauseMs = 1_000
const restartWindowMs = 60_000

/**
 * Brings the cluster up, adopting a postmaster that outlived its Fulcrum, and starts it again whenever it dies without
 * being asked to. `onFailure` is called once if that does not help. Only the holder of the data folder may call it.
 */
export async function keepPostmaster(
  cluster: Cluster,
  log: Log,
  onFailure: (error: Error) => void,
): Promise<KeptPostmaster> {
  let stopping = false
  let restarts: number[] = []
  let current = (await adopt(cluster, log)) ?? (await start(cluster))

  async function restart(): Promise<void> {
    const now = performance.now()
    restarts = [...restarts.filter((at) => now - at < restartWindowMs), now]
    log.error({ pid: current.pid, restarts: restarts.length }, 'PostgreSQL ended unexpectedly; starting it again')
    const why = explainLog(cluster)
    if (restarts.length > maxRestarts && why.code !== 'disk-full') {
      throw new StartError(
        'database-start',
        `PostgreSQL ended ${restarts.length} times within a minute. ${why.message}`,
      )
    }
    await sleep(Math.min(50 * 2 ** (restarts.length - 1), 5_000))
    const next = await startOnceThereIsRoom()
    if (next === undefined) return
    current = next
    log.info({ pid: current.pid }, 'PostgreSQL is back')
    if (stopping) await stopPostmaster(current.pid)
    else watch()
  }

  /** Starts it, and again as long as only a full disk is in the way; undefined where we were stopped meanwhile. */
  async function startOnceThereIsRoom(): Promise<Running | undefined> {
    for (let said = false; ; said = true) {
      if (stopping) return undefined
      try {
        return await start(cluster)
      } catch (error) {
        if (!(error instanceof StartError) || error.code !== 'disk-full') throw error
        if (!said) log.error({ err: error }, 'the disk is full: PostgreSQL is started again when there is room')
      }
      await sleep(fullDiskPauseMs)
    }
  }

  function watch(): void {
    void current.ended().then(async () => {
      if (stopping) return
      try {
        await restart()
      } catch (error) {
        onFailure(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }
  watch()
  return {
    pid: () => current.pid,
    stop: async () => {
      stopping = true
      await stopPostmaster(current.pid)
    },
  }
}

type Running = { pid: number; ended(): Promise<void> }

async function adopt(cluster: Cluster, log: Log): Promise<Running | undefined> {
  const file = readPostmasterFile(cluster.dir)
  if (file === undefined) return undefined
  if (!isPostmasterOf(file.pid, cluster.dir)) {
    return undefined
  }
  const sameDoor = file.port === cluster.port && file.socketDir === (cluster.socketDir ?? '')
  if (sameDoor && (await answers(cluster, adoptPatienceMs))) {
    log.info({ pid: file.pid }, 'adopted the PostgreSQL that an earlier Fulcrum left running')
    return { pid: file.pid, ended: () => pollEnd(file.pid) }
  }
  log.warn({ pid: file.pid }, 'stopping a PostgreSQL that an earlier Fulcrum left running and that does not answer')
  await stopPostmaster(file.pid, 5_000)
  return undefined
}

async function start(cluster: Cluster): Promise<Running> {
  const deadline = performance.now() + leftoverPatienceMs
  for (;;) {
    clearLeftovers(cluster)
    const child = spawnPostmaster(cluster)
    const ended = endOf(child)
    const ready = await Promise.race([answers(cluster, startPatienceMs, child), ended.then(() => false)])
    const pid = child.pid
    if (ready && pid !== undefined) return { pid, ended: () => ended }
    if (pid !== undefined && isAlive(pid)) await stopPostmaster(pid)
    const error = explainLog(cluster)
    const leftover = /shared memory block|lock file "postmaster.pid" already exists/.test(error.message)
    if (!leftover || performance.now() > deadline) throw error
    await sleep(200)
  }
}

/**
 * Removes the files by which a killed postmaster still claims the cluster and its socket. PostgreSQL refuses to start while
 * any process of this user has the number in them, be it a stranger's or a corpse's; we hold the folder and looked.
 */
function clearLeftovers(cluster: Cluster): void {
  const file = readPostmasterFile(cluster.dir)
  if (file !== undefined && isPostmasterOf(file.pid, cluster.dir)) return
  rmSync(path.join(cluster.dir, 'postmaster.pid'), { force: true })
  if (cluster.socketDir === undefined) return
  const socket = path.join(cluster.socketDir, `.s.PGSQL.${cluster.port}`)
  rmSync(socket, { force: true })
  rmSync(`${socket}.lock`, { force: true })
}

async function answers(cluster: Cluster, patienceMs: number, child?: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  const running = () => child === undefined || (child.exitCode === null && child.signalCode === null)
  while (running() && performance.now() < deadline) {
    const client = new Client({ connectionString: cluster.url('postgres'), connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return true
    } catch (error) {
      if (!isUnavailable(error)) throw explainConnect(error, cluster)
    } finally {
      void client.end().catch(() => {})
    }
    await sleep(20)
  }
  return false
}

function explainConnect(error: unknown, cluster: Cluster): unknown {
  if (errorCode(error) !== '28P01') return error
  const file = path.join(cluster.identity.home, 'password')
  return new StartError('database-start', `PostgreSQL does not take the password kept in ${file}.`, { cause: error })
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
}

async function pollEnd(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(250, undefined, { ref: false })
}
