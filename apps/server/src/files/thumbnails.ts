import type { ThumbnailSize } from '@fulcrum/protocol'
import type pg from 'pg'
import { addAbortSignal } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { DrawSmall, UndrawableError } from './draw-small.ts'
import type { Log } from '../database/database.ts'
import { withFileLocked } from './file-lock.ts'
import type { FileRow } from './file-rows.ts'
import { openKept } from './file-store.ts'
import type { DerivedName, FileStore } from './file-store.ts'

const nameOf: Readonly<Record<ThumbnailSize, DerivedName>> = { 320: 'w320', 1280: 'w1280' }

/** A larger file is not read for it. */
const maxSourceBytes = 50 * 1024 ** 2
/** A file that took too long, or ended the process, is left alone for so long. */
const restMs = 10 * 60_000
const maxResting = 1_000
/** Where one could not be kept, none is for so long: they are drawn for whoever asks. */
const keepRestMs = 60_000

interface ThumbnailsOptions {
  readonly pool: pg.Pool
  readonly store: FileStore
  readonly log: Log
  readonly now: () => number
}

/** Small pictures of the pictures in a store: made when they are first asked for, and kept beside them. */
export class Thumbnails {
  private readonly pool: pg.Pool
  private readonly store: FileStore
  private readonly log: Log
  private readonly now: () => number
  private readonly drawing: DrawSmall
  private readonly making = new Map<string, Promise<Buffer | null>>()
  private readonly resting = new Map<string, number>()
  private keepAgainAt = 0

  constructor({ pool, store, log, now }: ThumbnailsOptions) {
    this.pool = pool
    this.store = store
    this.log = log
    this.now = now
    this.drawing = new DrawSmall({ log })
  }

  /** The small picture of a file, as WebP; null where there can be none. Who may see it is asked before. */
  async of(file: FileRow, size: ThumbnailSize): Promise<Buffer | null> {
    if (!file.isPicture || file.sizeBytes > maxSourceBytes) return null
    const name = nameOf[size]
    const kept = await this.store.openDerived(file.hash, name)
    if (kept !== null) return kept.length === 0 ? null : kept
    const key = `${file.hash} ${name}`
    const known = this.making.get(key)
    if (known) return known
    const made = this.make(file, size).finally(() => this.making.delete(key))
    this.making.set(key, made)
    return made
  }

  stop(): void {
    this.drawing.stop()
  }

  private async make({ hash }: FileRow, size: ThumbnailSize): Promise<Buffer | null> {
    if ((this.resting.get(hash) ?? 0) > this.now()) return null
    const drawn = await this.drawing
      .draw(size, async (signal) => buffer(addAbortSignal(signal, await openKept(this.store, hash))))
      .catch((error: unknown) => {
        if (!(error instanceof UndrawableError)) throw error
        return error.ever ? new Uint8Array() : null
      })
    if (drawn === null) return this.rest(hash)
    const isKept = await this.keep(hash, size, drawn)
    if (drawn.length > 0) return Buffer.from(drawn)
    return isKept ? null : this.rest(hash)
  }

  /** Keeps what was drawn, an empty one where none can be made; whoever asked for it gets it even if that fails. */
  private async keep(hash: string, size: ThumbnailSize, drawn: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (this.keepAgainAt > this.now()) return false
    try {
      // Of a file that was removed meanwhile nothing may stay.
      await withFileLocked(this.pool, hash, async (client) => {
        const { rowCount } = await client.query('SELECT FROM file WHERE hash = $1 LIMIT 1', [hash])
        if (rowCount !== 0) await this.store.keepDerived(hash, nameOf[size], drawn)
      })
      return true
    } catch (error) {
      this.keepAgainAt = this.now() + keepRestMs
      this.log.warn({ err: error }, 'a small picture could not be kept; it is tried again in a minute')
      return false
    }
  }

  /** Leaves a file alone for a while. */
  private rest(hash: string): null {
    this.resting.set(hash, this.now() + restMs)
    for (const oldest of this.resting.keys()) {
      if (this.resting.size <= maxResting) break
      this.resting.delete(oldest)
    }
    return null
  }
}
