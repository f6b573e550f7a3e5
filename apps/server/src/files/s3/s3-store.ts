import { DomainError } from '@fulcrum/domain'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { derivedNames, isHash, pathOfDerived, pathOfHash, requireHash, stagingFolder } from '../file-store.ts'
import type { FileStore, StagedFile } from '../file-store.ts'
import { explainTaking, Meter } from '../meter.ts'
import { S3Client } from './s3-client.ts'
import type { S3Part } from './s3-client.ts'
import { explainStart, S3Error } from './s3-error.ts'
import type { S3Place } from './s3-place.ts'

/** What is sent at a time, which is the least that stores take; two of them are in memory for each file that comes in. */
const partBytes = 5 * 1024 ** 2

/** What stores answer that do not list uploads which were begun, or do not show them to this key. */
const unlistable: ReadonlySet<string> = new Set(['NotImplemented', 'MethodNotAllowed', 'AccessDenied'])

export interface S3StoreOptions {
  /** Hears what the store answered, of which people are only told that it did not work. */
  readonly refused?: (error: S3Error) => void
  /** Whoever hears of errors runs the server, and is told what the store answered. */
  readonly forOperator?: boolean
}

/**
 * A store in a bucket, which several nodes share: the names are those of a folder. What comes goes there as it comes, in parts,
 * below `.incoming/`, and gets its name by a copy within the store once all of it is there and hashed: whatever has a name is
 * whole. The store checks the SHA-256 of each part. Of whoever is killed meanwhile nothing is left that has a name;
 * `dropStagedBefore` removes the rest.
 */
export function s3Store(place: S3Place, { refused = () => {}, forOperator = false }: S3StoreOptions = {}): FileStore {
  const explain = (error: unknown) => {
    if (!(error instanceof S3Error)) return explainTaking(error)
    refused(error)
    if (forOperator) return explainStart(error, place)
    const message = 'The store of files does not take or give this file now: try again in a while.'
    return new DomainError('unavailable', message, { reason: 'file-store' })
  }
  /** What is asked in no person's name fails with what the store answered. */
  const explainOwn = (error: unknown) => (forOperator ? explain(error) : error)
  const client = new S3Client(place)
  const keyOf = (hash: string) => pathOfHash(requireHash(hash))

  async function stage(source: Readable, { maxBytes }: { readonly maxBytes: number }): Promise<StagedFile> {
    const draft = `${stagingFolder}/${randomUUID()}`
    const meter = new Meter(maxBytes)
    try {
      await pipeline(source, meter, (chunks: AsyncIterable<Buffer>) => upload(client, draft, chunks))
    } catch (error) {
      throw explain(error)
    }
    const { hash, sizeBytes, head } = meter.result()
    // What cannot be removed now goes with the next tidying.
    const drop = () => client.remove(draft).catch(() => undefined)
    let isStaged = true
    return {
      hash,
      sizeBytes,
      head,
      async keep() {
        try {
          await client.copy(draft, keyOf(hash))
        } catch (error) {
          throw explain(error)
        }
      },
      async drop() {
        if (isStaged) await drop()
        isStaged = false
      },
    }
  }

  return {
    stage,
    async sizeOf(hash) {
      return client.sizeOf(keyOf(hash)).catch((error: unknown) => {
        throw explainOwn(error)
      })
    },
    async open(hash, range) {
      const content = await client.get(keyOf(hash), range).catch((error: unknown) => {
        throw explain(error)
      })
      // @NOTE the stream of an answer is of the same class as Node's own.
      return content === null ? null : Readable.fromWeb(content as Parameters<typeof Readable.fromWeb>[0])
    },
    async keepDerived(hash, name, content) {
      await client.put(pathOfDerived(hash, name), content).catch((error: unknown) => {
        throw explain(error)
      })
    },
    async openDerived(hash, name) {
      const content = await client.get(pathOfDerived(hash, name)).catch((error: unknown) => {
        throw explain(error)
      })
      return content === null ? null : Buffer.from(await new Response(content).arrayBuffer())
    },
    async remove(hash) {
      for (const name of derivedNames) await client.removeOnce(pathOfDerived(hash, name))
      await client.removeOnce(keyOf(hash))
    },
    async *list() {
      try {
        for await (const { key, ...object } of client.list()) {
          const hash = key.split('/').at(-1) ?? ''
          if (isHash(hash) && key === pathOfHash(hash)) yield { hash, ...object }
        }
      } catch (error) {
        throw explainOwn(error)
      }
    },
    async dropStagedBefore(moment) {
      for await (const { key, changedAt } of client.list(`${stagingFolder}/`)) {
        if (changedAt < moment) await client.remove(key)
      }
      for await (const each of unfinishedUploads(client)) {
        if (each.begunAt < moment) await client.dropUpload(each)
      }
    },
  }
}

/** Throws a StartError where a bucket cannot be written, copied in, read, listed and tidied with the keys that are given. */
export async function requireS3(place: S3Place): Promise<void> {
  const client = new S3Client(place)
  const probe = `${stagingFolder}/probe-${randomUUID()}`
  try {
    const copy = `${probe}-copy`
    await client.put(probe, new TextEncoder().encode('probe'))
    await client.copy(probe, copy)
    await (await client.get(copy, { start: 0, end: 1 }))?.cancel()
    for await (const _ of client.list(probe)) break
    for (const key of [copy, probe]) await client.remove(key)
  } catch (error) {
    throw explainStart(error, place)
  }
}

/** Sends what comes as one object if it is small, else in parts; leaves no parts of what breaks off. */
async function upload(client: S3Client, key: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  let id: string | null = null
  let sending: Promise<S3Part> | null = null
  try {
    const parts: S3Part[] = []
    for await (const { bytes, isLast } of inParts(chunks)) {
      if (id === null && isLast) return await client.put(key, bytes)
      id ??= await client.beginUpload(key)
      // One part is sent while the next one comes.
      if (sending) parts.push(await sending)
      sending = client.putPart({ key, id }, parts.length + 1, bytes)
      // Where the source fails first, this is never waited for.
      sending.catch(() => undefined)
    }
    if (id === null || sending === null) return
    parts.push(await sending)
    await client.endUpload({ key, id }, parts)
  } catch (error) {
    if (id !== null) {
      await sending?.catch(() => undefined)
      // What cannot be given up now goes with the next tidying.
      await client.dropUpload({ key, id }).catch(() => undefined)
    }
    throw error
  }
}

/** The same bytes in parts of one size, the last one smaller or empty; at least one. */
async function* inParts(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isLast: boolean }> {
  let held: Buffer[] = []
  let heldBytes = 0
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0;) {
      if (heldBytes === partBytes) {
        const bytes = joined(held, heldBytes)
        // Not held beside the whole while that is sent.
        held = []
        heldBytes = 0
        yield { bytes, isLast: false }
      }
      const taken = rest.subarray(0, partBytes - heldBytes)
      held.push(taken)
      heldBytes += taken.length
      rest = rest.subarray(taken.length)
    }
  }
  const bytes = joined(held, heldBytes)
  held = []
  yield { bytes, isLast: true }
}

function joined(chunks: readonly Buffer[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Where they are not listed, the store gives them up by itself, or by a rule of the bucket. */
async function* unfinishedUploads(client: S3Client) {
  try {
    yield* client.uploads(`${stagingFolder}/`)
  } catch (error) {
    if (!(error instanceof S3Error) || !unlistable.has(error.code)) throw error
  }
}
