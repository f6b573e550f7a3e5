import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { connectDataFolder, folderInUse } from '../database/data-folder.ts'
import { openDatabase, type DatabaseConfig, type Log } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { unfinishedRestore } from '../database/unfinished-restore.ts'
import { StartError } from '../operations/start-error.ts'
import { hashFile, openBackup, requireWhole, type Backup, type CheckOptions } from './check-backup.ts'
import { explainFullDisk } from './full-disk.ts'
import { loadBackup } from './load-backup.ts'
import { placeOfKept, type FileEntry, type Manifest } from './manifest.ts'
import { neededBytes, requireRoom } from './room.ts'
import { ByteMeter, flushFolder } from './write-backup.ts'

export interface RestoreOptions extends CheckOptions {
  /** The backup's folder. */
  readonly from: string
  /** The empty data folder, and the empty database where it is not the embedded one. */
  readonly target: DatabaseConfig
  /** Where files are to lie, if not in the data folder. What lies there already stays. */
  readonly filesDir?: string | undefined
  readonly log: Log
}

/** What a restore makes in a data folder, and takes away again where it fails. */
const madeByRestore = ['postgres', 'keys', 'files', 'owner.lock', 'owner.json', 'operator.sock', unfinishedRestore]
const harmless = new Set(['lost+found', '.DS_Store'])
/**
 * Makes an installation out of a backup, in an empty folder: everything is hashed before anything is loaded, the database is
 * filled in one transaction, and migrations that the backup does not have run after it. Where it fails the folder is as empty as
 * before; where it is killed, the folder says so, nothing starts on it, and another restore begins anew.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { from, target, log, progress, signal } = options
  const { dataDir } = target
  const owner = await connectDataFolder(dataDir)
  owner?.destroy()
  if (owner !== undefined) throw folderInUse(dataDir)
  const backup = await openBackup(from)
  refuseFullFolder(dataDir)
  await requireWhole(backup, options)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const embedded = target.databaseUrl === undefined
  const needed = neededBytes(backup, { embedded })
  await requireRoom(dataDir, needed, `what ${from} holds`)
  removeMade(dataDir)
  writeFileSync(path.join(dataDir, unfinishedRestore), `${from}\n`, { mode: 0o600, flush: true })
  try {
    const database = await openDatabase({ ...target, restoring: true }, log)
    try {
      await loadBackup(database.url, backup, { ...(progress && { progress }), ...(signal && { signal }) })
      await migrate(database.pool, { log })
      await copyFiles(backup, { into: dataDir, filesDir: options.filesDir, ...(signal && { signal }) })
    } finally {
      await database.stop()
    }
    rmSync(path.join(dataDir, unfinishedRestore))
    await flushFolder(dataDir)
    return backup.manifest
  } catch (error) {
    const what = `what ${from} holds`
    const explained = explainFullDisk(error, { dataDir, embedded, what, needed, outcome: 'Nothing was restored.' })
    removeMade(dataDir)
    throw explained
  }
}

/** Takes keys and files out of a backup; what was hashed before is hashed again as it is read. */
export async function copyFiles(
  { dir, manifest }: Backup,
  {
    into,
    filesDir,
    signal,
  }: { readonly into: string; readonly filesDir?: string | undefined; readonly signal?: AbortSignal },
): Promise<void> {
  for (const entry of manifest.files) {
    const target = placeOfKept(entry.path, { dataDir: into, filesDir })
    // Files of a folder that others share are named by their content: one that is there is this one.
    const isShared = filesDir !== undefined && entry.path.startsWith('files/')
    if (isShared && (await hashFile(target, signal))?.sha256 === entry.sha256) continue
    await copyFile(entry, { dir, target: isShared ? `${target}.part` : target, signal })
    if (isShared) await rename(`${target}.part`, target)
  }
}

async function copyFile(
  entry: FileEntry,
  { dir, target, signal }: { dir: string; target: string; signal: AbortSignal | undefined },
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  const meter = new ByteMeter()
  const sink = createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true })
  await pipeline(createReadStream(path.join(dir, 'files', entry.path)), meter, sink, { signal })
  if (meter.sha256() === entry.sha256) return
  throw new StartError(
    'backup',
    `file ${entry.path}: ${dir} does not hold what its manifest says. Nothing was restored.`,
  )
}

function refuseFullFolder(dataDir: string): void {
  if (!existsSync(dataDir)) return
  const isUnfinished = existsSync(path.join(dataDir, unfinishedRestore))
  const own = new Set(isUnfinished ? madeByRestore : [])
  const others = readdirSync(dataDir).filter((name) => !harmless.has(name) && !own.has(name))
  if (others.length === 0) return
  throw new StartError(
    'backup',
    `The folder ${dataDir} is not empty (it has ${others.slice(0, 4).join(', ')}). ` +
      'Give an empty one with --data DIR; nothing was changed.',
  )
}

function removeMade(dataDir: string): void {
  // The sign that it is unfinished goes last.
  for (const name of madeByRestore) rmSync(path.join(dataDir, name), { recursive: true, force: true })
}
