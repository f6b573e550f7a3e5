import { readFileSync } from 'node:fs'
import path from 'node:path'
import { errorCode } from '../database/binaries.ts'
import { isDiskFull, isUnavailable } from '../database/pool.ts'
import { StartError } from '../operations/start-error.ts'
import { megabytes } from './room.ts'

export interface FullDisk {
  readonly dataDir: string
  /** The database lies in the data folder. */
  readonly embedded: boolean
  /** What was to be put there, how many bytes it takes, and what came of it. */
  readonly what: string
  readonly needed: number
  readonly outcome: string
}

/**
 * Says that the disk is full where that is behind an error, and what is needed. An embedded PostgreSQL that cannot write its log of
 * writes ends at once and takes the connection with it: only its own log knows why.
 */
export function explainFullDisk(error: unknown, { dataDir, embedded, what, needed, outcome }: FullDisk): unknown {
  if (error instanceof StartError && error.code !== 'disk-full') return error
  const isStart = error instanceof StartError
  const isFull = isStart || isDiskFull(error) || (isLost(error) && /No space left on device/.test(endOfLog(dataDir)))
  if (!isFull) return error
  // What PostgreSQL itself says has a code of five signs.
  const isDatabase = !embedded && /^[0-9A-Z]{5}$/.test(errorCode(error) ?? '')
  const need = isDatabase ? 'room for its rows and indexes' : `about ${megabytes(needed)}`
  const message =
    `The disk of ${isDatabase ? 'the database' : dataDir} is full: ${what} needs ${need} there. ${outcome} ` +
    'Free some space, or choose another place, and run it again.'
  return new StartError('disk-full', message, { cause: error })
}

function isLost(error: unknown): boolean {
  return isUnavailable(error) || errorCode(error) === 'ERR_STREAM_PREMATURE_CLOSE'
}

function endOfLog(dataDir: string): string {
  try {
    return readFileSync(path.join(dataDir, 'postgres', 'server.log'), 'utf8').slice(-20_000)
  } catch {
    return ''
  }
}
