import { DatabaseSync } from 'node:sqlite'

/**
 * Takes an exclusive lock on a file, or returns undefined at once when another process has it.
 *
 * @NOTE Node has no flock. SQLite's is a byte-range lock of the operating system on an empty file: the kernel drops it
 * when the process dies, however it dies, so there is no stale lock to judge and no pid to be mistaken about.
 */
export function tryLockFile(file: string): { release(): void } | undefined {
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Error && /locked/.test(error.message)) return undefined
    throw error
  }
  return { release: () => lock.close() }
}
