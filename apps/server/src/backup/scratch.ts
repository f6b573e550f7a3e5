import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase, type Database, type Log } from '../database/database.ts'
import { tryLockFile } from '../database/file-lock.ts'
import { isPostmasterOf, readPostmasterFile, stopPostmaster } from '../database/postmaster.ts'
import { errorCode } from '../database/binaries.ts'
import type { Backup } from './check-backup.ts'
import { explainFullDisk } from './full-disk.ts'
import { neededBytes, requireRoom, reserveBytes } from './room.ts'

const prefix = 'scratch-'

export interface Scratch {
  readonly near: string
  readonly log: Log
  /** What is to be restored into it; without room for all of it nothing is begun. */
  readonly backup: Backup
  /** Its files of cells come into no folder near it. */
  readonly filesElsewhere?: boolean
}

/**
 * Runs `work` beside an embedded PostgreSQL of its own that may lose its data, in a folder that is gone afterwards. What a killed
 * process left behind is removed by the next one.
 */
export async function withScratch<T>(
  { near, log, backup, filesElsewhere = false }: Scratch,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const parent = existsSync(near) ? near : tmpdir()
  await mkdir(parent, { recursive: true })
  await removeLeftovers(parent)
  const what = `restoring ${backup.dir} into a scratch database`
  const needed = neededBytes(backup, { embedded: true, filesElsewhere })
  await requireRoom(parent, needed + reserveBytes, what)
  const dir = await mkdtemp(path.join(parent, prefix))
  try {
    const database = await openDatabase({ dataDir: dir, fsync: false }, log)
    try {
      return await work(database)
    } finally {
      await database.stop()
    }
  } catch (error) {
    const outcome = 'Nothing was changed, and it says nothing against the backup.'
    throw explainFullDisk(error, { dataDir: dir, embedded: true, what, needed, outcome })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const dir = path.join(parent, name)
    const lock = lockOf(dir)
    if (lock === undefined) continue
    const cluster = path.join(dir, 'postgres', 'cluster')
    const pid = readPostmasterFile(cluster)?.pid
    if (pid !== undefined && isPostmasterOf(pid, cluster)) await stopPostmaster(pid)
    await rm(dir, { recursive: true, force: true })
    lock.release()
  }
}

/** Only what was a data folder and has no living owner; whoever is just making one has no lock there yet. */
function lockOf(dir: string): { release(): void } | undefined {
  const file = path.join(dir, 'owner.lock')
  if (!existsSync(file)) return undefined
  try {
    return tryLockFile(file)
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return undefined
  }
}
