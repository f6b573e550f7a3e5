import path from 'node:path'
import type { Log } from '../database/database.ts'
import type { FileStore } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import type { S3Place } from './s3/s3-place.ts'
import { requireS3, s3Store } from './s3/s3-store.ts'

/** What is configured about where the files of cells lie; nothing is the data folder's own. */
export interface FilePlace {
  readonly filesDir?: string | undefined
  /** Comes before a folder. */
  readonly filesS3?: S3Place | undefined
}

interface FileHearers {
  readonly log?: Log
  /** Whoever hears of errors runs the server, and is told what the store answered. */
  readonly forOperator?: boolean
}

/** The store of files that is configured. */
export function fileStoreAt(
  { filesDir, filesS3, dataDir }: FilePlace & { readonly dataDir: string },
  { log, forOperator = false }: FileHearers = {},
): FileStore {
  const refused = (error: Error) => log?.warn({ err: error }, 'the store of files refused')
  if (filesS3) return s3Store(filesS3, { refused, forOperator })
  return folderStore(filesDir ?? path.join(dataDir, 'files'))
}

/** Throws a StartError that says what to mend, where the store that is configured cannot be used. */
export async function requireFileStore({ filesS3 }: FilePlace): Promise<void> {
  if (filesS3) await requireS3(filesS3)
}

/** What of a configuration is about files. */
export function filePlaceOf({ filesDir, filesS3 }: FilePlace): FilePlace {
  return { filesDir, filesS3 }
}
