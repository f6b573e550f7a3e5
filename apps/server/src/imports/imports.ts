import { DomainError, isUuid, notFound, uuidV7 } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type {
  BatchAnswer,
  ImportPreview,
  ImportReading,
  ImportSourceEntry,
  ImportStart,
  ImportStatus,
} from '@fulcrum/protocol'
import type { Readable } from 'node:stream'
import type { Log } from '../database/database.ts'
import type { SyncNode } from '../node.ts'
import { withRetry } from '../database/pool.ts'
import type { Asker } from '../scopes/executor.ts'
import { accountState } from '../scopes/principals.ts'
import { leftImportRun } from '../storage/import-runs.ts'
import { takeBackAbandoned } from './engine/abandoned.ts'
import type { Importer } from './engine/import-door.ts'
import { undoImport } from './engine/undo-import.ts'
import { OneImport } from './one-import.ts'
import { previewOf } from './preview.ts'
import { ImportReader } from './reader/reader.ts'
import { storeUpload } from './upload.ts'

/** Files that one person may have open at a time, and all people together: each has a thread of its own. */
const maxOpenPerPerson = 3
const maxOpen = 8
/** A file that nobody asks about any more is let go. */
const idleMs = 30 * 60_000
const sweepMs = 60_000

/** The imports of this node: files that people sent, until they are taken in or forgotten. */
export class Imports {
  private readonly node: SyncNode
  private readonly folder: string
  private readonly log: Log
  private readonly open = new Map<string, OneImport>()
  /** Whose files are on their way. */
  private readonly arriving: MemberId[] = []
  private readonly running = new Set<Promise<unknown>>()
  private readonly sweeper: NodeJS.Timeout
  private tidying: Promise<void> | null = null
  private isStopping = false
  private sourceList: Promise<readonly ImportSourceEntry[]> | null = null

  constructor(node: SyncNode, { folder, log }: { readonly folder: string; readonly log: Log }) {
    this.node = node
    this.folder = folder
    this.log = log
    this.sweeper = setInterval(() => this.tidy(), sweepMs)
    this.sweeper.unref()
    // What dead processes left is taken back while this one serves already.
    this.tidy()
  }

  /** The formats that can be imported. */
  sources(): Promise<readonly ImportSourceEntry[]> {
    this.sourceList ??= this.askSources()
    return this.sourceList
  }

  /** Takes a file and looks at it. */
  async begin(
    memberId: MemberId,
    { body, name, kind }: { readonly body: Readable; readonly name: string; readonly kind: string | null },
  ): Promise<ImportPreview> {
    this.refuseTooMany(memberId)
    const id = uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
    this.arriving.push(memberId)
    // The thread that reads starts while the file is on its way.
    const reader = new ImportReader()
    const file = await storeUpload(body, { folder: this.folder, id, name })
      .catch(async (error: unknown) => {
        await reader.stop()
        throw error
      })
      .finally(() => this.arriving.splice(this.arriving.indexOf(memberId), 1))
    const one = new OneImport(this.world(), { id, importer: this.importerOf(memberId), file, ownsFile: true, reader })
    this.open.set(id, one)
    try {
      return await this.look(one, kind, {})
    } catch (error) {
      this.open.delete(id)
      await one.close()
      throw error
    }
  }

  /** Reads a file again under other options. */
  async again(memberId: MemberId, id: string, reading: ImportReading): Promise<ImportPreview> {
    return this.look(this.find(memberId, id), null, reading)
  }

  /** Starts an import, which goes on by itself. */
  start(memberId: MemberId, id: string, order: ImportStart): ImportStatus {
    const one = this.find(memberId, id)
    one.check(order)
    this.follow(one, one.run(order)).catch((error: unknown) => {
      if (!(error instanceof DomainError) && one.status().state === 'failed') {
        this.log.error({ err: error, import: id }, 'an import failed')
      }
    })
    return one.status()
  }

  /** How far an import is; of one whose process died, what became of it. */
  async status(memberId: MemberId, id: string): Promise<ImportStatus> {
    return this.open.has(id) ? this.find(memberId, id).status() : this.leftStatus(memberId, id)
  }

