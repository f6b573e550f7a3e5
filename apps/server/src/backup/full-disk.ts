import { readFileSync } from 'node:fs'
import path from 'node:path'
import { errorCode } from '../database/binaries.ts'
import { isDiskFull, isUnavailable } from '../database/pool.ts'
import { StartError } from '../operations/start-error.ts'

/**
 * Says that the disk is full where that is behind an error. An embedded PostgreSQL that cannot write its log of writes ends at once
 * and takes the connection with it: only its own log knows why.
 */
export function explainFullDisk(error: unknown, dataDir: string): unknown {
  const isFull = isDiskFull(error) || (isLost(error) && /No space left on device/.test(endOfLog(dataDir)))
  if (!isFull) return error
  const place = errorCode(error) === '53100' ? 'the database' : dataDir
  const message = `The disk of ${place} is full: nothing was restored. Free some space and run it again.`
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
