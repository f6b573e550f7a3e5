import { DomainError } from '@fulcrum/domain'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDiskFull } from '../database/pool.ts'
import type { ReadableFile } from './reader/messages.ts'

/** What one file may have at most. */
const maxUploadBytes = 2 * 1024 ** 3

/** The folder for files that are being imported, empty: what an earlier process left there is of no use any more. */
export async function emptyUploadFolder(dataDir: string): Promise<string> {
  const folder = path.join(dataDir, 'imports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true, force: true })
  return folder
}

/** Writes what is sent to a file of its own as it comes in; nothing is left of it where it is too large or breaks off. */
export async function storeUpload(
  body: Readable,
  { folder, id, name, maxBytes = maxUploadBytes }: { folder: string; id: string; name: string; maxBytes?: number },
): Promise<ReadableFile> {
  const target = path.join(folder, id)
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > maxBytes ? tooLarge(maxBytes) : null, chunk)
    },
  })
  try {
    await pipeline(body, counted, createWriteStream(target, { flags: 'wx', mode: 0o600 }))
    return { name: fileName(name), path: target }
  } catch (error) {
    await rm(target, { force: true })
    if (error instanceof DomainError) throw error
    if (isDiskFull(error)) {
      throw new DomainError('unavailable', 'The disk is full: there is no room for this file.')
    }
    throw new DomainError('invalid', 'The file did not arrive whole: send it again.', { reason: 'broken-off' })
  }
}

/** A name for people, whatever path somebody sent. */
export function fileName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? ''
  return (
    [...last]
      .filter((character) => character >= ' ' && character !== '\u007F')
      .join('')
      .trim()
      .slice(0, 200) || 'file'
  )
}

/** Refuses a file by what is said of its size. */
export function refuseTooLarge(bytes: number, maxBytes = maxUploadBytes): void {
  if (bytes > maxBytes) throw tooLarge(maxBytes)
}

function tooLarge(maxBytes: number): DomainError {
  const megabytes = Math.floor(maxBytes / 1024 ** 2)
  return new DomainError('too-large', `A file may have at most ${megabytes} MB: split it and import the parts.`, {
    reason: 'file-too-large',
    limitBytes: maxBytes,
  })
}
