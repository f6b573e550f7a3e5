import { DomainError } from '@fulcrum/domain'
import type { Readable } from 'node:stream'

/** What came in and is not kept yet. Whoever stages something drops it in the end, kept or not. */
export interface StagedFile {
  /** SHA-256 of the content, in lower-case hexadecimal. */
  readonly hash: string
  readonly sizeBytes: number
  /** The first bytes, which tell what it is. */
  readonly head: Buffer
  /** Keeps it under its hash, for good once this returns; what is there already stays as it is. */
  keep(): Promise<void>
  /** Removes what was staged for it; what was kept stays. Not under the lock of the file: it may take its time. */
  drop(): Promise<void>
}

export interface StoredObject {
  readonly hash: string
  readonly sizeBytes: number
  readonly changedAt: number
}

/** What is made from files and lies beside them: small pictures of pictures, by the pixels they fit into. */
export const derivedNames = ['w320', 'w1280'] as const

export type DerivedName = (typeof derivedNames)[number]

/** Bytes from the first to the last, both counted. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Where the bytes of files lie, by their content. Knows nothing of who may read them. Whoever adds a store runs
 * `fileStoreContract` over it.
 */
export interface FileStore {
  /** Takes what comes, at most `maxBytes`; nothing is left of what is larger, breaks off or does not fit on the disk. */
  stage(source: Readable, limits: { readonly maxBytes: number }): Promise<StagedFile>
  /** The size of a file; null where there is none. */
  sizeOf(hash: string): Promise<number | null>
  /** The content, or a part of it; null where there is none. */
  open(hash: string, range?: ByteRange): Promise<Readable | null>
  /** Keeps beside a file what was made from it, whole or not at all, in the place of what was there. */
  keepDerived(hash: string, name: DerivedName, content: Uint8Array<ArrayBuffer>): Promise<void>
  /** What was made from a file; null where there is none. */
  openDerived(hash: string, name: DerivedName): Promise<Buffer | null>
  /** Removes a file with what was made from it, or throws and leaves it to the next tidying; one that is not there is none. */
  remove(hash: string): Promise<void>
  /** The files; what was made from them is not among them. */
  list(): AsyncIterable<StoredObject>
  /** Removes what was staged before a moment by whoever did not live to keep it. */
  dropStagedBefore(moment: number): Promise<void>
}

/** The content of a file that has a row, or a part of it: where the store has none, that is for whoever runs the server. */
export async function openKept(store: FileStore, hash: string, range?: ByteRange): Promise<Readable> {
  const content = await store.open(hash, range)
  if (content === null)
    throw new DomainError('unavailable', 'This file is not where it should be: tell whoever runs this server.')
  return content
}

/** Bytes at the beginning that tell what a file is. */
export const headBytes = 64 * 1024

/** Whether a text is a hash as the store names files; others are never looked for. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** The hash, where it is one: nothing else ever becomes a place. */
export function requireHash(text: string): string {
  if (!isHash(text)) throw new Error('a file is named by its hash')
  return text
}

/** Below the beginning of a store: what is on its way, of which nothing has a name yet. */
export const stagingFolder = '.incoming'

/**
 * Where a file lies below the beginning of a store, alike in all of them, so that a copy of one is another:
 * `pathOfHash('abcd…') // 'ab/cd/abcd…'`
 */
export function pathOfHash(hash: string): string {
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`
}

/** Where what was made from a file lies: `pathOfDerived('abcd…', 'w320') // 'ab/cd/abcd….w320'` */
export function pathOfDerived(hash: string, name: DerivedName): string {
  return `${pathOfHash(requireHash(hash))}.${name}`
}
