import type { BaseLogger } from 'pino'
import type pg from 'pg'
import { StartError } from '../operations/start-error.ts'
import { findBinaries, linkBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { holdDataFolder, type DataFolder } from './data-folder.ts'
import { keepPostmaster } from './embedded.ts'
import { chooseIdentity } from './identity.ts'
import { createPool, withRetry } from './pool.ts'
import { refuseUnfinishedRestore } from './unfinished-restore.ts'

export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>

export type DatabaseConfig = {
  dataDir: string
  /** Whether nobody named the folder; only then may its cluster lie elsewhere (see identity.ts). */
  dataDirIsDefault?: boolean
  /** A PostgreSQL of the user's own; without it the embedded one is run. */
  databaseUrl?: string | undefined
  /** False only for tests that may lose their data. */
  fsync?: boolean
  /** True only for a restore, which may go on where another one was cut. */
  restoring?: boolean
}

export type Database = {
  readonly url: string
  readonly pool: pg.Pool
  readonly kind: 'embedded' | 'server'
  /** Held from open to stop, whichever the kind: files and keys lie there too. */
  readonly folder: DataFolder
  /** The embedded PostgreSQL's process id, for operators and tests. */
  pid(): number | undefined
  /** Called once if the embedded PostgreSQL died and could not be brought back: the server must then stop. */
  onFailure(handler: (error: Error) => void): void
  /** Ends the pool, stops the embedded PostgreSQL and lets go of the data folder. */
  stop(): Promise<void>
}

const oldestMajor = 15
const databaseName = 'fulcrum'

/** Takes the data folder and opens its database; throws a StartError that a person can read. Does not migrate. */
export async function openDatabase(config: DatabaseConfig, log: Log): Promise<Database> {
  const folder = await holdDataFolder(config.dataDir)
  try {
    if (config.restoring !== true) refuseUnfinishedRestore(folder.dir)
    return config.databaseUrl === undefined
      ? await openEmbedded(folder, config, log)
      : await openServer(folder, config.databaseUrl, log)
  } catch (error) {
    await folder.release()
    throw error
  }
}

async function openEmbedded(folder: DataFolder, config: DatabaseConfig, log: Log): Promise<Database> {
  const binaries = findBinaries()
  linkBinaries(binaries)
  const identity = chooseIdentity({
    dataDir: folder.dir,
    dataDirIsDefault: config.dataDirIsDefault ?? false,
    binaries,
  })
  const cluster = await prepareCluster(identity, { fsync: config.fsync ?? true })
  let failed: ((error: Error) => void) | undefined
  const postmaster = await keepPostmaster(cluster, log, (error) => {
    log.error({ err: error }, 'PostgreSQL could not be started again')
    failed?.(error)
  })
  try {
    await createDatabase(cluster.url('postgres'), log)
    const url = cluster.url(databaseName)
    const pool = createPool(url, log)
    return {
      url,
      pool,
      kind: 'embedded',
      folder,
      pid: () => postmaster.pid(),
      onFailure: (handler) => {
        failed = handler
      },
      stop: async () => {
        await endPool(pool)
        await postmaster.stop()
        await folder.release()
      },
    }
  } catch (error) {
    await postmaster.stop()
    throw error
  }
}

async function openServer(folder: DataFolder, url: string, log: Log): Promise<Database> {
  const pool = createPool(url, log)
  try {
    await checkServer(pool, url)
  } catch (error) {
    await endPool(pool)
    throw error
  }
  return {
    url,
    pool,
    kind: 'server',
    folder,
    pid: () => undefined,
    onFailure: () => {},
    stop: async () => {
      await endPool(pool)
      await folder.release()
    },
  }
}

async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const facts = await withRetry(pool, async () => {
    const { rows } = await pool.query<{ version: number; encoding: string; standby: boolean; may_create: boolean }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
              pg_is_in_recovery() AS standby, has_schema_privilege(current_schema(), 'CREATE') AS may_create`,
    )
    return rows[0]
  }).catch((cause: unknown) => {
    throw new StartError(
      'database-unreachable',
      `DATABASE_URL (${hidePassword(url)}) cannot be used: ${cause instanceof Error ? describe(cause) : cause}. ` +
        'Check the address, that PostgreSQL runs there, and the name and password.',
      { cause },
    )
  })
  const major = Math.floor((facts?.version ?? 0) / 10_000)
  const refuse = (why: string) => {
    throw new StartError('database-unsuitable', `DATABASE_URL (${hidePassword(url)}) cannot be used: ${why}`)
  }
  if (major < oldestMajor) refuse(`it is PostgreSQL ${major}, and Fulcrum needs ${oldestMajor} or newer.`)
  if (facts?.encoding !== 'UTF8') refuse(`its encoding is ${facts?.encoding}, and Fulcrum needs UTF8.`)
  if (facts?.standby === true) refuse('it is a read-only replica; give the address of the primary.')
  if (facts?.may_create !== true) refuse('its user may not create tables in that database; GRANT CREATE to it.')
}

async function createDatabase(url: string, log: Log): Promise<void> {
  const pool = createPool(url, log, 1)
  try {
    const { rowCount } = await pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName])
    if (rowCount === 0) await pool.query(`CREATE DATABASE ${databaseName}`)
  } finally {
    await endPool(pool)
  }
}

/** Waits a moment for borrowed connections; a stopping database cuts whoever still holds one. */
async function endPool(pool: pg.Pool): Promise<void> {
  if (pool.ended) return
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 2_000)
  })
  await Promise.race([pool.end(), patience])
  clearTimeout(timer)
}

function hidePassword(url: string): string {
  return url.replace(/(\/\/[^:@/]*):[^@]*@/, '$1:***@')
}

function describe(error: Error): string {
  if (error instanceof AggregateError)
    return error.errors.map((each) => (each instanceof Error ? each.message : each)).join(', ')
  return error.message
}
