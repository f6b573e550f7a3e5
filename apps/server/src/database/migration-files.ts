import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

export type Migration = { number: number; name: string; sql: string; checksum: string }

/** Our own migrations. */
export const migrationsDir = path.join(import.meta.dirname, 'migrations')

/** Reads `NNNN-name.sql` in order; numbers start at 1 and have no gaps, so two branches cannot both add the next one. */
export function readMigrations(dir: string = migrationsDir): Migration[] {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const [, digits, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? []
    if (digits === undefined || name === undefined) {
      throw new Error(`${file}: a migration is named NNNN-what-it-does.sql, in lower case`)
    }
    if (Number(digits) !== index + 1) {
      throw new Error(
        `${file}: expected number ${String(index + 1).padStart(4, '0')}; numbers have no gaps and no twins`,
      )
    }
    const sql = readFileSync(path.join(dir, file), 'utf8').replaceAll('\r\n', '\n')
    return { number: index + 1, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** The schema version that this code needs. */
export function codeSchemaVersion(dir: string = migrationsDir): number {
  return readMigrations(dir).length
}
