import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readMigrations } from '../database/migration-files.ts'
import { errorCode } from '../database/binaries.ts'
import { StartError } from '../operations/start-error.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { ByteMeter, type BackupStep } from './write-backup.ts'

/** A backup whose manifest was read; its files are still to be trusted. */
export interface Backup {
  readonly dir: string
  readonly manifest: Manifest
}

export interface CheckOptions {
  readonly progress?: (step: BackupStep) => void
  readonly signal?: AbortSignal
}

/** Opens a backup that this Fulcrum can read; refuses one whose schema is newer, or made by other migrations. */
export async function openBackup(dir: string): Promise<Backup> {
  const manifest = await readManifest(dir)
  const known = readMigrations()
  const { version, checksums } = manifest.schema
  if (version > known.length) {
    throw new StartError(
      'data-newer',
      `${dir} holds data of a newer Fulcrum (schema ${version}, this one knows ${known.length}). Use that one.`,
    )
  }
  const other = checksums.findIndex((checksum, index) => checksum !== known[index]?.checksum)
  if (other >= 0) {
    throw new StartError('backup', `${dir} was made with another migration ${other + 1} than this Fulcrum has.`)
  }
  return { dir, manifest }
}

/** Reads everything in a backup and says what is not as it was written; nothing is loaded before this is empty. */
export async function wrongFiles(
  { dir, manifest }: Backup,
  { progress, signal }: CheckOptions = {},
): Promise<string[]> {
  const all = [
    ...manifest.tables.map(({ name, file, bytes, sha256 }) => ({ what: `table ${name}`, file, bytes, sha256 })),
    ...manifest.files.map((each) => ({ ...each, what: `file ${each.path}`, file: `files/${each.path}` })),
  ]
  const problems: string[] = []
  for (const [done, { what, file, bytes, sha256 }] of all.entries()) {
    progress?.({ phase: 'checking', what, done, total: all.length })
    const found = await hashFile(path.join(dir, file), signal)
    if (found === undefined) problems.push(`${what}: ${file} is missing`)
    else if (found.bytes !== bytes) problems.push(`${what}: ${file} has ${found.bytes} bytes instead of ${bytes}`)
    else if (found.sha256 !== sha256) problems.push(`${what}: ${file} is not what was written (SHA-256 differs)`)
  }
  return problems
}

/** The length and hash of a file; undefined where there is none. */
export async function hashFile(
  file: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string } | undefined> {
  try {
    if (!(await stat(file)).isFile()) return undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined
    throw error
  }
  const meter = new ByteMeter()
  meter.resume()
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), meter, { signal })
  return { bytes: meter.bytes, sha256: meter.sha256() }
}

/** Refuses a backup in which anything is not as it was written. */
export async function requireWhole(backup: Backup, options: CheckOptions = {}): Promise<void> {
  const problems = await wrongFiles(backup, options)
  if (problems.length === 0) return
  throw new StartError('backup', `${backup.dir} is damaged; nothing was restored.\n  ${problems.join('\n  ')}`)
}
