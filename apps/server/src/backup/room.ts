import { stat, statfs } from 'node:fs/promises'
import { StartError } from '../operations/start-error.ts'
import type { Backup } from './check-backup.ts'
import { sizeOf } from './manifest.ts'

/** An index, room for the log of writes and the rows themselves, of a byte of text. */
const bytesPerPlainByte = 3
/** A cluster with nothing in it, and its log of writes. */
const emptyClusterBytes = 128 * 1024 * 1024

/** Stays free on a disk to which those who work write as well: what is nice to have must not take their room. */
export const reserveBytes = 128 * 1024 * 1024
const lookAgainBytes = 16 * 1024 * 1024

interface Lying {
  readonly embedded: boolean
  /** Files of cells go to a bucket or another folder. */
  readonly filesElsewhere?: boolean
}

/** About how many bytes what a backup holds takes in a data folder, by what of it goes there. */
export function neededBytes({ manifest }: Backup, { embedded, filesElsewhere = false }: Lying): number {
  const bytesOf = (files: typeof manifest.files) => files.reduce((sum, { bytes }) => sum + bytes, 0)
  const inTables = sizeOf(manifest).plain - bytesOf(manifest.files)
  const inFolder = bytesOf(manifest.files.filter((file) => !filesElsewhere || !file.path.startsWith('files/')))
  return embedded ? inFolder + inTables * bytesPerPlainByte + emptyClusterBytes : inFolder
}

/** Refuses a disk with too little room, before anything is written there. */
export async function requireRoom(folder: string, needed: number, what: string): Promise<void> {
  const free = await freeBytes(folder)
  if (free >= needed) return
  throw new StartError(
    'disk-full',
    `The disk of ${folder} has ${megabytes(free)} free, and ${what} needs about ${megabytes(needed)}. ` +
      'Free some space, or give a folder elsewhere. Nothing was changed.',
  )
}

/** Ends what is being written into a folder before it takes the room of what is written into `beside`, where that is one disk. */
export async function keepReserve(folder: string, beside: string) {
  const isShared = (await stat(folder)).dev === (await stat(beside)).dev
  let unseen = lookAgainBytes

  async function look(): Promise<void> {
    unseen = 0
    const free = await freeBytes(folder)
    if (free >= reserveBytes) return
    throw new StartError(
      'disk-full',
      `The disk of ${folder} is full: ${megabytes(free)} are free, and ${megabytes(reserveBytes)} of it stay for those who work. ` +
        'There is no new backup. Free some space, or have backups made on another disk, and run it again.',
    )
  }

  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      unseen += chunk.length
      if (isShared && unseen >= lookAgainBytes) await look()
      yield chunk
    }
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** As people read it. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MB`
}
