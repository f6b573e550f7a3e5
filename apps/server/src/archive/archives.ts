import {
  BoardState,
  DomainError,
  boardSight,
  can,
  docResource,
  isUuid,
  notFound,
  scopeOf,
  uuidV7,
} from '@fulcrum/domain'
import type { MemberId, Principal } from '@fulcrum/domain'
import type { ArchiveStatus } from '@fulcrum/protocol'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Log } from '../database/database.ts'
import { storeUpload } from '../imports/upload.ts'
import type { FileStore } from '../files/file-store.ts'
import type { SyncNode } from '../node.ts'
import { accountState } from '../scopes/principals.ts'
import { openArchive } from './open-archive.ts'
import { takeInArchive } from './take-in.ts'
import { writeArchive } from './write-archive.ts'

/** Archives that are written at a time, and taken in: each holds a connection of the database. */
const maxAtOnce = 2
/** What became of an archive can be asked this long. */
const keptMs = 30 * 60_000

interface OneArchive {
  readonly memberId: MemberId
  status: ArchiveStatus
  isCancelled: boolean
  endedAt: number | null
}

/** Archives over HTTP: for members who manage the account, and of what they see. */
export class Archives {
  private readonly node: SyncNode
  private readonly folder: string
  private readonly log: Log
  private readonly files: FileStore
  private readonly incoming = new Map<string, OneArchive>()
  private readonly working = new Set<Promise<void>>()
  private outgoing = 0

  constructor(
    node: SyncNode,
    { folder, files, log }: { readonly folder: string; readonly files: FileStore; readonly log: Log },
  ) {
    this.node = node
    this.folder = folder
    this.log = log
    this.files = files
  }

  /** A workspace as a file. What somebody does not see all of is not in it: boards, and views of others' own. */
  async write(memberId: MemberId, workspace: string): Promise<{ readonly name: string; readonly stream: Readable }> {
    const principal = this.manager(memberId)
    const { store, executor } = this.node
    const fields = (await accountState(store)).record('workspace', workspace)
    if (!isUuid(workspace) || !fields || fields['deletedAt'] !== undefined) throw notFound('workspace')
    if (this.outgoing >= maxAtOnce) throw tooMany()
    this.outgoing += 1
    const client = await store.pool.connect().catch((error: unknown) => {
      this.outgoing -= 1
      throw error
    })
    const end = (isSound: boolean) => {
      this.outgoing -= 1
      // What reads a moment is given up with its connection.
      client.release(!isSound)
    }
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      const { accountId } = store
      const leavesOut = await this.unseen(principal, workspace)
      const order = { accountId, workspace, exportedAt: executor.now(), leavesOut, viewer: memberId, files: this.files }
      const stream = await writeArchive(client, order)
      stream.once('close', () => end(false))
      return { name: `${String(fields['name'])}.fulcrum`, stream }
    } catch (error) {
      end(false)
      throw error
    }
  }

  /** Takes a file, and takes it in. */
  async begin(memberId: MemberId, body: Readable, name: string): Promise<ArchiveStatus> {
    this.manager(memberId)
    this.forgetOld()
    const running = [...this.incoming.values()].filter(({ endedAt }) => endedAt === null)
    if (running.length >= maxAtOnce) throw tooMany()
    const id = uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
    const status: ArchiveStatus = {
      id,
      state: 'running',
      phase: 'checking',
      done: 0,
      total: 0,
      taken: null,
      error: null,
    }
    const one: OneArchive = { memberId, status, isCancelled: false, endedAt: null }
    this.incoming.set(id, one)
    const file = await storeUpload(body, { folder: this.folder, id, name }).catch((error: unknown) => {
      this.incoming.delete(id)
      throw error
    })
    const work = this.takeIn(one, file.path).finally(() => this.working.delete(work))
    this.working.add(work)
    return one.status
  }

  status(memberId: MemberId, id: string): ArchiveStatus {
    return this.find(memberId, id).status
  }

  cancel(memberId: MemberId, id: string): ArchiveStatus {
    const one = this.find(memberId, id)
    one.isCancelled = true
    return one.status
  }

  async stop(): Promise<void> {
    for (const one of this.incoming.values()) one.isCancelled = true
    await Promise.allSettled(this.working)
  }

  private async takeIn(one: OneArchive, path: string): Promise<void> {
    const { memberId } = one
    try {
      const archive = await openArchive(path)
      const check = () => {
        this.manager(memberId)
        if (one.isCancelled) throw new DomainError('conflict', 'The import was stopped; nothing of it was kept.')
      }
      const onProgress = (phase: string, done: number, total: number) => {
        one.status = { ...one.status, phase, done, total }
      }
      const taken = await takeInArchive({
        node: this.node,
        archive,
        files: this.files,
        memberId,
        check,
        onProgress,
      }).finally(() => archive.close())
      one.status = { ...one.status, state: 'done', taken }
    } catch (error) {
      const isExpected = error instanceof DomainError
      if (!isExpected) this.log.error({ err: error }, 'an archive could not be taken in')
      const said = isExpected
        ? { code: error.code, message: error.message }
        : { code: 'unavailable', message: 'The archive could not be taken in; nothing of it was kept. Try again.' }
      one.status = { ...one.status, state: 'failed', error: said }
    } finally {
      one.endedAt = performance.now()
      await rm(path, { force: true })
    }
  }

  /** The boards of a workspace of which somebody does not see all, and the docs that they may not read. */
  private async unseen(principal: Principal, workspace: string): Promise<ReadonlySet<string>> {
    const { store } = this.node
    const { rows } = await store.pool.query<{ id: string }>(
      'SELECT id FROM board WHERE account = $1 AND workspace_id = $2',
      [store.accountId, workspace],
    )
    const unseen = new Set<string>()
    for (const { id } of rows) {
      const { state } = await store.get(scopeOf('board', id))
      const sight = state instanceof BoardState ? boardSight(principal, state) : null
      if (!sight || sight.hiddenColumns.size > 0 || sight.rule) unseen.add(id)
    }
    const { rows: docs } = await store.pool.query<{ id: string }>(
      'SELECT id FROM doc WHERE account = $1 AND workspace_id = $2',
      [store.accountId, workspace],
    )
    for (const { id } of docs) {
      const { state } = await store.get(scopeOf('doc', id))
      if (!can(principal, 'doc.read', docResource(state, id))) unseen.add(id)
    }
    return unseen
  }

  private manager(memberId: MemberId): Principal {
    const principal = this.node.hub.principal(memberId)
    if (principal && can(principal, 'account.manage', null)) return principal
    throw new DomainError('forbidden', 'Archives are for those who manage the account: ask an owner or an admin.')
  }

  private find(memberId: MemberId, id: string): OneArchive {
    const one = this.incoming.get(id)
    if (!one || one.memberId !== memberId) throw notFound('archive')
    return one
  }

  private forgetOld(): void {
    for (const [id, { endedAt }] of this.incoming) {
      if (endedAt !== null && performance.now() - endedAt > keptMs) this.incoming.delete(id)
    }
  }
}

function tooMany(): DomainError {
  return new DomainError('too-many', 'Other archives are on their way: try again when they are done.', {
    limit: maxAtOnce,
  })
}
