import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import type { Log } from '../database/database.ts'
import { databaseTypes } from '../database/pool.ts'
import { StartError } from '../operations/start-error.ts'
import { copyTarget, plainSettings } from './catalogue.ts'
import { hashFile, openBackup, wrongFiles, type Backup, type CheckOptions } from './check-backup.ts'
import { loadBackup } from './load-backup.ts'
import type { Manifest } from './manifest.ts'
import { missingFiles } from './copy-files.ts'
import { copyFiles } from './restore.ts'
import { RowDigest } from './row-digest.ts'
import { withScratch } from './scratch.ts'
import { recordVerified } from './shelf.ts'

export interface VerifyOptions extends CheckOptions {
  readonly dir: string
  /** Where there is room for the scratch database; the system's temporary folder where this is none. */
  readonly near: string
  readonly log: Log
  readonly now: () => Date
}

/** What a check found: nothing, where the backup can be restored and is then what it was. */
export interface Verdict {
  readonly dir: string
  readonly problems: readonly string[]
  readonly manifest: Manifest | null
}

/**
 * Proves a backup by restoring it: hashes every file, loads everything into a scratch database, reads every table back and
 * compares counts and digests, and writes down beside the backup when that was and what it found.
 */
export async function verifyBackup(options: VerifyOptions): Promise<Verdict> {
  const { dir, now } = options
  let backup: Backup | null = null
  let problems: string[]
  try {
    backup = await openBackup(dir)
    problems = await wrongFiles(backup, options)
    if (problems.length === 0) problems = await wrongAfterRestore(backup, options)
  } catch (error) {
    // A refusal is about the backup; anything else is about us, and says nothing of it.
    if (!(error instanceof StartError) || error.code !== 'backup') throw error
    problems = [error.message]
  }
  await recordVerified(dir, { at: now().toISOString(), problems })
  return { dir, problems, manifest: backup?.manifest ?? null }
}

async function wrongAfterRestore(backup: Backup, options: VerifyOptions): Promise<string[]> {
  return withScratch({ ...options, backup }, async (database) => {
    await loadBackup(database.url, backup, options)
    const into = path.join(database.folder.dir, 'restored')
    await mkdir(into)
    await copyFiles(backup, { dataDir: into, ...(options.signal && { signal: options.signal }) })
    const wrongTables = await compareTables(database.url, backup, options)
    const missing = await missingFiles(database.url, backup)
    const wrong: string[] = []
    for (const { path: each, sha256 } of backup.manifest.files) {
      const found = await hashFile(path.join(into, each), options.signal)
      if (found?.sha256 !== sha256) wrong.push(`file ${each}: it is another one after restoring`)
    }
    return [...wrongTables, ...missing, ...wrong]
  })
}

async function compareTables(
  url: string,
  { manifest }: Backup,
  { progress, signal }: VerifyOptions,
): Promise<string[]> {
  const client = new Client({ connectionString: url, application_name: 'fulcrum-verify', types: databaseTypes })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(plainSettings)
    const problems: string[] = []
    for (const [done, table] of manifest.tables.entries()) {
      progress?.({ phase: 'comparing', what: `table ${table.name}`, done, total: manifest.tables.length })
      const digest = new RowDigest()
      const sink = new Writable({
        write: (chunk: Buffer, _encoding, next) => {
          digest.add(chunk)
          next()
        },
      })
      await pipeline(client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`)), sink, { signal })
      if (digest.rows !== table.rows) {
        problems.push(`table ${table.name}: ${digest.rows} rows after restoring instead of ${table.rows}`)
      } else if (digest.digest() !== table.digest) {
        problems.push(`table ${table.name}: its rows are others after restoring`)
      }
    }
    return problems
  } finally {
    await client.end().catch(() => {})
  }
}
