import { columnKinds } from '@fulcrum/columns'
import { KindRegistry } from '@fulcrum/domain'
import type { AccountId, Scope } from '@fulcrum/domain'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import type pg from 'pg'
import { brokenAuditRow } from '../auth/audit-chain.ts'
import type { ServerConfig } from '../config/config.ts'
import { errorCode } from '../database/binaries.ts'
import { openDatabase, type Database, type Log } from '../database/database.ts'
import { appliedSchemaVersion, migrate } from '../database/migrate.ts'
import { codeSchemaVersion } from '../database/migration-files.ts'
import { StartError } from '../operations/start-error.ts'
import { loadScope } from '../storage/load-scope.ts'
import { backupFolder } from './backup-folder.ts'
import { quoted } from './catalogue.ts'
import { openBackup, requireWhole, type CheckOptions } from './check-backup.ts'
import { loadBackup } from './load-backup.ts'
import type { Manifest } from './manifest.ts'
import { writeBackup } from './write-backup.ts'

/** Stands in the data folder from the backup to the end of the check, so that an upgrade that is cut goes on from its backup. */
const upgradeFile = 'upgrade.json'

export interface Upgraded {
  readonly from: number
  readonly to: number
  /** What was written before; null where there was nothing to do. */
  readonly backup: string | null
}

export interface UpgradeOptions extends CheckOptions {
  /** Says what is wrong with the migrated data; nothing, where it is good. */
  readonly check?: (database: Database, before: Manifest) => Promise<readonly string[]>
}

/**
 * Brings the data to this version of Fulcrum: writes a backup, migrates, checks, and loads the backup back in one transaction where
 * a migration or the check fails. Killed anywhere, it is run again and goes on: with the same backup, from the migration that it
 * came to.
 */
export async function upgradeHere(config: ServerConfig, options: UpgradeOptions = {}): Promise<Upgraded> {
  const log = pino({ level: config.logLevel === 'info' ? 'error' : config.logLevel, base: null }, pino.destination(2))
  const database = await openDatabase(config, log)
  try {
    return await upgrade(database, { config, log, options })
  } finally {
    await database.stop()
  }
}

interface Task {
  readonly config: ServerConfig
  readonly log: Log
  readonly options: UpgradeOptions
}

async function upgrade(database: Database, { config, log, options }: Task): Promise<Upgraded> {
  const stateFile = path.join(database.folder.dir, upgradeFile)
  const to = codeSchemaVersion()
  const begun = await readBegun(stateFile)
  const applied = await appliedSchemaVersion(database.pool)
  if (begun === undefined && applied === to) return { from: applied, to, backup: null }
  if (applied > to) {
    throw new StartError(
      'data-newer',
      `The data was written by a newer Fulcrum (schema ${applied}, this one knows ${to}).`,
    )
  }
  const dir = begun ?? (await backUp(database, { config, options }))
  await writeFile(stateFile, JSON.stringify({ backup: dir }), { mode: 0o600, flush: true })
  const backup = await openBackup(dir)
  const problems = await migrateAndCheck(database, { before: backup.manifest, log, options })
  if (problems.length > 0) {
    await requireWhole(backup, options)
    await loadBackup(database.url, backup, { ...options, replace: true })
    await rm(stateFile)
    throw new StartError(
      'migration',
      `The upgrade failed, and the data is again as it was (schema ${backup.manifest.schema.version}):\n` +
        `${problems.map((problem) => `  ${problem}`).join('\n')}\n` +
        `Go on with the Fulcrum that you had. The backup is ${dir}.`,
    )
  }
  await rm(stateFile)
  return { from: backup.manifest.schema.version, to, backup: dir }
}

async function backUp(database: Database, { config, options }: Omit<Task, 'log'>): Promise<string> {
  const into = backupFolder({ ...config, dataDir: database.folder.dir })
  const { dir } = await writeBackup({
    ...options,
    databaseUrl: database.url,
    dataDir: database.folder.dir,
    into,
    now: new Date(),
  })
  return dir
}

async function migrateAndCheck(
  database: Database,
  { before, log, options }: { before: Manifest; log: Log; options: UpgradeOptions },
): Promise<readonly string[]> {
  try {
    await migrate(database.pool, { log })
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
  return (options.check ?? checkData)(database, before)
}

/** Whether nothing was lost and everything can be read: rows of every table, the audit's seals, the account and every board. */
async function checkData({ pool }: Database, before: Manifest): Promise<readonly string[]> {
  const problems: string[] = []
  for (const { name, rows } of before.tables) {
    const { rows: there } = await pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      quoted(name),
    ])
    if (there[0]?.there !== true) continue
    const { rows: found } = await pool.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${quoted(name)}`)
    const now = found[0]?.rows ?? 0
    if (now < rows) problems.push(`table ${name}: ${now} rows instead of ${rows}`)
  }
  const broken = await brokenAuditRow(pool)
  if (broken) problems.push(`audit: entry ${broken.id} is not as it was sealed`)
  return [...problems, ...(await unreadableScopes(pool))]
}

async function unreadableScopes(pool: pg.Pool): Promise<string[]> {
  const kinds = new KindRegistry(columnKinds)
  const { rows } = await pool.query<{ account: AccountId; scope: Scope }>(
    "SELECT account, scope FROM scope WHERE scope LIKE 'account:%' OR scope LIKE 'board:%' ORDER BY scope",
  )
  const problems: string[] = []
  for (const { account, scope } of rows) {
    try {
      await loadScope(pool, account, scope, { kinds })
    } catch (error) {
      problems.push(`${scope} cannot be read: ${error instanceof Error ? error.message : error}`)
    }
  }
  return problems
}

async function readBegun(file: string): Promise<string | undefined> {
  try {
    const state: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof state === 'object' && state !== null && 'backup' in state) return String(state.backup)
  } catch (error) {
    // Half a file is one that was cut before anything was migrated.
    if (errorCode(error) !== 'ENOENT' && !(error instanceof SyntaxError)) throw error
  }
  return undefined
}
