import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../operations/start-error.ts'
import { newToken } from './secrets.ts'

/** Reads the installation's secret from the data folder; the first start makes one, which only we can read. */
export function readSecret(dataDir: string): string {
  const file = path.join(dataDir, 'keys', 'sign-in')
  try {
    return checked(readFileSync(file, 'utf8').trim(), file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${newToken()}\n`, { mode: 0o600, flush: true })
  try {
    // A link fails where somebody was first, so that half a file or a second secret is never seen.
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return checked(readFileSync(file, 'utf8').trim(), file)
}

function checked(secret: string, file: string): string {
  if (secret.length >= 32) return secret
  throw new StartError(
    'config',
    `${file} is too short to be a secret. Delete it: a new one is made, and everybody signs in anew.`,
  )
}
