import { DomainError } from '@fulcrum/domain'
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errorCode } from '../database/binaries.ts'
import { isDiskFull } from '../database/pool.ts'
import { headBytes, isHash } from './file-store.ts'
import type { FileStore, StagedFile, StoredObject } from './file-store.ts'

/** Below the folder of the store: what is on its way. On the same disk, so that keeping it is only a name. */
export const stagingFolder = '.incoming'

/**
 * A store in a folder, which several nodes may share: `ab/cd/abcd…`. A file gets its name once all of it is on the disk, so
 * that whatever has a name is whole; files never change.
 */
export function folderStore(dir: string): FileStore {
  const staging = path.join(dir, stagingFolder)
  const placeOf = (hash: string): string => {
    if (!isHash(hash)) throw new Error('a file is named by its hash')
    return path.join(dir, pathOfHash(hash))
  }

  async function stage(source: Readable, { maxBytes }: { readonly maxBytes: number }): Promise<StagedFile> {
    await mkdir(staging, { recursive: true, mode: 0o700 })
    const draft = path.join(staging, randomUUID())
    const meter = new Meter(maxBytes)
    try {
      await pipeline(source, meter, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    } catch (error) {
      await rm(draft, { force: true })
      throw explain(error)
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
          throw explain(error)
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
    async remove(hash) {
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

/** Where a file lies below the folder: `pathOfHash('abcd…') // 'ab/cd/abcd…'` */
export function pathOfHash(hash: string): string {
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`
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

/** Counts, hashes and keeps the beginning of what passes; ends it where it is too much. */
class Meter extends Transform {
  private readonly hash = createHash('sha256')
  private readonly beginning: Buffer[] = []
  private readonly maxBytes: number
  private sizeBytes = 0

  constructor(maxBytes: number) {
    super()
    this.maxBytes = maxBytes
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk?: Buffer) => void) {
    if (this.sizeBytes < headBytes) this.beginning.push(chunk.subarray(0, headBytes - this.sizeBytes))
    this.sizeBytes += chunk.length
    this.hash.update(chunk)
    if (this.sizeBytes > this.maxBytes) done(tooLarge(this.maxBytes))
    else done(null, chunk)
  }

  /** To be asked once, at the end. */
  result() {
    return { hash: this.hash.digest('hex'), sizeBytes: this.sizeBytes, head: Buffer.concat(this.beginning) }
  }
}

/** What is said of a file over the limit. */
export function tooLarge(maxBytes: number): DomainError {
  return new DomainError('too-large', `A file may have at most ${Math.floor(maxBytes / 1024 ** 2)} MB.`, {
    reason: 'file-too-large',
    limitBytes: maxBytes,
  })
}

function explain(error: unknown): unknown {
  if (error instanceof DomainError) return error
  const code = errorCode(error)
  if (isDiskFull(error)) {
    return new DomainError('unavailable', 'The disk of the server is full: there is no room for this file.')
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR') {
    return new DomainError('invalid', 'The file did not arrive whole: send it again.', { reason: 'broken-off' })
  }
  return error
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
