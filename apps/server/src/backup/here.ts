// What ./fulcrum does with backups in its own process, while no Fulcrum runs on the data folder.
import { pino } from 'pino'
import type { ServerConfig } from '../config/config.ts'
import { connectDataFolder } from '../database/data-folder.ts'
import { openDatabase, type Log } from '../database/database.ts'
import { StartError } from '../operations/start-error.ts'
import { backupFolder } from './backup-folder.ts'
import type { BackupMade } from './backups.ts'
import type { CheckOptions } from './check-backup.ts'
import { sizeOf, type Manifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { listShelf } from './shelf.ts'
import { verifyBackup, type Verdict } from './verify.ts'
import { writeBackup } from './write-backup.ts'

export interface HereOptions extends CheckOptions {
  readonly dir: string
}

/** Whether a Fulcrum runs on a data folder: then it is asked, instead of the database being opened. */
export async function isHeld(dataDir: string): Promise<boolean> {
  const owner = await connectDataFolder(dataDir)
  owner?.destroy()
  return owner !== undefined
}

/** Backs up a Fulcrum that does not run. */
export async function backupHere(
  config: ServerConfig,
  { into, progress, signal }: CheckOptions & { readonly into: string | null },
): Promise<BackupMade> {
  const database = await openDatabase(config, logOf(config))
  try {
    const { dir, manifest } = await writeBackup({
      databaseUrl: database.url,
      dataDir: database.folder.dir,
      filesDir: config.filesDir,
      filesS3: config.filesS3,
      into: into ?? backupFolder(config),
      now: new Date(),
      ...(progress && { progress }),
      ...(signal && { signal }),
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return { dir, createdAt: manifest.createdAt, bytes: sizeOf(manifest).stored, rows }
  } finally {
    await database.stop()
  }
}

/** Checks a backup; whether a Fulcrum runs makes no difference to it. */
export function verifyHere(config: ServerConfig, options: HereOptions): Promise<Verdict> {
  return verifyBackup({ ...options, near: config.dataDir, log: logOf(config), now: () => new Date() })
}

/** Makes an installation out of a backup. */
export function restoreHere(config: ServerConfig, { dir, ...options }: HereOptions): Promise<Manifest> {
  return restoreBackup({
    ...options,
    from: dir,
    target: config,
    filesDir: config.filesDir,
    filesS3: config.filesS3,
    log: logOf(config),
  })
}

/** The newest backup in the folder of backups. */
export async function newestBackup(config: ServerConfig): Promise<string> {
  const folder = backupFolder(config)
  const [newest] = await listShelf(folder)
  if (newest === undefined)
    throw new StartError('backup', `There is no backup in ${folder}. Make one: ./fulcrum backup`)
  return newest.dir
}

function logOf({ logLevel }: ServerConfig): Log {
  return pino({ level: logLevel === 'info' ? 'error' : logLevel, base: null }, pino.destination(2))
}
