import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import path from 'node:path'
import { StartError } from '../operations/start-error.ts'
import { explainFileError, fitsSocketPath } from './data-folder.ts'
import type { Identity } from './identity.ts'

/** PostgreSQL's major version in the installed binaries. */
const embeddedMajor = 18
const superuser = 'fulcrum'
const maxLogBytes = 8 * 1024 * 1024
/** Of PostgreSQL's log of writes, which it makes at its full length. */
const walFileBytes = 16 * 1024 * 1024

/** A cluster's files and how to reach it; it need not be running. */
export type Cluster = {
  readonly identity: Identity
  readonly dir: string
  readonly logFile: string
  readonly fsync: boolean
  readonly socketDir: string | undefined
  readonly port: number
  url(database: string): string
}

/**
 * Makes the cluster if there is none; an interrupted making is thrown away and begun again. Only the holder of the data
 * folder may call it.
 */
export async function prepareCluster(identity: Identity, { fsync = true } = {}): Promise<Cluster> {
  const { home } = identity
  try {
    makeFolder(home, identity)
    for (const name of readdirSync(home)) {
      if (name.startsWith('cluster.new')) rmSync(path.join(home, name), { recursive: true, force: true })
    }
    const dir = path.join(home, 'cluster')
    const logFile = path.join(home, 'server.log')
    const passwordFile = path.join(home, 'password')
    if (!existsSync(passwordFile)) {
      writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
      if (identity.uid !== undefined) chownSync(passwordFile, identity.uid, identity.gid ?? identity.uid)
    }
    if (!existsSync(dir)) initialise(identity, dir, passwordFile)
    refuseOtherMajor(dir)
    const password = readFileSync(passwordFile, 'utf8').trim()
    const run = path.join(home, 'run')
    const socketDir = fitsSocketPath(path.join(run, '.s.PGSQL.5432')) ? run : undefined
    if (socketDir !== undefined) makeFolder(socketDir, identity)
    const port = socketDir === undefined ? await loopbackPort(path.join(home, 'port')) : 5432
    const host = socketDir === undefined ? '127.0.0.1' : encodeURIComponent(socketDir)
    const credentials = socketDir === undefined ? `${superuser}:${password}` : superuser
    return {
      identity,
      dir,
      logFile,
      fsync,
      socketDir,
      port,
      url: (database) => `postgres://${credentials}@${host}:${port}/${database}`,
    }
  } catch (error) {
    throw explainFileError(error, home)
  }
}

/**
 * Starts a postmaster in a session of its own, so that Ctrl-C reaches only us and we decide when the database stops.
 */
export function spawnPostmaster(cluster: Cluster): ChildProcess {
  const { identity, logFile, socketDir, dir, port } = cluster
  if (existsSync(logFile) && statSync(logFile).size > maxLogBytes) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  try {
    const settings = Object.entries(serverSettings(cluster)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const listening =
      socketDir === undefined
        ? ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
        : ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${quoteSetting(socketDir)}`]
    const command = [
      ...identity.prefix,
      path.join(identity.binaries, 'bin/postgres'),
      '-D',
      dir,
      '-p',
      String(port),
      ...listening,
      ...settings,
    ]
    const child = spawn(command[0] ?? '', command.slice(1), {
      ...spawnIdentity(identity),
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Why the postmaster gave up, from the end of its log. */
export function explainLog(cluster: Cluster): StartError {
  const lines = readFileSync(cluster.logFile, 'utf8').slice(-4_000).split('\n')
  const fatal = lines.filter((line) => /FATAL|PANIC|error while loading/.test(line)).at(-1) ?? lines.at(-2) ?? ''
  // On a full disk the log may lack the line that would say so.
  if (/No space left on device/.test(lines.slice(-8).join('\n')) || freeBytes(cluster.dir) < walFileBytes) {
    return new StartError(
      'disk-full',
      `PostgreSQL cannot start: the disk of ${cluster.dir} is full. Free some space and start again.`,
    )
  }
  return new StartError('database-start', `PostgreSQL did not start: ${fatal.trim()} (see ${cluster.logFile})`)
}

function freeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize
}

function serverSettings({ fsync }: Cluster): Record<string, string> {
  const megabytes = totalmem() / 1024 / 1024
  return {
    max_connections: '100',
    shared_buffers: megabytes < 2_048 ? '96MB' : '256MB',
    effective_cache_size: `${Math.floor(megabytes / 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    fsync: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    wal_compression: 'on',
    max_wal_size: '1GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] ',
    unix_socket_permissions: '0700',
  }
}

function initialise(identity: Identity, dir: string, passwordFile: string): void {
  const unfinished = `${dir}.new-${process.pid}`
  const initdb = (ctype: string) => {
    const command = [
      ...identity.prefix,
      path.join(identity.binaries, 'bin/initdb'),
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
      '--no-instructions',
    ]
    return spawnSync(command[0] ?? '', command.slice(1), { ...spawnIdentity(identity), encoding: 'utf8' })
  }
  // @NOTE Order is that of bytes everywhere; the character type only tells letters from signs, which pg_trgm needs to
  // index words that are not ASCII. Not every system has C.UTF-8.
  let result = initdb('C.UTF-8')
  if (result.status !== 0 && /invalid locale name/.test(result.stderr)) result = initdb('C')
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    const said = `${result.stderr ?? ''}${result.error?.message ?? ''}`.trim()
    if (/No space left on device/.test(said)) {
      throw new StartError('disk-full', `The disk of ${path.dirname(dir)} is full. Free some space and start again.`)
    }
    throw new StartError('database-start', `PostgreSQL could not make its files in ${path.dirname(dir)}: ${said}`)
  }
  renameSync(unfinished, dir)
}

function refuseOtherMajor(dir: string): void {
  const major = Number(readFileSync(path.join(dir, 'PG_VERSION'), 'utf8'))
  if (major > embeddedMajor) {
    throw new StartError(
      'data-newer',
      `The data in ${dir} was written by PostgreSQL ${major}, and this Fulcrum brings PostgreSQL ${embeddedMajor}. ` +
        'Use the newer Fulcrum that wrote it. Nothing was changed.',
    )
  }
  if (major < embeddedMajor) {
    throw new StartError(
      'database-start',
      `The data in ${dir} was written by PostgreSQL ${major}, and this Fulcrum brings PostgreSQL ${embeddedMajor}, ` +
        'which cannot read it. Export it with the Fulcrum that wrote it, or run that PostgreSQL and set DATABASE_URL.',
    )
  }
}

function makeFolder(dir: string, { uid, gid }: Identity): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (uid !== undefined) chownSync(dir, uid, gid ?? uid)
}

function spawnIdentity({ uid, gid, home }: Identity) {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return uid === undefined ? { env, cwd: home } : { env, cwd: home, uid, gid: gid ?? uid }
}

async function loopbackPort(file: string): Promise<number> {
  if (existsSync(file)) {
    const kept = Number(readFileSync(file, 'utf8'))
    if ((await freePort(kept)) === kept) return kept
  }
  const port = (await freePort(0)) ?? 0
  writeFileSync(file, String(port), { mode: 0o600 })
  return port
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ host: '127.0.0.1', port: wanted }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}

/** Quotes one name of a list setting: a path may hold spaces and commas. */
function quoteSetting(value: string): string {
  return `"${value.replaceAll('"', '""')}"`
}
