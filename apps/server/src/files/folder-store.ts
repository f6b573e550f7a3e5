import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, opendir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errorCode } from '../database/binaries.ts'
import { derivedNames, isHash, pathOfDerived, pathOfHash, requireHash, stagingFolder } from './file-store.ts'
import type { FileStore, StagedFile, StoredObject } from './file-store.ts'
import { explainTaking, Meter } from './meter.ts'

/**
 * A store in a folder, which several nodes may share: `ab/cd/abcd…`. A file gets its name once all of it is on the disk, so
 * that whatever has a name is whole; files never change.
 */
export function folderStore(dir: string): FileStore {
  const staging = path.join(dir, stagingFolder)
  const placeOf = (hash: string) => path.join(dir, pathOfHash(requireHash(hash)))

  async function stage(source: Readable, { maxBytes }: { readonly maxBytes: number }): Promise<StagedFile> {
    await mkdir(staging, { recursive: true, mode: 0o700 })
    const draft = path.join(staging, randomUUID())
    const meter = new Meter(maxBytes)
    try {
      await pipeline(source, meter, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    } catch (error) {
      await rm(draft, { force: true })
      throw explainTaking(error)
    }
    const { hash, sizeBytes, head } = meter.result()
    return {
      hash,
      sizeBytes,
      head,
      async keep() {
        const place = placeOf(hash)
        try {
          await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
          await rename(draft, place)
          await flush(path.dirname(place))
          await flush(path.dirname(path.dirname(place)))
          await flush(dir)
        } catch (error) {
          await rm(draft, { force: true })
          throw explainTaking(error)
        }
      },
      drop: () => rm(draft, { force: true }),
    }
  }

  return {
    stage,
    async sizeOf(hash) {
      const found = await stat(placeOf(hash)).catch(absent)
      return found?.isFile() === true ? found.size : null
    },
    async open(hash, range) {
      const handle = await open(placeOf(hash), 'r').catch(absent)
      return handle === null ? null : createReadStream('', { fd: handle, ...range })
    },
    async keepDerived(hash, name, content) {
      const place = path.join(dir, pathOfDerived(hash, name))
      const draft = path.join(staging, randomUUID())
      try {
        await mkdir(staging, { recursive: true, mode: 0o700 })
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
        // It can be made anew: nothing waits for the disk.
        await writeFile(draft, content, { flag: 'wx', mode: 0o600 })
        await rename(draft, place)
      } catch (error) {
        await rm(draft, { force: true })
        throw explainTaking(error)
      }
    },
    async openDerived(hash, name) {
      return readFile(path.join(dir, pathOfDerived(hash, name))).catch(absent)
    },
    async remove(hash) {
      for (const name of derivedNames) await rm(path.join(dir, pathOfDerived(hash, name)), { force: true })
      await rm(placeOf(hash), { force: true })
    },
    async *list() {
      yield* objectsBelow(dir)
    },
    async dropStagedBefore(moment) {
      for (const name of (await readdir(staging).catch(absent)) ?? []) {
        const draft = path.join(staging, name)
        const found = await stat(draft).catch(absent)
        if (found !== null && found.mtimeMs < moment) await rm(draft, { force: true })
      }
    },
  }
}

async function* objectsBelow(dir: string): AsyncGenerator<StoredObject> {
  const found = await opendir(dir, { recursive: true }).catch(absent)
  if (found === null) return
  for await (const entry of found) {
    const place = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || !isHash(entry.name) || place !== path.join(dir, pathOfHash(entry.name))) continue
    const known = await stat(place).catch(absent)
    if (known !== null) yield { hash: entry.name, sizeBytes: known.size, changedAt: known.mtimeMs }
  }
}

/** Makes a name that was given in a folder outlive a power cut. */
async function flush(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function absent(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}
