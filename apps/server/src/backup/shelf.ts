import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { errorCode } from '../database/binaries.ts'
import { readManifest, sizeOf } from './manifest.ts'

/** Stands in a backup's folder once it was checked; it is no part of the backup. */
const verifiedFile = 'verified.json'
const verified = z.strictObject({ at: z.iso.datetime(), problems: z.array(z.string()) })
const backupName = /^fulcrum-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/
const leftoverName = /^\.fulcrum-.*\.part$/

/** When a backup was last checked, and what was wrong. */
export type Verified = z.infer<typeof verified>

/** A backup that lies in the folder of backups. */
export interface ShelfEntry {
  readonly name: string
  readonly dir: string
  readonly createdAt: string
  readonly bytes: number
  readonly rows: number
  readonly files: number
  readonly verified: Verified | null
}

/** The whole backups of a folder, the newest first. A folder that is not there has none. */
export async function listShelf(folder: string): Promise<ShelfEntry[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const entries = await Promise.all(
    names.filter((name) => backupName.test(name)).map((name) => readEntry(folder, name)),
  )
  return entries
    .filter((entry) => entry !== null)
    .sort((left, right) => (left.createdAt < right.createdAt ? 1 : left.createdAt > right.createdAt ? -1 : 0))
}

/** The newest backup that a check found good. */
export function lastVerified(shelf: readonly ShelfEntry[]): ShelfEntry | undefined {
  return shelf.find((entry) => entry.verified !== null && entry.verified.problems.length === 0)
}

/** Writes down what a check found. A backup on a disk that cannot be written keeps what it had. */
export async function recordVerified(dir: string, found: Verified): Promise<void> {
  const draft = path.join(dir, `.${verifiedFile}.${process.pid}`)
  try {
    await writeFile(draft, `${JSON.stringify(found)}\n`, { mode: 0o600, flush: true })
    await rename(draft, path.join(dir, verifiedFile))
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error
  }
}

/**
 * Removes the oldest backups beyond `keep`, and what was cut before it was one. The newest that a check found good stays, whatever
 * its age: it is the one that is known to work.
 */
export async function pruneShelf(folder: string, keep: number): Promise<string[]> {
  const shelf = await listShelf(folder)
  const good = lastVerified(shelf)
  const old = shelf.slice(keep).filter((entry) => entry !== good)
  for (const { dir } of old) await rm(dir, { recursive: true, force: true })
  return old.map(({ name }) => name)
}

/** Removes what a process that is no more was writing. Only whoever alone writes into the folder may call it. */
export async function clearLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => leftoverName.test(each))) {
    await rm(path.join(folder, name), { recursive: true, force: true })
  }
}

async function readEntry(folder: string, name: string): Promise<ShelfEntry | null> {
  const dir = path.join(folder, name)
  try {
    const manifest = await readManifest(dir)
    return {
      name,
      dir,
      createdAt: manifest.createdAt,
      bytes: sizeOf(manifest).stored,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      files: manifest.files.length,
      verified: await readVerified(dir),
    }
  } catch {
    // What cannot be read is no backup to count on; `verify` says why.
    return null
  }
}

async function readVerified(dir: string): Promise<Verified | null> {
  try {
    const parsed = verified.safeParse(JSON.parse(await readFile(path.join(dir, verifiedFile), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
