import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase, type Database, type Log } from '../database/database.ts'
import { tryLockFile } from '../database/file-lock.ts'
import { isPostmasterOf, readPostmasterFile, stopPostmaster } from '../database/postmaster.ts'
import { errorCode } from '../database/binaries.ts'
import { explainFullDisk } from './full-disk.ts'

const prefix = 'scratch-'

/**
 * Runs `work` beside an embedded PostgreSQL of its own that may lose its data, in a folder that is gone afterwards. What a killed
 * process left behind is removed by the next one.
 */
export async function withScratch<T>(
  { near, log }: { readonly near: string; readonly log: Log },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const parent = existsSync(near) ? near : tmpdir()
  await mkdir(parent, { recursive: true })
  await removeLeftovers(parent)
  const dir = await mkdtemp(path.join(parent, prefix))
  try {
    const database = await openDatabase({ dataDir: dir, fsync: false }, log)
    try {
      return await work(database)
    } catch (error) {
      throw explainFullDisk(error, dir)
    } finally {
      await database.stop()
    }
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