  /** Ends a running import, which takes back what it did; forgets one that is not running. */
  async cancel(memberId: MemberId, id: string): Promise<ImportStatus> {
    const one = this.find(memberId, id)
    one.cancel()
    if (!one.isRunning) {
      this.open.delete(id)
      await one.close()
    }
    return one.status()
  }

  /** Knows of an import until it ends, so that the server waits for it. */
  follow<T>(one: OneImport, work: Promise<T>): Promise<T> {
    this.open.set(one.id, one)
    this.running.add(work)
    return work.finally(() => this.running.delete(work))
  }

  /**
   * Takes an import back, or does it again, as a whole: what is begun here is ended by another process where this one dies. Null
   * for a batch that is of no import.
   */
  takeBack(asker: Pick<Asker, 'principal'>, batch: string): Promise<BatchAnswer | null> {
    const work = undoImport(this.node, asker, { batch, isStopping: () => this.isStopping })
    this.running.add(work)
    return work.finally(() => this.running.delete(work))
  }

  /** Ends all imports. New boards go; those that were there before keep what came. */
  async stop(): Promise<void> {
    clearInterval(this.sweeper)
    this.isStopping = true
    for (const one of this.open.values()) one.leave()
    await Promise.allSettled([...this.running, this.tidying])
    for (const one of this.open.values()) await one.close()
    this.open.clear()
  }

  private async leftStatus(memberId: MemberId, id: string): Promise<ImportStatus> {
    const { pool, accountId } = this.node.store
    const left = isUuid(id)
      ? await withRetry(pool, () => leftImportRun(pool, accountId, { id, member: memberId }))
      : null
    if (!left) throw notFound('import')
    const { outcome } = left
    const rest = { id, done: 0, total: 0, report: null }
    if (outcome === null) return { ...rest, state: 'running', phase: 'taking-back', error: null }
    return { ...rest, state: 'failed', phase: null, error: { code: 'unavailable', message: outcome.message } }
  }

  private async look(one: OneImport, kind: string | null, reading: ImportReading): Promise<ImportPreview> {
    const timeZone = reading.timeZone ?? (await this.accountZone())
    return previewOf(this.node, one, await one.open(kind ?? one.kind, { ...reading, timeZone }))
  }

  private async accountZone(): Promise<string> {
    const account = (await accountState(this.node.store)).record('account', this.node.store.accountId)
    return String(account?.['timeZone'] ?? 'UTC')
  }

  private find(memberId: MemberId, id: string): OneImport {
    const one = this.open.get(id)
    if (!one || one.importer.memberId !== memberId) throw notFound('import')
    return one
  }

  private importerOf(memberId: MemberId): Importer {
    return { memberId, principal: () => this.node.hub.principal(memberId) }
  }

  private refuseTooMany(memberId: MemberId): void {
    const open = [...this.open.values()].filter((one) => one.isOpen).map(({ importer }) => importer.memberId)
    const all = [...open, ...this.arriving]
    if (all.filter((person) => person === memberId).length < maxOpenPerPerson && all.length < maxOpen) return
    throw new DomainError('too-many', 'Too many files are being imported: finish or cancel one first.', {
      limit: maxOpenPerPerson,
    })
  }

  private world() {
    return { node: this.node, kinds: this.node.store.kinds }
  }

  private tidy(): void {
    this.tidying ??= this.sweep()
      .catch((error: unknown) => {
        if (!this.isStopping) this.log.warn({ err: error }, 'imports could not be tidied up')
      })
      .finally(() => {
        this.tidying = null
      })
  }

  private async sweep(): Promise<void> {
    for (const [id, one] of this.open) {
      if (one.isRunning || performance.now() - one.usedAt < idleMs) continue
      this.open.delete(id)
      await one.close()
    }
    for (const { run, message } of await takeBackAbandoned(this.node, () => this.isStopping)) {
      this.log.warn({ import: run.id, board: run.board, outcome: message }, 'an import that was cut off was taken back')
    }
  }

  private async askSources(): Promise<readonly ImportSourceEntry[]> {
    const reader = new ImportReader()
    try {
      return await reader.ask<'sources'>({ call: 'sources' })
    } finally {
      await reader.stop()
    }
  }
}
