import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { connectDataFolder, folderInUse } from '../database/data-folder.ts'
import { openDatabase, type DatabaseConfig, type Log } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { unfinishedRestore } from '../database/unfinished-restore.ts'
import { fileStoreAt, filePlaceOf, requireFileStore } from '../files/file-place.ts'
import type { FilePlace } from '../files/file-place.ts'
import { isHash, pathOfHash } from '../files/file-store.ts'
import type { FileStore } from '../files/file-store.ts'
import { StartError } from '../operations/start-error.ts'
import { hashFile, openBackup, requireWhole, type Backup, type CheckOptions } from './check-backup.ts'
import { explainFullDisk } from './full-disk.ts'
import { loadBackup } from './load-backup.ts'
import { type FileEntry, type Manifest } from './manifest.ts'
import { neededBytes, requireRoom } from './room.ts'
import { ByteMeter, flushFolder } from './write-backup.ts'

export interface RestoreOptions extends CheckOptions, FilePlace {
  /** The backup's folder. */
  readonly from: string
  /** The empty data folder, and the empty database where it is not the embedded one. */
  readonly target: DatabaseConfig
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
  await requireFileStore(options)
  refuseFullFolder(dataDir)
  await requireWhole(backup, options)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const embedded = target.databaseUrl === undefined
  const needed = neededBytes(backup, { embedded, filesElsewhere: Boolean(options.filesS3 ?? options.filesDir) })
  await requireRoom(dataDir, needed, `what ${from} holds`)
  removeMade(dataDir)
  writeFileSync(path.join(dataDir, unfinishedRestore), `${from}\n`, { mode: 0o600, flush: true })
  try {
    const database = await openDatabase({ ...target, restoring: true }, log)
    try {
      await loadBackup(database.url, backup, { ...(progress && { progress }), ...(signal && { signal }) })
      await migrate(database.pool, { log })
      await copyFiles(backup, { dataDir, ...filePlaceOf(options), ...(signal && { signal }) })
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

interface CopyTarget extends FilePlace {
  readonly dataDir: string
  readonly signal?: AbortSignal
}

/**
 * Takes keys and files out of a backup; what was hashed before is hashed again as it is read. What a folder that others share, or a
 * store without folders, has already stays.
 */
export async function copyFiles(backup: Backup, target: CopyTarget): Promise<void> {
  const store = target.filesS3 && fileStoreAt(target, { forOperator: true })
  for (const entry of backup.manifest.files) {
    target.signal?.throwIfAborted()
    const hash = path.posix.basename(entry.path)
    if (store && isHash(hash) && entry.path === `files/${pathOfHash(hash)}`) {
      await storeFile(entry, { hash, backup, store })
    } else await copyFile(entry, backup, target)
  }
}

interface StoreTask {
  readonly hash: string
  readonly backup: Backup
  readonly store: FileStore
}

async function storeFile(entry: FileEntry, { hash, backup, store }: StoreTask): Promise<void> {
  // What was damaged already when the backup was made is of no name; a check says which.
  if (entry.sha256 !== hash || (await isStored(store, hash))) return
  const source = createReadStream(path.join(backup.dir, 'files', entry.path))
  const staged = await store.stage(source, { maxBytes: Number.MAX_SAFE_INTEGER })
  try {
    if (staged.hash !== hash) throw notAsWritten(entry, backup)
    await staged.keep()
  } finally {
    await staged.drop()
  }
}

/** Whether a file is there as it should be: one that is not is written again. */
async function isStored(store: FileStore, hash: string): Promise<boolean> {
  const content = (await store.sizeOf(hash)) === null ? null : await store.open(hash)
  if (content === null) return false
  const digest = createHash('sha256')
  await pipeline(content, digest)
  return digest.digest('hex') === hash
}

async function copyFile(entry: FileEntry, backup: Backup, { dataDir, filesDir, signal }: CopyTarget): Promise<void> {
  // Files of a folder that others share are named by their content: one that is there is this one.
  const isShared = filesDir !== undefined && entry.path.startsWith('files/')
  const place = isShared ? path.join(filesDir, entry.path.slice('files/'.length)) : path.join(dataDir, entry.path)
  if (isShared && (await hashFile(place, signal))?.sha256 === entry.sha256) return
  const target = isShared ? `${place}.part` : place
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  const meter = new ByteMeter()
  const sink = createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true })
  await pipeline(createReadStream(path.join(backup.dir, 'files', entry.path)), meter, sink, { signal })
  if (meter.sha256() !== entry.sha256) throw notAsWritten(entry, backup)
  if (isShared) await rename(target, place)
}

function notAsWritten({ path: file }: FileEntry, { dir }: Backup): StartError {
  return new StartError('backup', `file ${file}: ${dir} does not hold what its manifest says. Nothing was restored.`)
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
