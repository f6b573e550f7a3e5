import { Pool, types, type CustomTypesConfig } from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './database.ts'
import { errorCode } from './binaries.ts'

const int8 = 20
const date = 1082

/**
 * How values come out of PostgreSQL: `bigint` as a number (ours are versions, counts and milliseconds, all below 2^53;
 * anything larger is an error and never rounded), `date` as the text `2026-01-31` (a day has no zone). The rest is pg's.
 */
export const databaseTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === int8) return parseSafeInteger
    if (format !== 'binary' && oid === date) return (text: string) => text
    return types.getTypeParser(oid, format ?? 'text')
  },
}

/** The one way to make a pool: an idle connection that the database cuts is a log line, never a crash. */
export function createPool(url: string, log: Log, max = 20): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'fulcrum',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    max,
    types: databaseTypes,
  })
  pool.on('error', (error) => log.debug({ err: error }, 'idle database connection lost'))
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ err: error }, 'database connection lost')))
  return pool
}

const unavailableCodes = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // the unix socket is gone while PostgreSQL restarts
])

/** Whether the database could not be reached or cut the call: the call may be tried again if it only reads. */
export function isUnavailable(error: unknown): boolean {
  const code = errorCode(error)
  if (code !== undefined) return unavailableCodes.has(code) || code.startsWith('08')
  return (
    error instanceof Error &&
    /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/.test(
      error.message,
    )
  )
}

/** What the system says of a disk, a quota or a limit on files that is used up; PostgreSQL has a code of its own for the first alone. */
const fullDisk = /No space left on device|Disk quota exceeded|File too large/
const fullDiskCodes = new Set(['53100', 'ENOSPC', 'EDQUOT', 'EFBIG'])

/** Whether the database, or the system, refused to write for want of space; reading goes on. */
export function isDiskFull(error: unknown): boolean {
  const code = errorCode(error)
  if (code !== undefined && fullDiskCodes.has(code)) return true
  return /^(XX|58)/.test(code ?? '') && error instanceof Error && fullDisk.test(error.message)
}

/** Whether PostgreSQL refused a value for what it is (class 22, "data exception"), as a text that holds half a surrogate pair: it does so each time. */
export function isUnstorable(error: unknown): boolean {
  const code = errorCode(error)
  return code?.length === 5 && code.startsWith('22')
}

/**
 * Runs a read, and runs it again while the database is away, so that a restart of PostgreSQL is a pause and not an
 * error. `read` must be harmless to repeat.
 */
export async function withRetry<T>(
  pool: Pool,
  read: (pool: Pool) => Promise<T>,
  { timeoutMs = 10_000 } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (let waitMs = 25; ; waitMs = Math.min(waitMs * 2, 500)) {
    try {
      return await read(pool)
    } catch (error) {
      if (!isUnavailable(error) || performance.now() + waitMs > deadline) throw error
    }
    await sleep(waitMs)
  }
}

function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`The database returned the integer ${text}, which a number cannot hold exactly.`)
}
