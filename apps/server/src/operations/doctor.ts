import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { freemem, totalmem } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { brokenAuditRow } from '../auth/audit-chain.ts'
import { backupFinding } from '../backup/finding.ts'
import type { ServerConfig } from '../config/config.ts'
import { openDatabase, type Log } from '../database/database.ts'
import { connectDataFolder } from '../database/data-folder.ts'
import { appliedSchemaVersion } from '../database/migrate.ts'
import { codeSchemaVersion } from '../database/migration-files.ts'
import { addressFindings } from './doctor-address.ts'
import { mailFinding } from './doctor-mail.ts'
import { StartError } from './start-error.ts'

export type Finding = { state: 'ok' | 'warning' | 'problem'; what: string; found: string; advice?: string }

const gigabyte = 1024 ** 3
const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export interface DiagnoseOptions {
  /** Sends a letter there. */
  readonly sendMailTo?: string | undefined
}

/** Looks at everything a Fulcrum needs and says what is wrong and what to do; changes nothing. */
export async function diagnose(config: ServerConfig, { sendMailTo }: DiagnoseOptions = {}): Promise<Finding[]> {
  const owner = await connectDataFolder(config.dataDir)
  owner?.destroy()
  const running = owner !== undefined
  return [
    node(process.version),
    memory(freemem(), totalmem()),
    dataFolder(config.dataDir),
    disk(config.dataDir),
    ...(await database(config, running)),
    await backupFinding(config, Date.now()),
    ...(await addressFindings(config, running)),
    await mailFinding(config, sendMailTo),
  ]
}

export function node(version: string): Finding {
  const found = version.startsWith('v24.')
  return found
    ? { state: 'ok', what: 'Node', found: version }
    : { state: 'problem', what: 'Node', found: version, advice: 'Start through ./fulcrum, which brings Node 24.' }
}

export function memory(freeBytes: number, totalBytes: number): Finding {
  const found = `${size(freeBytes)} of ${size(totalBytes)} free`
  if (totalBytes >= gigabyte) return { state: 'ok', what: 'memory', found }
  return {
    state: 'warning',
    what: 'memory',
    found,
    advice: 'Boards of 100,000 items need a machine with 1 GB or more.',
  }
}

function dataFolder(dir: string): Finding {
  const what = 'data folder'
  const nearest = nearestExisting(dir)
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK)
  } catch {
    const advice = 'Change its owner, or give another folder with --data DIR.'
    return { state: 'problem', what, found: `${dir} cannot be written by this user`, advice }
  }
  if (nearest !== dir) return { state: 'ok', what, found: `${dir} (made at the first start)` }
  if ((statSync(dir).mode & 0o066) === 0) return { state: 'ok', what, found: dir }
  return { state: 'warning', what, found: `${dir} is open to other users`, advice: `chmod go-rw ${dir}` }
}

function disk(dir: string): Finding {
  const { bavail, bsize } = statfsSync(nearestExisting(dir))
  const freeBytes = bavail * bsize
  const finding = { what: 'disk', found: `${size(freeBytes)} free` }
  if (freeBytes < gigabyte / 4)
    return { ...finding, state: 'problem', advice: 'Free some space: writes will soon be refused.' }
  if (freeBytes < 2 * gigabyte) return { ...finding, state: 'warning', advice: 'Make room before the data grows.' }
  return { ...finding, state: 'ok' }
}

async function database(config: ServerConfig, running: boolean): Promise<Finding[]> {
  const what = 'database'
  if (running) return [{ state: 'ok', what, found: `in use by the Fulcrum that runs on ${config.dataDir}` }]
  if (config.databaseUrl === undefined && !existsSync(path.join(config.dataDir, 'postgres'))) {
    return [{ state: 'ok', what, found: 'made at the first start' }]
  }
  try {
    const opened = await openDatabase(config, quiet)
    try {
      const { rows } = await opened.pool.query<{ server_version: string }>('SHOW server_version')
      const applied = await appliedSchemaVersion(opened.pool)
      const version = `PostgreSQL ${rows[0]?.server_version ?? ''}, ${opened.kind === 'embedded' ? 'embedded' : 'your own'}`
      const findings = [{ state: 'ok', what, found: version } as const, schema(applied, codeSchemaVersion())]
      return applied === codeSchemaVersion() ? [...findings, await audit(opened.pool)] : findings
    } finally {
      await opened.stop()
    }
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    const advice = error instanceof StartError ? 'See above.' : 'Look into postgres/server.log in the data folder.'
    return [{ state: 'problem', what, found, advice }]
  }
}

async function audit(pool: pg.Pool): Promise<Finding> {
  const what = 'audit'
  const broken = await brokenAuditRow(pool)
  if (!broken) return { state: 'ok', what, found: 'every entry is as it was sealed' }
  const advice = 'Somebody changed the audit table past Fulcrum. Compare it with a backup.'
  return { state: 'problem', what, found: `entry ${broken.id} is not as it was sealed`, advice }
}

export function schema(applied: number, needed: number): Finding {
  const what = 'schema'
  if (applied === needed) return { state: 'ok', what, found: `version ${applied}` }
  if (applied < needed) {
    return { state: 'ok', what, found: `version ${applied}; the next start migrates it to ${needed}` }
  }
  const advice = 'Use the newer Fulcrum that wrote it.'
  return { state: 'problem', what, found: `version ${applied}, this Fulcrum knows ${needed}`, advice }
}

function nearestExisting(dir: string): string {
  return existsSync(dir) || path.dirname(dir) === dir ? dir : nearestExisting(path.dirname(dir))
}

function size(bytes: number): string {
  return bytes < gigabyte ? `${Math.round(bytes / 1024 ** 2)} MB` : `${(bytes / gigabyte).toFixed(1)} GB`
}
